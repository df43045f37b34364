using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Kernel.Notices.Addresses.VerifyAddress;

/// <summary>
/// Records how it was made sure that an address reaches the addressee. Only now the address that it follows goes out of use: until
/// then notices went to both (12.05(1)(i)(a)).
/// </summary>
[Requires(KernelPermissions.SendNotices)]
[Audited("address.verified", DataClass.None, Fields = ["contact"])]
public sealed record VerifyAddressCommand(Guid ContactPointId, string How) : ICommand<Done>;

internal sealed class VerifyAddressValidator : AbstractValidator<VerifyAddressCommand>
{
    public VerifyAddressValidator() => RuleFor(c => c.How)
        .NotEmpty().WithMessage("Say how you know that it reaches the addressee.")
        .MaximumLength(ContactPoint.ValueMaxLength).WithMessage($"Shorten it to {ContactPoint.ValueMaxLength} characters.");
}

internal sealed class VerifyAddressHandler(ContactPoints points, AddressVerification verification, ChangeContext change, CurrentCaller caller)
    : IRequestHandler<VerifyAddressCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(VerifyAddressCommand command, CancellationToken ct)
    {
        if (await points.FindAsync(command.ContactPointId, ct) is not { } point) return new NotFound("This address");
        change.Because(command.How.Trim());
        return await verification.VerifyAsync(point, caller.Value.Name, command.How.Trim(), ct) is { } refusal ? refusal : Done.Instance;
    }
}
