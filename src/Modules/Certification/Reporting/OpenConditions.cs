using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Post.Certification.Applications;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Certification.Persons;

namespace Post.Certification.Reporting;

/// <summary>A condition that nobody has settled as met or lifted, and how many its decision has.</summary>
/// <param name="Id">The condition.</param>
/// <param name="PersonId">Whose it is, by the number under which it was decided.</param>
/// <param name="Place">Its place in the decision.</param>
/// <param name="Words">What must be done.</param>
/// <param name="DueOn">By when; null while it counts from a return to duty that nobody reported.</param>
/// <param name="Decision">The decision that set it.</param>
/// <param name="Kind">As what an agency reports it.</param>
/// <param name="StillOpen">How many of the decision's conditions are open, this one among them.</param>
/// <param name="Of">What was applied for: a condition of the school resource officer certification is none of the officer's own.</param>
/// <param name="Reported">The report that waits and says that it was met.</param>
public sealed record OpenCondition(
    Guid Id, Guid PersonId, int Place, string Words, DateOnly? DueOn, string Decision, ReportKind Kind, int StillOpen, string Of,
    ReportKey? Reported)
{
    /// <summary>Days that count from the return to duty; null where the decision set the day.</summary>
    public int? DaysFromReturn { get; init; }

    private static readonly CultureInfo s_culture = CultureInfo.GetCultureInfo("en-US");

    /// <summary>As a report keeps it, whatever the record says later.</summary>
    public string Said => $"Condition {Place} of {Decision} ({Of}): {Words}, to be met {(DueOn is { } day ? $"by {day.ToString("MMMM d, yyyy", s_culture)}" : $"within {DaysFromReturn} days of the return to duty")}";

    internal string Extent => StillOpen > 1 ? ReportExtent.Part : ReportExtent.All;
}

/// <summary>Reads the conditions of a person that can still be reported as met; one that was missed may prove to have been met.</summary>
internal sealed class OpenConditions(CertificationDb db)
{
    public async Task<IReadOnlyList<OpenCondition>> OfAsync(IReadOnlyCollection<Guid> members, CancellationToken ct)
    {
        var rows = await (
            from condition in db.Conditions.AsNoTracking()
            where members.Contains(condition.PersonId) && (condition.State == ConditionState.Open || condition.State == ConditionState.Missed)
            join decision in db.Decisions on condition.DecisionId equals decision.Id
            join application in db.Applications on decision.ApplicationId equals application.Id
            orderby condition.DueOn, condition.Id
            select new
            {
                Condition = condition,
                decision.Number,
                decision.Kind,
                Application = application.Kind,
                Report = db.AgencyReports.Where(r => r.ConditionId == condition.Id && r.State == ReportState.Submitted)
                    .OrderBy(r => r.Number).Select(r => new { r.Id, r.Number }).FirstOrDefault(),
            }).ToListAsync(ct);
        return
        [
            .. rows.Select(r => new OpenCondition(
                r.Condition.Id, r.Condition.PersonId, r.Condition.Place, r.Condition.Words, r.Condition.DueOn,
                CertificationDecision.ReferenceOf(r.Number), KindOf(r.Kind), rows.Count(o => o.Condition.DecisionId == r.Condition.DecisionId),
                DecisionWords.OfApplication(r.Application.ToString()),
                r.Report is { } report ? new ReportKey(report.Id, AgencyReport.ReferenceOf(report.Number)) : null)
            { DaysFromReturn = r.Condition.DaysFromReturn }),
        ];
    }

    /// <summary>The condition that was chosen, if it is one of an officer who serves at the agency under that number; else none.</summary>
    public async Task<OpenCondition?> ChosenAsync(Guid agency, string? officerNumber, Guid id, ReportKind kind, DateOnly today, CancellationToken ct)
    {
        if (officerNumber is null || await db.ServingUnderAsync(agency, officerNumber, today, ct) is not { } person) return null;
        var members = (await db.MembersAsync([person], ct))[person].MemberIds;
        return (await OfAsync(members, ct)).FirstOrDefault(c => c.Id == id && c.Kind == kind);
    }

    private static ReportKind KindOf(DecisionKind decision) =>
        decision is DecisionKind.GrantConditionally ? ReportKind.ConditionMet : ReportKind.RestrictionConditionMet;
}
