using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Kernel.Notices.Addresses.ConfirmAddress;

/// <summary>What a link opens, before its button is pressed: programs that look at links in mail open it, and must verify nothing.</summary>
[Requires(KernelPermissions.ConfirmAddresses)]
[Audited("address-link.shown", DataClass.None)]
public sealed record ShowAddressLinkQuery(string Token) : IQuery<AddressLink>;

/// <summary>The address, masked: whoever got the mail knows it, and nobody else learns it here.</summary>
public sealed record AddressLink(string Masked);

internal sealed class ShowAddressLinkValidator : AbstractValidator<ShowAddressLinkQuery>
{
    public ShowAddressLinkValidator() => RuleFor(q => q.Token).NotEmpty().MaximumLength(ConfirmAddressValidator.TokenMaxLength)
        .WithMessage("The link is not whole. Copy all of it from the mail.");
}

internal sealed class ShowAddressLinkHandler(AddressChallenges challenges) : IRequestHandler<ShowAddressLinkQuery, Result<AddressLink>>
{
    public async Task<Result<AddressLink>> Handle(ShowAddressLinkQuery query, CancellationToken ct) =>
        await challenges.FindLinkAsync(query.Token, ct) is { } point ? new AddressLink(EmailAddress.Mask(point.Value)) : new LinkNotOpen();
}
