using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Kernel.Notices.Addresses.RecordAddress;

/// <summary>Records an address with who furnished it, when and for what; the words on which sufficiency rests (12.11).</summary>
[Requires(KernelPermissions.SendNotices)]
[Audited("address.recorded", DataClass.None, Fields = ["contact"])]
public sealed record RecordAddressCommand(
    AddresseeKind OwnerKind, Guid OwnerId, ContactKind Kind, string Value, IReadOnlyList<string> Purposes, AddressOrigin Origin,
    string FurnishedBy, DateOnly FurnishedOn) : ICommand<Guid>;

internal sealed class RecordAddressValidator : AbstractValidator<RecordAddressCommand>
{
    public RecordAddressValidator(TimeProvider clock)
    {
        RuleFor(c => c.Value).NotEmpty().WithMessage("Write the address.")
            .MaximumLength(ContactPoint.ValueMaxLength).WithMessage($"Shorten the address to {ContactPoint.ValueMaxLength} characters.");
        RuleFor(c => c.FurnishedBy).NotEmpty().WithMessage("Say who gave it, or where it was found: whether a notice is sufficient rests on it.")
            .MaximumLength(ContactPoint.NameMaxLength).WithMessage($"Shorten who gave it to {ContactPoint.NameMaxLength} characters.");
        RuleFor(c => c.FurnishedOn).Must(day => day <= clock.Today()).WithMessage("It cannot have been furnished in the future.");
        RuleFor(c => c.Purposes).Must(p => p is { Count: > 0 } && p.All(ContactPurposes.All.ContainsKey)).WithMessage("Say for what it was furnished.");
    }
}

internal sealed class RecordAddressHandler(
    IEnumerable<IAddressees> directories, ContactPoints points, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<RecordAddressCommand, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(RecordAddressCommand command, CancellationToken ct)
    {
        var directory = directories.FirstOrDefault(d => d.Kind == command.OwnerKind);
        if (directory is null || await directory.FindAsync(command.OwnerId, ct) is not { } owner) return new NotFound("This addressee");
        if (ValueOf(command) is not { } value) return new AddressNotValid("That is no electronic mail address; one is written name@host.example.");

        var now = clock.GetUtcNow();
        var point = new ContactPoint(
            Guid.CreateVersion7(now), owner.Kind, owner.Id, command.Kind, value, command.Purposes, command.Origin, command.FurnishedBy.Trim(),
            command.FurnishedOn, ContactState.Active, caller.Value.Name, now, null, null);
        await points.AddAsync(point, ct);
        if (owner.Kind is AddresseeKind.Officer) change.About(owner.Id);
        change.Changed($"{command.Kind} address of {NoticeWords.Of(owner.Kind)} {owner.Id}", null, value);
        change.Because($"furnished by {NoticeWords.Of(command.Origin)}, {point.FurnishedBy}, {command.FurnishedOn:yyyy-MM-dd}");
        return point.Id;
    }

    private static string? ValueOf(RecordAddressCommand command) => command.Kind is ContactKind.Postal
        ? command.Value.ReplaceLineEndings("\n").Trim()
        : EmailAddress.TryParse(command.Value, out var email) ? email.Value : null;
}
