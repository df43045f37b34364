using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Personal;
using Post.Kernel.Data;
using Post.Kernel.Deadlines;
using Post.Kernel.Jobs;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.PromptAgencies;

/// <summary>
/// Reminds each agency, once for a statement, of what its officers told and nobody answered in the days that the Commission set; where it
/// set none, of nothing (12.07(1)(b)3.c).
/// </summary>
[Requires(CertificationPermissions.FollowRounds)]
[Audited("officer-statements.prompted", DataClass.Personal, Fields = ["report"], Lists = true)]
internal sealed record PromptAgenciesCommand(DateTimeOffset Due) : ICommand<Done>;

internal sealed class PromptAgenciesHandler(
    CertificationDb db, DeadlineStore clocks, WaitingStatementsLetter letter, JobEffects effects, ChangeContext change, TimeProvider clock)
    : IRequestHandler<PromptAgenciesCommand, Result<Done>>
{
    private const string Job = "prompt-agencies-of-statements";

    public async Task<Result<Done>> Handle(PromptAgenciesCommand command, CancellationToken ct)
    {
        var today = CivilClock.LegalDate(command.Due);
        var passed = (await clocks.PassedAsync(StatementRoute.AnswerRule, today, ct)).ToDictionary(d => d.ChainId, d => d.Due!.Value);
        List<Guid?> chains = [.. passed.Keys.Select(k => (Guid?)k)];
        var silent = await db.StatementAddressees.Where(a => chains.Contains(a.ClockId) && a.State == StatementState.Submitted && a.PromptedAt == null).ToListAsync(ct);
        var ids = silent.ConvertAll(a => a.StatementId);
        var statements = await db.OfficerStatements.AsNoTracking().Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, ct);
        var agencies = silent.ConvertAll(a => a.AgencyId);
        var names = await db.LawEnforcementAgencyNames.AsNoTracking().Present().Where(n => agencies.Contains(n.AgencyId)).ToDictionaryAsync(n => n.AgencyId, n => n.Name, ct);
        var told = 0;
        foreach (var agency in silent.GroupBy(a => a.AgencyId).OrderBy(g => g.Key))
        {
            var fresh = await FreshAsync(agency, passed, ct);
            if (fresh.Count == 0) continue;
            if (await letter.IssueAsync(agency.Key, names[agency.Key], today, [.. fresh.Select(a => statements[a.StatementId]).OrderBy(s => s.Number)], ct) is { } refusal)
            {
                return refusal;
            }

            foreach (var place in fresh) place.Prompted(clock.GetUtcNow());
            told++;
        }

        change.About(statements.Values.Select(s => s.PersonId).Distinct());
        change.Rows(told);
        change.Summarise($"{told} agencies reminded");
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }

    private async Task<List<StatementAddressee>> FreshAsync(IEnumerable<StatementAddressee> places, Dictionary<Guid, DateOnly> passed, CancellationToken ct)
    {
        var fresh = new List<StatementAddressee>();
        foreach (var place in places)
        {
            if (await effects.OnceAsync(Job, $"{place.StatementId}:{place.AgencyId}", CivilClock.StartOf(passed[place.ClockId!.Value]), ct)) fresh.Add(place);
        }

        return fresh;
    }
}
