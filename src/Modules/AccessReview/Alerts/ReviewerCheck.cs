using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.Commission.Contracts;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.AccessReview.Alerts;

/// <summary>Who may review what: never one's own look, never that of the person one answers to, and only what lies on one's desk.</summary>
internal sealed class ReviewerCheck(AccessReviewDb db, IDesignations designations, CurrentCaller caller, TimeProvider clock)
{
    private const string Purpose = "access-review";

    public ReviewerName Caller => new(caller.Value.Id!.Value, caller.Value.Name);

    /// <summary>Why the caller may not work on this alert; null when they may.</summary>
    public async Task<Refusal?> WhyNotAsync(Alert alert, CancellationToken ct)
    {
        var me = Caller.Account;
        if (alert.ActorId == me) return new OwnLook();
        if (await db.Supervisions.AsNoTracking().AnyAsync(s => s.AccountId == me && s.SupervisorId == alert.ActorId && s.EndedAt == null, ct))
        {
            return new LookOfOwnSupervisor();
        }

        if ((await DesksAsync(ct)).Contains(alert.Desk)) return null;
        return new OtherDesk(Words(alert.Desk));
    }

    /// <summary>The desks the caller sits at.</summary>
    public async Task<IReadOnlyList<ReviewDesk>> DesksAsync(CancellationToken ct)
    {
        var desks = new List<ReviewDesk>();
        var isReviewer = caller.Value.Roles.Contains(Roles.ComplianceOfficer);
        if (isReviewer) desks.Add(ReviewDesk.Compliance);
        // A reviewer who is also a designee still does not review reviewers.
        if (!isReviewer && await ActsForDirectorAsync(ct)) desks.Add(ReviewDesk.ExecutiveDirector);
        return desks;
    }

    public static string Words(ReviewDesk desk) =>
        desk is ReviewDesk.Compliance ? "the compliance office" : "the Executive Director or a designee";

    private async Task<bool> ActsForDirectorAsync(CancellationToken ct) =>
        caller.Value.Roles.Contains(Roles.ExecutiveDirector)
        || !(await designations.MayActAsync(
            new ActingQuestion(Offices.ExecutiveDirector, Purpose, caller.Value.Id, clock.Today()), ct)).Refused;
}
