using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Kernel.Requests;
using Post.Standards.Contracts;
using Post.Standards.Data;
using Post.Standards.Domain;
using Post.Standards.Features.ImportDisciplinary.Layout;

namespace Post.Standards.Features.ShowDisciplinaryRecord;

/// <summary>An officer's complaints and discipline as staff see them: also what is never published, with the source's words.</summary>
[Requires(StandardsPermissions.ReadDiscipline)]
[Audited("discipline.shown", DataClass.Restricted, Fields = ["complaints", "discipline", "narrative"])]
internal sealed record ShowDisciplinaryRecordQuery(Guid PersonId) : IQuery<DisciplinaryRecordView>, INamesSubjects
{
    public IEnumerable<Guid> SubjectIds => [PersonId];
}

/// <summary>The complaints that name the officer under any of their numbers, newest first.</summary>
internal sealed record DisciplinaryRecordView(IReadOnlyList<ComplaintView> Complaints) : INamesSubjects, ICountsRows
{
    /// <summary>Every officer number that is this person.</summary>
    public IReadOnlyList<Guid> Members { get; init; } = [];

    public IEnumerable<Guid> SubjectIds => Members;
    public int RowCount => Complaints.Count;
}

/// <summary>One complaint with the allegations against this officer.</summary>
internal sealed record ComplaintView(
    string Number, string? IaNumber, string Agency, DateOnly AsOf, IReadOnlyList<AllegationView> Allegations);

/// <summary>One allegation with the source's own words beside the codes.</summary>
internal sealed record AllegationView(
    string Number,
    string Category,
    string Subtype,
    DateOnly? IncidentOn,
    string Disposition,
    bool NeedsDetermination,
    IReadOnlyList<DisciplineView> Discipline,
    string? Narrative);

/// <summary>Discipline as the source states it.</summary>
internal sealed record DisciplineView(string SourceText, DisciplineState State);

internal sealed class ShowDisciplinaryRecordHandler(StandardsDb db, ILawEnforcementAgencies agencies, IOfficerDirectory officers)
    : IRequestHandler<ShowDisciplinaryRecordQuery, Result<DisciplinaryRecordView>>
{
    public async Task<Result<DisciplinaryRecordView>> Handle(ShowDisciplinaryRecordQuery query, CancellationToken ct)
    {
        var members = (await officers.MembersAsync([query.PersonId], ct))[query.PersonId].MemberIds;
        var subjects = await db.Subjects.AsNoTracking().AsSplitQuery()
            .Where(s => members.Contains(s.PersonId))
            .Include(s => s.Complaint.Reports.Where(r => r.SupersededAt == null))
            .Include(s => s.Allegations).ThenInclude(a => a.Reports.Where(r => r.SupersededAt == null))
            .Include(s => s.Allegations).ThenInclude(a => a.Dispositions.Where(d => d.SupersededAt == null))
            .Include(s => s.Allegations).ThenInclude(a => a.Discipline.Where(d => d.SupersededAt == null))
            .OrderByDescending(s => s.Complaint.Number)
            .ToListAsync(ct);
        var names = (await agencies.AllAsync(ct)).ToDictionary(a => a.Id, a => a.Name);
        return new DisciplinaryRecordView([.. subjects.GroupBy(s => s.ComplaintId).Select(c => View([.. c], names))]) { Members = members };
    }

    // One complaint may name the same person under two numbers.
    private static ComplaintView View(IReadOnlyList<ComplaintSubject> subjects, Dictionary<Guid, string> names)
    {
        var complaint = subjects[0].Complaint;
        var report = complaint.Reports.Single();
        var agency = report.ReportingAgencyId is { } id && names.TryGetValue(id, out var name) ? name : report.ReportingAgencySource;
        return new ComplaintView(complaint.Number, report.IaNumber, agency, report.AsOf,
            [.. subjects.SelectMany(s => s.Allegations).OrderBy(a => a.Number, StringComparer.Ordinal).Select(View)]);
    }

    private static AllegationView View(Allegation allegation)
    {
        var report = allegation.Reports.Single();
        var disposition = allegation.Dispositions.Single();
        return new AllegationView(
            allegation.Number,
            Vocabulary.Current.PublicLabel("category", report.CategoryCode),
            report.SubtypeSource,
            report.IncidentOn,
            disposition.SourceText,
            disposition.Code == Disposition.NeedsDetermination,
            [.. allegation.Discipline.OrderBy(d => d.Ordinal).Select(d => new DisciplineView(d.SourceText, d.State))],
            report.Narrative);
    }
}
