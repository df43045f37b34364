using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Desk;
using Post.Certification.Domain;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Certification.Features.RenameView;

/// <summary>Gives one's own view another name, shares it with the division, or takes it back to oneself.</summary>
[Requires(CertificationPermissions.ReadApplications)]
[Audited("certification-view.renamed", DataClass.None, Fields = ["view"])]
internal sealed record RenameViewCommand(Guid ViewId, string Name, bool Shared) : ICommand<Done>;

internal sealed class RenameViewValidator : AbstractValidator<RenameViewCommand>
{
    public RenameViewValidator()
    {
        RuleFor(c => c.Name).NotEmpty().WithMessage("Give the view a name.");
        RuleFor(c => c.Name).MaximumLength(SavedView.NameMaxLength).WithMessage($"Shorten the name to {SavedView.NameMaxLength} characters.");
    }
}

internal sealed class RenameViewHandler(CertificationDb db, SavedViews views, ChangeContext change, TimeProvider clock)
    : IRequestHandler<RenameViewCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(RenameViewCommand command, CancellationToken ct)
    {
        var found = await views.FindAsync(command.ViewId, ct);
        if (found.Refusal is { } refusal) return refusal;
        var (view, name) = (found.Value, command.Name.Trim());
        if (!views.IsOwn(view)) return new NotYourView(view.OwnerName);
        if (await views.IsTakenAsync(name, view.Id, ct)) return new ViewNameTaken(name);
        if (view.Name != name) change.Changed("name", view.Name, name);
        if (view.Shared != command.Shared) change.Changed("shared", view.Shared ? "yes" : "no", command.Shared ? "yes" : "no");
        change.Summarise(view.Address);
        view.Call(name, command.Shared, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }
}
