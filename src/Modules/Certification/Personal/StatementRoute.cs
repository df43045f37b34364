using Microsoft.EntityFrameworkCore;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Kernel.Deadlines;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Personal;

/// <summary>
/// Says to whom a statement goes: to every agency that employs the officer today, and to the Commission where none does, or where
/// nobody else at any of them could read it (12.07(1)(b)). A petition is the Commission's always.
/// </summary>
internal sealed class StatementRoute(CertificationDb db, RunningDeadlines deadlines, TimeProvider clock)
{
    /// <summary>Asks for an answer within days that only the Commission's instruction sets.</summary>
    public const string AnswerRule = "statement-answer";

    public async Task<IReadOnlyList<Guid>> AgenciesAsync(StatementKind kind, IReadOnlyList<Guid> members, CancellationToken ct)
    {
        if (kind is StatementKind.Petition) return [];
        var today = clock.Today();
        var employers = await db.Employments.AsNoTracking()
            .Where(e => members.Contains(e.PersonId) && e.SupersededAt == null && !e.OutOfState).HoldingOn(today)
            .Select(e => e.AgencyId).Distinct().Order().ToListAsync(ct);
        return await AnybodyReadsAsync(employers, members, today, ct) ? employers : [];
    }

    /// <summary>The clock of an agency's answer; none where the Commission set no number of days.</summary>
    public async Task<Result<ReportClock>> StartAnswerAsync(OfficerStatement statement, CancellationToken ct)
    {
        var started = await deadlines.StartAsync(
            new DeadlineSubject("OfficerStatement", statement.Id, $"{statement.Reference}, answer"), AnswerRule,
            DeadlineTrigger.On("The officer told the agency", CivilClock.LegalDate(statement.SubmittedAt)), "Submitted", ct);
        if (started.Refusal is NoRuleInForce) return ReportClock.None;
        return started.Refusal is { } refusal ? refusal : new ReportClock(started.Value.ChainId, started.Value.Due);
    }

    public async Task<Refusal?> EndAnswerAsync(Guid? chain, string because, CancellationToken ct)
    {
        if (chain is not { } id || await deadlines.LockAsync(id, ct) is not { State: DeadlineState.Running } running) return null;
        return (await deadlines.CloseAsync(running, DeadlineState.Met, clock.Today(), because, ct)).Refusal;
    }

    // Nobody reads of oneself for an agency, so somebody else must be there.
    private Task<bool> AnybodyReadsAsync(List<Guid> employers, IReadOnlyList<Guid> members, DateOnly today, CancellationToken ct) =>
        db.Members.AsNoTracking().AnyAsync(
            m => employers.Contains(m.AgencyId) && m.AccountId != null && !(m.PersonId != null && members.Contains(m.PersonId.Value))
                && db.Appointments.Any(a => a.MemberId == m.Id && (a.Capacity == MemberCapacity.Head || a.Capacity == MemberCapacity.Liaison)
                    && a.BeginsOn <= today && (a.EndsOn == null || a.EndsOn >= today)), ct);
}
