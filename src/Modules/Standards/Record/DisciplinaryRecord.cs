using Microsoft.EntityFrameworkCore;
using Post.Standards.Contracts;
using Post.Standards.Data;
using Post.Standards.Domain;
using Post.Standards.Features.ImportDisciplinary.Layout;

namespace Post.Standards.Record;

/// <summary>The present state of complaints and discipline, as other modules may ask for it: four statements for any number of officers.</summary>
internal sealed class DisciplinaryRecord(StandardsDb db) : IDisciplinaryRecord
{
    public async Task<IReadOnlyList<ComplaintFacts>> FactsAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct)
    {
        var subjects = await db.Subjects.AsNoTracking().AsSplitQuery()
            .Where(s => personIds.Contains(s.PersonId))
            .Include(s => s.Complaint.Reports.Where(r => r.SupersededAt == null))
            .Include(s => s.Allegations).ThenInclude(a => a.Reports.Where(r => r.SupersededAt == null))
            .Include(s => s.Allegations).ThenInclude(a => a.Dispositions.Where(d => d.SupersededAt == null))
            .Include(s => s.Allegations).ThenInclude(a => a.Discipline.Where(d => d.SupersededAt == null))
            .OrderBy(s => s.Complaint.Number).ThenBy(s => s.PersonId)
            .ToListAsync(ct);
        return [.. subjects.Select(Facts)];
    }

    private static ComplaintFacts Facts(ComplaintSubject subject)
    {
        var report = subject.Complaint.Reports.Single();
        return new ComplaintFacts(
            subject.ComplaintId,
            subject.PersonId,
            subject.Complaint.Number,
            report.ReceivedOn,
            report.ReportingAgencyId,
            report.IsReportable,
            report.Anonymous,
            report.Sworn,
            [.. subject.Allegations.OrderBy(a => a.Number, StringComparer.Ordinal).Select(Facts)],
            SourceText(report));
    }

    private static AllegationFacts Facts(Allegation allegation)
    {
        var report = allegation.Reports.Single();
        var disposition = allegation.Dispositions.Single();
        return new AllegationFacts(
            allegation.Id,
            allegation.Number,
            report.CategoryCode,
            PublicLabel("category", report.CategoryCode),
            report.SubtypeCode is Codes.NotRecorded or Codes.Unmapped ? null : PublicLabel("subtype", report.SubtypeCode),
            report.IncidentOn,
            new DispositionFacts(disposition.Code, PublicLabel("disposition", disposition.Code), disposition.Final),
            [.. allegation.Discipline.OrderBy(d => d.Ordinal).Select(Facts)]);
    }

    private static DisciplineFacts Facts(DisciplinaryAction action) => new(
        action.TypeCode,
        PublicLabel("discipline", action.TypeCode),
        action.State,
        [.. action.Qualifiers.Select(q => PublicLabel("qualifier", q)).Where(l => l.Length > 0)]);

    private static string PublicLabel(string kind, string code) => Vocabulary.Current.PublicLabel(kind, code);

    private static string SourceText(ComplaintReport report) =>
        $"Commission's disciplinary records, as of {report.AsOf:MMMM d, yyyy}";
}
