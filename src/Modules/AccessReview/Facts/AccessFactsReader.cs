using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.Certification.Contracts;
using Post.Kernel.Access;
using Post.Kernel.Time;

namespace Post.AccessReview.Facts;

/// <summary>Reads what the gate asks, in a fixed number of statements; persons under every number that is theirs.</summary>
internal sealed class AccessFactsReader(
    AccessReviewDb db, AccessRuleBook rules, IAccountDirectory accounts, IOfficerDirectory officers, TimeProvider clock)
{
    public async Task<AccountFacts> OfAccountAsync(Guid account, CancellationToken ct)
    {
        var own = (await accounts.FindAsync(account, ct))?.PersonId;
        var ties = await db.Ties.AsNoTracking().Where(t => t.AccountId == account && t.EndedAt == null).ToListAsync(ct);
        var self = await WithNumbersAsync([.. Persons(ties, TieKind.Self), .. own is { } person ? [person] : Array.Empty<Guid>()], ct);
        var worked = (await EmployersAsync(self, ct)).Values.SelectMany(a => a);
        return new AccountFacts
        {
            Acknowledged = await IsAcknowledgedAsync(account, ct),
            Self = self,
            Family = await WithNumbersAsync([.. Persons(ties, TieKind.Family)], ct),
            Agencies = ties.Select(t => t.AgencyId).OfType<Guid>().Concat(worked).ToFrozenSet(),
            Ties = await rules.TiesAsync(ct),
            Passages = await PassagesAsync(account, ct),
            Matters = await MattersAsync(account, ct),
        };
    }

    public async Task<MatterFacts?> OfMatterAsync(string number, CancellationToken ct)
    {
        var matter = await db.Matters.AsNoTracking().AsSplitQuery()
            .Include(m => m.Assignments.Where(a => a.EndedAt == null))
            .Include(m => m.Parties.Where(p => p.EndedAt == null))
            .SingleOrDefaultAsync(m => m.Number == number, ct);
        return matter is null ? null : new MatterFacts
        {
            Number = matter.Number,
            Kind = matter.Kind,
            Open = matter.IsOpen,
            Assigned = matter.Assignments.ToFrozenDictionary(a => a.AccountId, a => a.ByAnother),
            Persons = await WithNumbersAsync([.. matter.Parties.Select(p => p.PersonId).OfType<Guid>()], ct),
            Agencies = matter.Parties.Select(p => p.AgencyId).OfType<Guid>().ToFrozenSet(),
        };
    }

    public async Task<IReadOnlyDictionary<Guid, IReadOnlySet<Guid>>> EmployersAsync(IReadOnlyCollection<Guid> persons, CancellationToken ct)
    {
        if (persons.Count == 0) return new Dictionary<Guid, IReadOnlySet<Guid>>();
        var roots = (await officers.MembersAsync(persons, ct)).ToDictionary(m => m.Key, m => m.Value.PersonId);
        var facts = (await officers.FactsAsync([.. roots.Values.Distinct()], ct)).ToDictionary(f => f.PersonId);
        return roots.ToDictionary(
            r => r.Key,
            r => (IReadOnlySet<Guid>)(facts.TryGetValue(r.Value, out var of) ? of.Service.Select(s => s.AgencyId) : []).ToFrozenSet());
    }

    private async Task<IReadOnlySet<Guid>> WithNumbersAsync(IReadOnlyCollection<Guid> persons, CancellationToken ct) => persons.Count == 0
        ? FrozenSet<Guid>.Empty
        : (await officers.MembersAsync(persons, ct)).Values.SelectMany(m => m.MemberIds).Concat(persons).ToFrozenSet();

    private async Task<bool> IsAcknowledgedAsync(Guid account, CancellationToken ct)
    {
        var version = (await rules.DutiesAsync(ct)).Version;
        var last = await db.Acknowledgments.AsNoTracking().Where(a => a.AccountId == account && a.TextVersion == version)
            .OrderByDescending(a => a.AcknowledgedAt).Select(a => (DateTimeOffset?)a.AcknowledgedAt).FirstOrDefaultAsync(ct);
        return last is { } at && clock.Today() < Yearly.Until(at, await rules.ValueAsync(AccessRuleCodes.Acknowledgment, ct));
    }

    private async Task<IReadOnlyList<Passage>> PassagesAsync(Guid account, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var broken = await db.BrokenGlasses.AsNoTracking()
            .Where(g => g.AccountId == account && g.EndsAt > now && g.EndedAt == null).ToListAsync(ct);
        var approved = await db.TiedLooks.AsNoTracking()
            .Where(l => l.AccountId == account && l.EndsAt > now && l.Approved == true).ToListAsync(ct);
        var passages = new List<Passage>();
        foreach (var glass in broken)
        {
            passages.Add(new Passage(PassageKind.BrokenGlass, await WithNumbersAsync([glass.SubjectId], ct), glass.EndsAt, glass.Reason));
        }

        foreach (var look in approved)
        {
            var words = $"Approved by {look.DecidedByName}: {look.Reason}";
            passages.Add(new Passage(PassageKind.Approval, await WithNumbersAsync([look.SubjectId], ct), look.EndsAt!.Value, words));
        }

        return passages;
    }

    private async Task<IReadOnlyList<MatterChoice>> MattersAsync(Guid account, CancellationToken ct) => await (
        from assignment in db.Assignments.AsNoTracking()
        where assignment.AccountId == account && assignment.EndedAt == null
        join matter in db.Matters on assignment.MatterId equals matter.Id
        where matter.ClosedAt == null
        orderby matter.Number
        select new MatterChoice(matter.Number, matter.Kind, matter.Title)).ToListAsync(ct);

    private static IEnumerable<Guid> Persons(List<Tie> ties, TieKind kind) =>
        ties.Where(t => t.Kind == kind).Select(t => t.PersonId).OfType<Guid>();
}

/// <summary>Until when a yearly acknowledgment counts.</summary>
internal static class Yearly
{
    /// <summary>The first civil day on which it counts no more.</summary>
    public static DateOnly Until(DateTimeOffset at, int months) => CivilClock.LegalDate(at).AddMonths(months);
}
