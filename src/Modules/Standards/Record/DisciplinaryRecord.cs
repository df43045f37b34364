using Microsoft.EntityFrameworkCore;
using Post.Standards.Contracts;
using Post.Standards.Data;
using Post.Standards.Features.ImportDisciplinary.Layout;

namespace Post.Standards.Record;

/// <summary>The present state of complaints and discipline, as other modules may ask for it: three statements for any number of officers.</summary>
internal sealed class DisciplinaryRecord(StandardsDb db) : IDisciplinaryRecord
{
    public async Task<IReadOnlyList<ComplaintFacts>> FactsAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct)
    {
        var complaints = await (
            from subject in db.Subjects.AsNoTracking().Where(s => personIds.Contains(s.PersonId))
            from report in subject.Complaint.Reports.Where(r => r.SupersededAt == null).DefaultIfEmpty()
            orderby subject.Complaint.Number, subject.PersonId
            select new
            {
                subject.Id,
                subject.ComplaintId,
                subject.PersonId,
                subject.Complaint.Number,
                report.ReceivedOn,
                report.ReportingAgencyId,
                report.IsReportable,
                Anonymous = (Recorded?)report.Anonymous,
                Sworn = (Recorded?)report.Sworn,
                AsOf = (DateOnly?)report.AsOf,
            }).ToListAsync(ct);
        if (complaints.Count == 0) return [];
        var allegations = (await AllegationsAsync(personIds, ct)).ToLookup(a => a.SubjectId);
        return
        [
            .. complaints.Select(c => new ComplaintFacts(c.ComplaintId, c.PersonId, c.Number, c.ReceivedOn, c.ReportingAgencyId,
                c.IsReportable, c.Anonymous!.Value, c.Sworn!.Value,
                [.. allegations[c.Id].Select(a => a.Facts).OrderBy(a => a.Number, StringComparer.Ordinal)],
                SourceText(c.AsOf!.Value))),
        ];
    }

    // Whatever has no present report or disposition stops the reading: left out, a pending allegation would free its complaint.
    // Without the narrative: it never leaves the module, and it is most of the bytes.
    private async Task<List<(Guid SubjectId, AllegationFacts Facts)>> AllegationsAsync(
        IReadOnlyCollection<Guid> personIds, CancellationToken ct)
    {
        var discipline = (await (
            from allegation in db.Allegations.AsNoTracking().Where(a => personIds.Contains(a.Subject.PersonId))
            from action in allegation.Discipline.Where(d => d.SupersededAt == null)
            orderby action.Ordinal
            select new { action.AllegationId, action.TypeCode, action.State, action.Qualifiers }).ToListAsync(ct))
            .ToLookup(d => d.AllegationId, d => Facts(d.TypeCode, d.State, d.Qualifiers));
        var allegations = await (
            from allegation in db.Allegations.AsNoTracking().Where(a => personIds.Contains(a.Subject.PersonId))
            from report in allegation.Reports.Where(r => r.SupersededAt == null).DefaultIfEmpty()
            from disposition in allegation.Dispositions.Where(d => d.SupersededAt == null).DefaultIfEmpty()
            select new
            {
                allegation.Id,
                allegation.ComplaintSubjectId,
                allegation.Number,
                report.CategoryCode,
                report.SubtypeCode,
                report.IncidentOn,
                disposition.Code,
                Final = (bool?)disposition.Final,
            }).ToListAsync(ct);
        return
        [
            .. allegations.Select(a => (a.ComplaintSubjectId, new AllegationFacts(
                a.Id,
                a.Number,
                a.CategoryCode,
                PublicLabel("category", a.CategoryCode),
                a.SubtypeCode is Codes.NotRecorded or Codes.Unmapped ? null : PublicLabel("subtype", a.SubtypeCode),
                a.IncidentOn,
                new DispositionFacts(a.Code, PublicLabel("disposition", a.Code), a.Final!.Value),
                [.. discipline[a.Id]]))),
        ];
    }

    private static DisciplineFacts Facts(string typeCode, DisciplineState state, string[] qualifiers) => new(
        typeCode,
        PublicLabel("discipline", typeCode),
        state,
        [.. qualifiers.Select(q => PublicLabel("qualifier", q)).Where(l => l.Length > 0)]);

    private static string PublicLabel(string kind, string code) => Vocabulary.Current.PublicLabel(kind, code);

    private static string SourceText(DateOnly asOf) => $"Commission's disciplinary records, as of {asOf:MMMM d, yyyy}";
}
