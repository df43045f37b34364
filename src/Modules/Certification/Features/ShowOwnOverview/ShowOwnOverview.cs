using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Certification.Worklist;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ShowOwnOverview;

/// <summary>What the caller's agency has to do, in figures; whose it is, the roster says.</summary>
[Requires(CertificationPermissions.UsePortal)]
[Audited("own-agency.overview.shown", DataClass.None)]
internal sealed record ShowOwnOverviewQuery : IQuery<OwnOverview>;

/// <param name="Agency">The caller's own agency.</param>
/// <param name="Capacity">As what the caller acts.</param>
/// <param name="Serving">Officers who serve today.</param>
/// <param name="WithDue">Of these, of whom something is due or was missed.</param>
/// <param name="Uncovered">Areas without a liaison.</param>
/// <param name="HasHead">Whether a head is on record.</param>
/// <param name="Drafts">Reports that nobody has submitted.</param>
/// <param name="Returned">Reports that came back and were not corrected yet.</param>
/// <param name="Told">Statements of officers that nobody has answered.</param>
/// <param name="Unseen">Notices of the Commission that nobody has opened.</param>
/// <param name="Open">All that is open, as the worklist of the caller shows it.</param>
/// <param name="Late">Of how much of it the last day has passed.</param>
public sealed record OwnOverview(
    string Agency, MemberCapacity Capacity, int Serving, int WithDue, IReadOnlyList<string> Uncovered, bool HasHead, int Drafts,
    int Returned, int Told, int Unseen, int Open, int Late)
{
    /// <summary>Applications for certification that the agency entered and that are not decided.</summary>
    public int Applied { get; init; }
}

internal sealed class ShowOwnOverviewHandler(
    CertificationDb db, ActingMembers acting, MembersReader members, OwnNotices notices, OwnWork work, CurrentCaller caller,
    TimeProvider clock)
    : IRequestHandler<ShowOwnOverviewQuery, Result<OwnOverview>>
{
    public async Task<Result<OwnOverview>> Handle(ShowOwnOverviewQuery query, CancellationToken ct)
    {
        var acts = await acting.CurrentAsync(ct);
        if (acts.Refusal is { } refusal) return refusal;
        var (agency, today) = (acts.Value.AgencyId, clock.Today());
        var serving = await db.PersonsOf(db.Employments.AsNoTracking().Of(agency).HoldingOn(today)).ToListAsync(ct);
        var people = await members.ReadAsync(agency, ct);
        if (people.Refusal is { } unread) return unread;
        var reports = db.AgencyReports.AsNoTracking().Where(r => r.AgencyId == agency);
        var drafts = await reports.CountAsync(r => r.State == ReportState.Draft, ct);
        var returned = await reports.CountAsync(r => r.State == ReportState.Returned && !db.AgencyReports.Any(n => n.Supersedes == r.Id && n.State != ReportState.Draft), ct);
        var told = await db.StatementAddressees.AsNoTracking().CountAsync(a => a.AgencyId == agency && a.State == StatementState.Submitted, ct);
        var open = await work.OfAsync(new AgencyWorkReader(agency, acts.Value.Capacity, caller.Value.Id!.Value, today), ct);
        return new OwnOverview(
            acts.Value.Agency, acts.Value.Capacity, serving.Count, OfficerWork.Concerned(open), [.. people.Value.Uncovered.Select(a => a.Label)], people.Value.HasHead,
            drafts, returned, told, await notices.UnseenAsync(agency, ct), open.Count, open.Count(w => w.IsLate(today)))
        {
            Applied = await db.Applications.AsNoTracking().CountAsync(
                a => a.ClosedAt == null && db.ApplicationEntries.Any(e => e.ApplicationId == a.Id && e.AgencyId == agency), ct),
        };
    }
}
