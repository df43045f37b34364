using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Desk;
using Post.Certification.Domain;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Certification.Features.SaveView;

/// <summary>Keeps the filter of a list under a name, for oneself or for the division.</summary>
[Requires(CertificationPermissions.ReadApplications)]
[Audited("certification-view.saved", DataClass.None, Fields = ["view"])]
internal sealed record SaveViewCommand(string Address, string Name, bool Shared) : ICommand<Guid>;

internal sealed class SaveViewValidator : AbstractValidator<SaveViewCommand>
{
    public SaveViewValidator()
    {
        RuleFor(c => c.Name).NotEmpty().WithMessage("Give the view a name.");
        RuleFor(c => c.Name).MaximumLength(SavedView.NameMaxLength).WithMessage($"Shorten the name to {SavedView.NameMaxLength} characters.");
    }
}

internal sealed class SaveViewHandler(CertificationDb db, SavedViews views, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<SaveViewCommand, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(SaveViewCommand command, CancellationToken ct)
    {
        if (ViewAddress.Read(command.Address) is not { } read) return new NoSuchList();
        if (!views.MayOpen(read.List)) return new ListNotOpen();
        var name = command.Name.Trim();
        if (await views.IsTakenAsync(name, null, ct)) return new ViewNameTaken(name);
        var now = clock.GetUtcNow();
        var view = new SavedView
        {
            Id = Guid.CreateVersion7(now),
            List = read.List,
            Address = read.Address,
            OwnerId = caller.Value.Id!.Value,
            OwnerName = caller.Value.Name,
            SavedAt = now,
        };
        view.Call(name, command.Shared, now);
        db.SavedViews.Add(view);
        change.Summarise($"{ViewAddress.WordsOf(read.List)}: {read.Address}");
        change.Changed("name", null, name);
        change.Changed("shared", null, command.Shared ? "yes" : "no");
        await db.SaveChangesAsync(ct);
        return view.Id;
    }
}
