using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Schools;
using Post.Kernel.Notices;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Time;

namespace Post.Certification.Members;

/// <summary>Something about an officer that is due, or was missed, and the day of it; null where it has none.</summary>
public sealed record DueItem(string Words, DateOnly? On, bool Past)
{
    public const string CertificationEnds = "Certification ends";
    public const string CertificationEnded = "Certification ended";

    /// <summary>Whether an application to renew the certification answers it.</summary>
    public bool AsksForApplication => Words is CertificationEnds or CertificationEnded;
}

/// <summary>What is due of officers, from certificates, conditions, training and addresses on record; it decides nothing.</summary>
internal sealed class OwnDue(CertificationDb db, CertificationEnds certifications, ContactPoints points, SroTrainings trainings)
{
    /// <param name="agency">The own agency.</param>
    /// <param name="members">Person of a list to all ids under which facts about that person stand.</param>
    /// <param name="today">The legal day.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<ILookup<Guid, DueItem>> OfAsync(
        Guid agency, IReadOnlyDictionary<Guid, IReadOnlyList<Guid>> members, DateOnly today, CancellationToken ct)
    {
        var ids = members.Values.SelectMany(m => m).ToList();
        var near = today.AddDays(await db.RuleAsync(IntakeRules.ExpiryDays, today, ct));
        var ends = await certifications.OfAsync(ids, ct);
        var missed = (await db.Trainings.AsNoTracking()
            .Where(t => ids.Contains(t.PersonId) && t.SupersededAt == null && t.MissedBy != null
                && !db.Trainings.Any(d => d.PersonId == t.PersonId && d.SupersededAt == null && d.TypeCode == t.TypeCode && d.CompletedOn > t.MissedBy))
            .Select(t => new { t.PersonId, t.Course, On = t.MissedBy!.Value }).ToListAsync(ct)).ToLookup(t => t.PersonId);
        var conditions = (await db.Conditions.AsNoTracking().Where(c => ids.Contains(c.PersonId) && c.State == ConditionState.Open && c.DueOn != null)
            .Select(c => new { c.PersonId, c.Words, DueOn = c.DueOn!.Value }).ToListAsync(ct)).ToLookup(c => c.PersonId);
        var leaves = await ReturnsUnreportedAsync(agency, ids, today, ct);
        var begun = (await BegunElsewhereAsync(agency, ids, today, ct)).ToLookup(e => e.PersonId, e => e.On);
        var untrained = await UntrainedAsync([.. members.Keys], today, ct);
        var addresses = (await points.OfManyAsync(AddresseeKind.Officer, ids, ContactPurposes.CommissionCorrespondence, ct)).ToLookup(p => p.OwnerId);
        return members.SelectMany(m => Of(m.Key, m.Value)).ToLookup(d => d.Person, d => d.Item);

        IEnumerable<(Guid Person, DueItem Item)> Of(Guid person, IReadOnlyList<Guid> numbers)
        {
            var last = numbers.SelectMany(n => ends[n]).DefaultIfEmpty().Max();
            if (last != default && last < today) yield return (person, new DueItem(DueItem.CertificationEnded, last, Past: true));
            else if (last != default && last <= near) yield return (person, new DueItem(DueItem.CertificationEnds, last, Past: false));
            foreach (var training in numbers.SelectMany(n => missed[n]))
            {
                yield return (person, new DueItem($"Training not met: {training.Course}", training.On, Past: true));
            }

            foreach (var condition in numbers.SelectMany(n => conditions[n]))
            {
                yield return (person, new DueItem($"Condition: {condition.Words}", condition.DueOn, Past: condition.DueOn < today));
            }

            foreach (var leave in numbers.SelectMany(n => leaves[n]))
            {
                yield return (person, new DueItem("Leave was expected to end: report the return to duty, or another last day", leave.ExpectedLastDay!.Value, Past: true));
            }

            if (untrained.TryGetValue(person, out var yearEnds)) yield return (person, new DueItem("Yearly training as a school resource officer", yearEnds, Past: false));

            if (ReturnedMail.Since(numbers.SelectMany(n => addresses[n])) is { } returned)
            {
                yield return (person, new DueItem("Mail to the officer came back: ask for an address, and report it", returned, Past: true));
            }
            else if (!numbers.SelectMany(n => addresses[n]).Any(a => a is { Kind: ContactKind.Email, State: ContactState.Active }))
            {
                // Notice under 12.11 cannot be given by electronic mail (12.04(1)(a)6); the clause has no day.
                yield return (person, new DueItem("No electronic mail address: ask for one, and report it", null, Past: true));
            }

            foreach (var day in numbers.SelectMany(n => begun[n]))
            {
                yield return (person, new DueItem("Serves elsewhere: if the officer left, report the separation. Since", day, Past: true));
            }
        }
    }

    // That a leave was to end is no return: the agency is asked to report it, or until when it goes on (12.05(1)(i)(c)).
    private async Task<ILookup<Guid, LeavePeriod>> ReturnsUnreportedAsync(Guid agency, List<Guid> ids, DateOnly today, CancellationToken ct)
    {
        var facts = await db.ServiceFacts.AsNoTracking()
            .Where(f => ids.Contains(f.PersonId) && f.AgencyId == agency && f.SupersededAt == null
                && (f.Register == ServiceRegister.WorkStatus || f.Register == ServiceRegister.Leave)).ToListAsync(ct);
        return facts.GroupBy(f => f.PersonId)
            .SelectMany(g => LeavePeriod.Of(Of(g, ServiceRegister.WorkStatus), Of(g, ServiceRegister.Leave)), (g, period) => (Person: g.Key, Period: period))
            .Where(l => l.Period.IsReturnUnreported(today)).ToLookup(l => l.Person, l => l.Period);

        static IEnumerable<DatedValue> Of(IEnumerable<ServiceFact> facts, ServiceRegister register) => facts.Where(f => f.Register == register).Select(f => f.Dated);
    }

    // The training committee has not reported it, and the year ends soon (M.G.L. c. 6E, § 3(b)).
    private async Task<Dictionary<Guid, DateOnly>> UntrainedAsync(List<Guid> persons, DateOnly today, CancellationToken ct)
    {
        if ((await trainings.YearsAsync(today, today, ct)) is not [var (year, rule), ..]) return [];
        if (year.Last.AddDays(-await db.RuleAsync(IntakeRules.SroTrainingWarnDays, today, ct)) > today) return [];
        return await trainings.Of(year, rule, today).Where(t => t.CompletedOn == null && persons.Contains(t.PersonId))
            .ToDictionaryAsync(t => t.PersonId, _ => year.Last, ct);
    }

    // Another agency reported the hire, and this one is prompted for what is its own to report (12.05(1)(i)(b)); for a while, since an
    // officer may serve at both.
    private async Task<List<End>> BegunElsewhereAsync(Guid agency, List<Guid> ids, DateOnly today, CancellationToken ct)
    {
        var since = CivilClock.StartOf(today.AddDays(-await db.RuleAsync(IntakeRules.PromptDays, today, ct)));
        return await (
            from service in db.Employments.AsNoTracking()
            join report in db.AgencyReports on service.SourceId equals report.Id
            where ids.Contains(service.PersonId) && service.AgencyId != agency && service.SupersededAt == null && service.StartsOn != null
                && report.Kind == ReportKind.Hire && report.ClosedAt >= since
                && !db.Employments.Any(o => o.PersonId == service.PersonId && o.AgencyId == agency && o.SupersededAt == null && o.StartsOn > service.StartsOn)
            select new End(service.PersonId, service.StartsOn!.Value)).ToListAsync(ct);
    }

    private sealed record End(Guid PersonId, DateOnly On);
}
