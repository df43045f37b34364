using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Kernel.Notices.Addresses.EndAddress;

/// <summary>Takes an address out of use; it stays in the record, and what went to it stays what it was.</summary>
[Requires(KernelPermissions.SendNotices)]
[Audited("address.ended", DataClass.None, Fields = ["contact"])]
public sealed record EndAddressCommand(Guid ContactPointId, string Reason) : ICommand<Done>;

internal sealed class EndAddressValidator : AbstractValidator<EndAddressCommand>
{
    public EndAddressValidator() => RuleFor(c => c.Reason)
        .NotEmpty().WithMessage("Say why it is not used any more.")
        .MaximumLength(500).WithMessage("Shorten the reason to 500 characters.");
}

internal sealed class EndAddressHandler(ContactPoints points, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<EndAddressCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(EndAddressCommand command, CancellationToken ct)
    {
        if (await points.FindAsync(command.ContactPointId, ct) is not { } point) return new NotFound("This address");
        var reason = command.Reason.Trim();
        if (!await points.EndAsync(point.Id, ContactState.Retired, caller.Value.Name, clock.GetUtcNow(), reason, ct)) return new AddressEnded();
        if (point.OwnerKind is AddresseeKind.Officer) change.About(point.OwnerId);
        change.Changed($"{point.Kind} address of {NoticeWords.Of(point.OwnerKind)} {point.OwnerId}", point.Value, null);
        change.Because(reason);
        return Done.Instance;
    }
}
