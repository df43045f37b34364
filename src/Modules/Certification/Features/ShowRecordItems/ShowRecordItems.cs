using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Records;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ShowRecordItems;

/// <summary>What records agencies keep of a certification: those of the regulation, what was designated besides, and the questionnaires (12.04(1)(b)).</summary>
[Requires(CertificationPermissions.ReadReports)]
[Audited("record-items.shown", DataClass.None)]
internal sealed record ShowRecordItemsQuery : IQuery<RecordItemsView>;

/// <param name="Items">Those of the regulation.</param>
/// <param name="Designated">Further ones, those in force and to come before those that ended.</param>
/// <param name="Questionnaires">The latest first.</param>
public sealed record RecordItemsView(IReadOnlyList<RecordItemRow> Items, IReadOnlyList<DesignationRow> Designated, IReadOnlyList<QuestionnaireRow> Questionnaires);

public sealed record RecordItemRow(string Title, string What, string Clause, RecordClass? Restricted, bool NilAllowed);

/// <param name="Id">The designation.</param>
/// <param name="Type">Of which certification.</param>
/// <param name="Words">The record.</param>
/// <param name="SourceKind">What kind of text asks for it.</param>
/// <param name="Source">Which.</param>
/// <param name="EffectiveOn">From which day.</param>
/// <param name="EndedOn">The first day on which it is asked for no more.</param>
/// <param name="EndedBecause">Why.</param>
/// <param name="By">Who designated it.</param>
/// <param name="At">When.</param>
/// <param name="InForce">Whether it is asked for today.</param>
public sealed record DesignationRow(
    Guid Id, CycleType Type, string Words, RecordSourceKind SourceKind, string Source, DateOnly EffectiveOn, DateOnly? EndedOn, string? EndedBecause,
    string By, DateTimeOffset At, bool InForce);

internal sealed class ShowRecordItemsHandler(CertificationDb db, TimeProvider clock) : IRequestHandler<ShowRecordItemsQuery, Result<RecordItemsView>>
{
    public async Task<Result<RecordItemsView>> Handle(ShowRecordItemsQuery query, CancellationToken ct)
    {
        var today = clock.Today();
        var items = await db.RecordItems.AsNoTracking().OrderBy(i => i.RecordGroup == RecordGroup.Personnel ? 0 : 1).ThenBy(i => i.Place).Select(i => new RecordItemRow(i.Title, i.What, i.Clause, i.Restricted, i.NilAllowed)).ToListAsync(ct);
        var designated = await db.RecordDesignations.AsNoTracking().OrderBy(d => d.EndedOn != null).ThenByDescending(d => d.EffectiveOn).ThenBy(d => d.Words)
            .Select(d => new DesignationRow(
                d.Id, d.OfType, d.Words, d.SourceKind, d.Source, d.EffectiveOn, d.EndedOn, d.EndedBecause, d.RecordedByName, d.RecordedAt,
                d.EffectiveOn <= today && (d.EndedOn == null || d.EndedOn > today))).ToListAsync(ct);
        var questionnaires = await db.Questionnaires.AsNoTracking().OrderByDescending(q => q.ValidFrom).ThenBy(q => q.Code)
            .Select(q => new QuestionnaireRow(q.Code, q.Title, q.Questions, q.ValidFrom)).ToListAsync(ct);
        return new RecordItemsView(items, designated, questionnaires);
    }
}
