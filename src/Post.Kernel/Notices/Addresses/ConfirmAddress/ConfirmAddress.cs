using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Kernel.Notices.Addresses.ConfirmAddress;

/// <summary>Whoever has the link that went to an address says that it reaches them. To have it is all the proof: it went nowhere else.</summary>
[Requires(KernelPermissions.ConfirmAddresses)]
[Audited("address.confirmed", DataClass.None, Fields = ["contact"])]
public sealed record ConfirmAddressCommand(string Token) : ICommand<Done>;

internal sealed class ConfirmAddressValidator : AbstractValidator<ConfirmAddressCommand>
{
    public const int TokenMaxLength = 100;

    public ConfirmAddressValidator() => RuleFor(c => c.Token).NotEmpty().MaximumLength(TokenMaxLength).WithMessage("The link is not whole. Copy all of it from the mail.");
}

internal sealed class ConfirmAddressHandler(AddressChallenges challenges) : IRequestHandler<ConfirmAddressCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(ConfirmAddressCommand command, CancellationToken ct) =>
        await challenges.ConfirmAsync(command.Token, ct) is { } refusal ? refusal : Done.Instance;
}
