using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Certification.Persons;

namespace Post.Certification.Units;

/// <summary>A unit as it stands on a day, with those of its members who serve at the agency then.</summary>
internal sealed record UnitStanding(Guid Id, string Name, string Head, string Email, DateOnly HeadSince, IReadOnlyList<RosterLine> Members)
{
    /// <summary>The same unit with the same head and members gives the same digest, and nothing else does.</summary>
    public string Digest() => Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        new object[] { Id, Head, Email, HeadSince, Members.Select(m => m.OfficerNumber) })));
}

/// <summary>
/// Every officer of an agency on a day by the answer to one question: which bargaining unit? No unit is an answer; those in
/// <paramref name="Unanswered"/> have none (12.04(1)(a)7).
/// </summary>
internal sealed record AgencyUnits(
    IReadOnlyList<UnitStanding> Units, IReadOnlyList<RosterLine> NoUnit, IReadOnlyList<RosterLine> Unanswered, IReadOnlyList<Guid> MemberIds)
{
    public UnitStanding? Find(Guid? unit) => Units.FirstOrDefault(u => u.Id == unit);

    /// <summary>Everybody who serves, by name, with the unit; null where there is none, and whether that was answered.</summary>
    public IEnumerable<(RosterLine Line, UnitStanding? Unit, bool Answered)> Lines() => Units
        .SelectMany(u => u.Members, (u, line) => (line, (UnitStanding?)u, true))
        .Concat(NoUnit.Select(line => (line, (UnitStanding?)null, true)))
        .Concat(Unanswered.Select(line => (line, (UnitStanding?)null, false)))
        .OrderBy(l => l.line.Name, StringComparer.Ordinal).ThenBy(l => l.line.PersonId);
}

/// <summary>Reads the units of an agency in a fixed number of statements.</summary>
internal sealed class UnitRegister(CertificationDb db, PresentRoster roster)
{
    /// <summary>What stands for the answer that there is no unit.</summary>
    public const string NoUnit = "None";

    public async Task<AgencyUnits> OfAsync(Guid agency, DateOnly today, CancellationToken ct)
    {
        var (lines, members) = await roster.OfAsync(agency, today, ct);
        var answers = await AnswersAsync(agency, today, ct);
        var units = await db.BargainingUnits.AsNoTracking().Where(u => u.AgencyId == agency).OrderBy(u => u.Name).ThenBy(u => u.Id).ToListAsync(ct);
        var heads = await HeadsAsync(agency, today, ct);
        var byAnswer = lines.ToLookup(l => answers.GetValueOrDefault(l.PersonId) ?? "");
        return new AgencyUnits(
            [
                .. units.Where(u => heads.ContainsKey(u.Id)).Select(u => new UnitStanding(
                    u.Id, u.Name, heads[u.Id].Name, heads[u.Id].Email, heads[u.Id].ValidFrom, [.. byAnswer[$"{u.Id}"]])),
            ],
            [.. byAnswer[NoUnit]], [.. byAnswer[""]], members);
    }

    public Task<List<UnitHead>> HeadsOfAsync(Guid unit, CancellationToken ct) => db.UnitHeads.AsNoTracking()
        .Where(h => h.UnitId == unit && h.SupersededAt == null).OrderByDescending(h => h.ValidFrom).ToListAsync(ct);

    private async Task<Dictionary<Guid, string>> AnswersAsync(Guid agency, DateOnly today, CancellationToken ct)
    {
        var facts = await db.ServiceFacts.AsNoTracking().HoldingOn(today)
            .Where(f => f.AgencyId == agency && f.Register == ServiceRegister.BargainingUnit)
            .Select(f => new { f.PersonId, f.Value, f.ValidFrom }).ToListAsync(ct);
        var known = await db.MembersAsync([.. facts.Select(f => f.PersonId).Distinct()], ct);
        // Two numbers of one person may each have an answer: the later one stands.
        return facts.GroupBy(f => known[f.PersonId].PersonId).ToDictionary(g => g.Key, g => g.MaxBy(f => (f.ValidFrom, f.Value))!.Value);
    }

    private Task<Dictionary<Guid, UnitHead>> HeadsAsync(Guid agency, DateOnly today, CancellationToken ct) => (
        from head in db.UnitHeads.AsNoTracking().HoldingOn(today)
        join unit in db.BargainingUnits on head.UnitId equals unit.Id
        where unit.AgencyId == agency
        select head).ToDictionaryAsync(h => h.UnitId, ct);
}
