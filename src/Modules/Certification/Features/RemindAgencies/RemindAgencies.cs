using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Notices;
using Post.Certification.Rounds;
using Post.Kernel.Data;
using Post.Kernel.Jobs;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.RemindAgencies;

/// <summary>Tells each agency, once for each step before the last day, which of its officers a round still misses.</summary>
[Requires(CertificationPermissions.FollowRounds)]
[Audited("recertification-agencies.reminded", DataClass.Personal, Fields = ["identity", "application", "requirements"], Lists = true)]
internal sealed record RemindAgenciesCommand(DateTimeOffset Due) : ICommand<Done>;

internal sealed class RemindAgenciesHandler(
    CertificationDb db, RoundStanding standing, MissingOfficersLetter letter, JobEffects effects, ChangeContext change, TimeProvider clock)
    : IRequestHandler<RemindAgenciesCommand, Result<Done>>
{
    private const string Job = "remind-agencies-of-rounds";

    public async Task<Result<Done>> Handle(RemindAgenciesCommand command, CancellationToken ct)
    {
        var today = CivilClock.LegalDate(command.Due);
        var steps = await db.ReminderSteps.AsNoTracking().ToListAsync(ct);
        var rounds = await db.Rounds.AsNoTracking().Where(r => r.FrozenAt != null && r.DueOn > today && r.OpensOn <= today)
            .OrderBy(r => r.DueOn).ThenBy(r => r.Id).ToListAsync(ct);
        var sent = 0;
        foreach (var round in rounds)
        {
            if (RoundSteps.Due(steps, round, today) is not { } days) continue;
            var reminded = await RemindAsync(round, days, ct);
            if (reminded.Refusal is { } refusal) return refusal;
            sent += reminded.Value;
        }

        change.Rows(sent);
        change.Summarise($"{sent} agencies reminded");
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }

    private async Task<Result<int>> RemindAsync(RecertificationRound round, int daysBefore, CancellationToken ct)
    {
        var stepOn = round.DueOn.AddDays(-daysBefore);
        var waited = await standing.WaitedForAsync(round.Id, ct);
        var told = await db.Reminders.AsNoTracking().Where(r => r.RoundId == round.Id && r.DaysBefore <= daysBefore).Select(r => r.AgencyId).ToListAsync(ct);
        var sent = 0;
        foreach (var agency in waited.GroupBy(w => (w.AgencyId, w.Agency)).Where(a => !told.Contains(a.Key.AgencyId)))
        {
            if (!await effects.OnceAsync(Job, $"{round.Id}:{agency.Key.AgencyId}", CivilClock.StartOf(stepOn), ct)) continue;
            var issued = await letter.IssueAsync(round, daysBefore, agency.Key.AgencyId, agency.Key.Agency, [.. agency], ct);
            if (issued.Refusal is { } refusal) return refusal;
            db.Reminders.Add(new RoundReminder
            {
                RoundId = round.Id,
                AgencyId = agency.Key.AgencyId,
                DaysBefore = daysBefore,
                StepOn = stepOn,
                NoticeId = issued.Value,
                Officers = agency.Count(),
                SentAt = clock.GetUtcNow(),
            });
            sent++;
        }

        return sent;
    }
}
