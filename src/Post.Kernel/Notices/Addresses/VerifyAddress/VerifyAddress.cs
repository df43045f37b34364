using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

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

internal sealed class VerifyAddressHandler(ContactPoints points, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<VerifyAddressCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(VerifyAddressCommand command, CancellationToken ct)
    {
        if (await points.FindAsync(command.ContactPointId, ct) is not { } point) return new NotFound("This address");
        var (how, by) = (command.How.Trim(), caller.Value.Name);
        if (!await points.VerifyAsync(point.Id, clock.Today(), by, how, ct)) return new AddressSettled();
        var owner = $"{point.Kind} address of {NoticeWords.Of(point.OwnerKind)} {point.OwnerId}";
        change.Changed(owner, "not verified", "verified");
        change.Because(how);
        if (point.OwnerKind is AddresseeKind.Officer) change.About(point.OwnerId);
        foreach (var earlier in (await points.OfAsync(point.OwnerKind, point.OwnerId, ct)).Where(point.Follows))
        {
            await points.EndAsync(earlier.Id, ContactState.Retired, by, clock.GetUtcNow(), "Followed by an address that was verified", ct);
            change.Changed(owner, earlier.Value, null);
        }

        return Done.Instance;
    }
}
