using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.Audit;
using Post.Commission.Contracts;
using Post.Kernel.Requests;

namespace Post.AccessReview.Features.ShowMatter;

/// <summary>A matter with who works on it and its notes; whom it is about is asked apart, under a purpose.</summary>
[Requires(AccessReviewPermissions.ReadMatters)]
[Audited("matter.shown", DataClass.None)]
internal sealed record ShowMatterQuery(Guid Id) : IQuery<ShowMatterResult>;

internal sealed record ShowMatterResult(
    Guid Id, string Number, string Kind, string Clause, string Title, DateTimeOffset OpenedAt, string OpenedByName, DateTimeOffset? ClosedAt,
    string? ClosedByName, string? ClosedBecause, IReadOnlyList<AssignmentRow> Assignments, IReadOnlyList<NoteRow> Notes,
    IReadOnlyList<StaffMember> Staff)
{
    public bool IsOpen => ClosedAt is null;
}

internal sealed record AssignmentRow(
    Guid Id, Guid AccountId, string Name, MatterPart Part, DateTimeOffset AssignedAt, string AssignedByName, DateTimeOffset? EndedAt, string? EndedByName);

internal sealed record NoteRow(string Text, DateTimeOffset RecordedAt, string RecordedByName);

internal sealed class ShowMatterHandler(AccessReviewDb db, IStaffDirectory staff) : IRequestHandler<ShowMatterQuery, Result<ShowMatterResult>>
{
    public async Task<Result<ShowMatterResult>> Handle(ShowMatterQuery query, CancellationToken ct)
    {
        var matter = await db.Matters.AsNoTracking().AsSplitQuery().Include(m => m.Assignments).Include(m => m.Notes)
            .SingleOrDefaultAsync(m => m.Id == query.Id, ct);
        if (matter is null) return new NotFound("This matter");
        var kind = await db.MatterKinds.AsNoTracking().SingleAsync(k => k.Code == matter.Kind, ct);
        var present = matter.Assignments.Where(a => a.EndedAt is null).Select(a => a.AccountId).ToHashSet();
        return new ShowMatterResult(
            matter.Id, matter.Number, kind.Label, kind.Clause, matter.Title, matter.OpenedAt, matter.OpenedByName, matter.ClosedAt, matter.ClosedByName,
            matter.ClosedBecause,
            [.. matter.Assignments.OrderBy(a => a.EndedAt is not null).ThenBy(a => a.AccountName, StringComparer.Ordinal).Select(RowOf)],
            [.. matter.Notes.OrderByDescending(n => n.RecordedAt).Select(n => new NoteRow(n.Text, n.RecordedAt, n.RecordedByName))],
            [.. (await staff.ListAsync(ct)).Where(s => !present.Contains(s.AccountId))]);
    }

    private static AssignmentRow RowOf(MatterAssignment a) =>
        new(a.Id, a.AccountId, a.AccountName, a.Part, a.AssignedAt, a.AssignedByName, a.EndedAt, a.EndedByName);
}
