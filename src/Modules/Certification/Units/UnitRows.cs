using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Certification.Persons;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Units;

/// <summary>Writes heads and members of units from a day on, beside what they supersede; each holds until the next begins.</summary>
internal sealed class UnitRows(CertificationDb db, CurrentCaller caller, ChangeContext change, TimeProvider clock)
{
    /// <summary>Why what is said of a head cannot be recorded; null where it can.</summary>
    public Refusal? WhyNot(UnitHeadSaid said)
    {
        if (string.IsNullOrWhiteSpace(said.Name)) return new UnitHeadNameRequired();
        if (string.IsNullOrWhiteSpace(said.Email)) return new UnitHeadEmailRequired();
        return AddressOf(said.Email) is null ? new EmailInvalid() : WhyNot(said.From);
    }

    public Refusal? WhyNot(DateOnly? from) => from is not { } day ? new UnitDayNeeded() : day > clock.Today() ? new UnitDayAhead() : null;

    public BargainingUnit Add(Guid agency, string name)
    {
        var unit = new BargainingUnit
        {
            Id = NewId(),
            AgencyId = agency,
            Name = name,
            Folded = FoldedWords.Of(name),
            RecordedAt = clock.GetUtcNow(),
            RecordedBy = caller.Value.Id,
            RecordedByName = caller.Value.Name,
        };
        db.BargainingUnits.Add(unit);
        return unit;
    }

    /// <returns>False where that very person is on record from that day with that address.</returns>
    public async Task<bool> HeadAsync(Guid unit, string agency, UnitHeadSaid said, IReadOnlyList<UnitHead> known, CancellationToken ct)
    {
        var (name, address, from) = (said.Name!.Trim(), AddressOf(said.Email)!, said.From!.Value);
        if (known.Any(h => h.ValidFrom == from && h.Name == name && h.Email == address)) return false;
        var source = Source(agency);
        var then = DatedValue.With(known.Select(h => h.Dated), new DatedValue(source.Id, from, null, name, address), replaces: null);
        var (now, gone) = (source.RecordedAt, known.Where(h => !then.Contains(h.Dated)).Select(h => h.Id).ToList());
        await db.UnitHeads.Where(h => gone.Contains(h.Id)).ExecuteUpdateAsync(h => h.SetProperty(x => x.SupersededAt, now), ct);
        db.UnitHeads.AddRange(then.Where(v => known.All(h => h.Dated != v)).Select(v => new UnitHead
        {
            Id = NewId(),
            UnitId = unit,
            Name = v.Value,
            Email = v.Words!,
            ValidFrom = v.From,
            ValidTo = v.Until,
            RecordedAt = now,
            SourceId = v.SourceId,
        }));
        var before = known.FirstOrDefault(h => h.Dated.HoldsOn(from));
        change.Changed("head of the unit", before is null ? null : $"{before.Name}, {before.Email}", $"{name}, {address} from {Iso(from)}");
        return true;
    }

    /// <summary>Records of officers who serve at the agency to which unit they belong from a day on, or that they belong to none.</summary>
    public async Task PlaceAsync((Guid Id, string Name) agency, IReadOnlyCollection<Guid> persons, (Guid Id, string Name)? unit, DateOnly from, CancellationToken ct)
    {
        var source = Source(agency.Name);
        var said = new DatedValue(source.Id, from, null, unit is { } known ? $"{known.Id}" : UnitRegister.NoUnit, unit?.Name);
        var members = await db.MembersAsync([.. persons], ct);
        var ids = members.Values.SelectMany(m => m.MemberIds).Distinct().ToList();
        var facts = (await db.ServiceFacts.AsNoTracking()
            .Where(f => ids.Contains(f.PersonId) && f.AgencyId == agency.Id && f.Register == ServiceRegister.BargainingUnit && f.SupersededAt == null)
            .ToListAsync(ct)).ToLookup(f => f.PersonId);
        // Under the number of the service beside which it is read, where a person has several.
        var service = (await db.Employments.AsNoTracking().Of(agency.Id).HoldingOn(clock.Today()).Where(e => ids.Contains(e.PersonId))
            .Select(e => e.PersonId).ToListAsync(ct)).ToHashSet();
        var gone = new List<Guid>();
        foreach (var person in persons)
        {
            var under = members[person].MemberIds.First(service.Contains);
            var rows = members[person].MemberIds.SelectMany(id => facts[id]).OrderBy(f => f.ValidFrom).ToList();
            if (rows.FirstOrDefault(f => f.Dated.HoldsOn(from))?.Value == said.Value) continue;
            var then = DatedValue.With(rows.Select(f => f.Dated), said, replaces: null);
            gone.AddRange(rows.Where(f => !then.Contains(f.Dated)).Select(f => f.Id));
            foreach (var value in then.Where(v => rows.All(f => f.Dated != v))) db.ServiceFacts.Add(FactOf(agency.Id, under, value, source.RecordedAt));
        }

        var now = source.RecordedAt;
        await db.ServiceFacts.Where(f => gone.Contains(f.Id)).ExecuteUpdateAsync(f => f.SetProperty(x => x.SupersededAt, now), ct);
        change.Changed("bargaining unit", null, $"{unit?.Name ?? "none"} from {Iso(from)}");
    }

    private ServiceFact FactOf(Guid agency, Guid person, DatedValue value, DateTimeOffset now) => new()
    {
        Id = NewId(),
        PersonId = person,
        AgencyId = agency,
        Register = ServiceRegister.BargainingUnit,
        Value = value.Value,
        Words = value.Words,
        ValidFrom = value.From,
        ValidTo = value.Until,
        RecordedAt = now,
        SourceId = value.SourceId,
    };

    private FactSource Source(string agency)
    {
        var source = new FactSource
        {
            Id = NewId(),
            Description = $"Bargaining units, told by {caller.Value.Name} for {agency}",
            IsCommissionList = false,
            AsOf = clock.Today(),
            RecordedAt = clock.GetUtcNow(),
        };
        db.Sources.Add(source);
        return source;
    }

    private static string? AddressOf(string? email) => EmailAddress.TryParse(email?.Trim() ?? "", out var address) ? address.Value : null;

    private Guid NewId() => Guid.CreateVersion7(clock.GetUtcNow());

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
