using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Units;
using Post.Kernel.Notices;
using Post.Kernel.Notices.Addresses;

namespace Post.Certification.Records;

/// <summary>Reads what the record has of the personnel information of services, in four statements for any number of officers (12.04(1)(a)).</summary>
internal sealed class PersonnelFacts(CertificationDb db, ContactPoints points)
{
    public async Task<PersonnelStandings> OfAsync(IReadOnlyCollection<Guid> agencies, IReadOnlyCollection<Guid> numbers, DateOnly today, CancellationToken ct)
    {
        var separations = await db.Separations.AsNoTracking()
            .Where(s => numbers.Contains(s.PersonId) && agencies.Contains(s.AgencyId) && s.SupersededAt == null).ToListAsync(ct);
        var facts = await db.ServiceFacts.AsNoTracking()
            .Where(f => numbers.Contains(f.PersonId) && agencies.Contains(f.AgencyId) && f.SupersededAt == null && f.Register != ServiceRegister.Rank).ToListAsync(ct);
        var headed = await db.UnitHeads.AsNoTracking()
            .Where(h => h.SupersededAt == null && h.ValidFrom <= today && (h.ValidTo == null || h.ValidTo > today)
                && db.BargainingUnits.Any(u => u.Id == h.UnitId && agencies.Contains(u.AgencyId))).Select(h => h.UnitId).ToListAsync(ct);
        var reached = (await points.OfManyAsync(AddresseeKind.Officer, numbers, ContactPurposes.CommissionCorrespondence, ct))
            .Where(p => p is { Kind: ContactKind.Email, State: ContactState.Active }).Select(p => p.OwnerId);
        return new PersonnelStandings(
            separations.ToLookup(s => (s.AgencyId, s.PersonId)), facts.ToLookup(f => (f.AgencyId, f.PersonId)),
            headed.Select(h => h.ToString()).Append(UnitRegister.NoUnit).ToHashSet(StringComparer.Ordinal), reached.ToHashSet(), today);
    }
}

/// <summary>How each item of the personnel information stands by what the record has of a service.</summary>
internal sealed record PersonnelStandings(
    ILookup<(Guid Agency, Guid Person), EmploymentSeparation> Separations, ILookup<(Guid Agency, Guid Person), ServiceFact> Facts,
    IReadOnlySet<string> AnsweredUnits, IReadOnlySet<Guid> Reached, DateOnly Today)
{
    private static readonly RecordStanding s_whole = new(RecordState.Complete, []);
    private static readonly RecordStanding s_notAsked = new(RecordState.NotApplicable, []);

    /// <returns>Null where the record says nothing and the agency is asked.</returns>
    public RecordStanding? Of(RecordKind item, Guid agency, IReadOnlyList<Guid> numbers, IReadOnlyList<Employment> service)
    {
        var serving = service.Any(s => s.GoneBy is null && !(s.EndsOn < Today));
        return item switch
        {
            RecordKind.HireDay => Lacking((service.Any(s => s.StartsOn is null), "The first day")),
            RecordKind.SeparationDay => OfSeparationDay([.. numbers.SelectMany(n => Separations[(agency, n)])], service),
            RecordKind.SeparationReason => OfSeparationReason([.. numbers.SelectMany(n => Separations[(agency, n)])]),
            RecordKind.Leave => numbers.SelectMany(n => LeavesOf(agency, n)).Any() ? s_whole : null,
            RecordKind.OfficerAddress => !serving ? s_notAsked : Lacking((!numbers.Any(Reached.Contains), "An address in use: notice cannot be given by electronic mail")),
            RecordKind.UnitHead => !serving ? s_notAsked : OfUnit([.. numbers.SelectMany(n => Facts[(agency, n)])]),
            _ => null,
        };
    }

    // That somebody is gone without a day of it is a separation that nobody reported.
    private static RecordStanding OfSeparationDay(List<EmploymentSeparation> separations, IReadOnlyList<Employment> service)
    {
        var unreported = service.Any(s => (s.EndsOn ?? s.GoneBy) is { } gone && !separations.Exists(r => r.SeparatedOn >= (s.StartsOn ?? DateOnly.MinValue) && r.SeparatedOn <= gone));
        return unreported ? Lacking((true, "The day and nature of the separation")) : separations.Count > 0 ? s_whole : s_notAsked;
    }

    private static RecordStanding OfSeparationReason(List<EmploymentSeparation> separations) => separations.Count == 0
        ? s_notAsked
        : Lacking(
            (separations.Exists(s => string.IsNullOrWhiteSpace(s.Reason)), "The reason"),
            (separations.Exists(s => !IsAnswer(s.MisconductBased)), "Whether it rested on misconduct"),
            (separations.Exists(s => !IsAnswer(s.DuringInvestigation)), "Whether it fell into an investigation"));

    private RecordStanding OfUnit(List<ServiceFact> facts)
    {
        var unit = facts.Find(f => f.Register is ServiceRegister.BargainingUnit && f.Dated.HoldsOn(Today));
        return Lacking((unit is null, "The unit, or that there is none"), (unit is not null && !AnsweredUnits.Contains(unit.Value), "The head of the unit"));
    }

    private IEnumerable<LeavePeriod> LeavesOf(Guid agency, Guid number)
    {
        var facts = Facts[(agency, number)].ToList();
        return LeavePeriod.Of(
            facts.Where(f => f.Register is ServiceRegister.WorkStatus).Select(f => f.Dated), facts.Where(f => f.Register is ServiceRegister.Leave).Select(f => f.Dated));
    }

    // Unknown is kept, and leaves the line open (12.04(1)(a)3).
    private static bool IsAnswer(string answer) => answer is "Yes" or "No";

    private static RecordStanding Lacking(params (bool Is, string What)[] parts) =>
        parts.Where(p => p.Is).Select(p => p.What).ToList() is { Count: > 0 } missing ? new RecordStanding(RecordState.Incomplete, missing) : s_whole;
}
