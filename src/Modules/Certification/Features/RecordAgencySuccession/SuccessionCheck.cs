using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Requests;

namespace Post.Certification.Features.RecordAgencySuccession;

/// <summary>An agency as the rules on successions look at it.</summary>
internal sealed record SuccessionParty(Guid Id, string Name, bool Provisional, bool MergedAway, DateOnly FirstNameFrom);

/// <summary>What the record holds against a succession, in words; the agencies and successions it names are few.</summary>
internal sealed class SuccessionCheck
{
    private readonly RecordAgencySuccessionCommand _command;
    private readonly Dictionary<Guid, SuccessionParty> _parties;
    private readonly List<AgencySuccession> _others;
    private readonly DateOnly _latest;
    private readonly bool _correctedIsGone;

    private SuccessionCheck(
        RecordAgencySuccessionCommand command, Dictionary<Guid, SuccessionParty> parties, List<AgencySuccession> inForce, DateOnly latest)
    {
        _command = command;
        _parties = parties;
        _latest = latest;
        Corrected = inForce.Find(s => s.Id == command.Corrects && s.AgencyId == command.AgencyId);
        _others = inForce.FindAll(s => s != Corrected);
        _correctedIsGone = command.Corrects is not null && Corrected is null;
    }

    /// <summary>The succession in force that the new one takes the place of.</summary>
    public AgencySuccession? Corrected { get; }

    private Guid AgencyId => _command.AgencyId;

    private DateOnly Day => _command.EndedOn!.Value;

    public static async Task<SuccessionCheck> OpenAsync(
        CertificationDb db, RecordAgencySuccessionCommand command, DateOnly today, CancellationToken ct)
    {
        var inForce = await db.Successions.InForce().Include(s => s.Successors).ToListAsync(ct);
        Guid[] named =
        [
            command.AgencyId, .. command.SuccessorIds, .. inForce.Select(s => s.AgencyId),
            .. inForce.SelectMany(s => s.Successors.Select(o => o.AgencyId)),
        ];
        var parties = await (
            from agency in db.LawEnforcementAgencies
            where named.Contains(agency.Id)
            join name in db.LawEnforcementAgencyNames.Present() on agency.Id equals name.AgencyId
            select new SuccessionParty(
                agency.Id, name.Name, agency.Provisional, agency.MergedIntoId != null,
                db.LawEnforcementAgencyNames.Where(n => n.AgencyId == agency.Id && n.SupersededAt == null).Min(n => n.ValidFrom)))
            .ToDictionaryAsync(p => p.Id, ct);
        return new SuccessionCheck(command, parties, inForce, today.AddDays(await DaysAheadAsync(db, today, ct)));
    }

    public string NameOf(Guid agencyId) => _parties[agencyId].Name;

    public Refusal? Refusal() => OfTheParties() ?? OfTheDay() ?? OfOtherSuccessions();

    private Refusal? OfTheParties()
    {
        if (_correctedIsGone) return new SuccessionNotInForce();
        if (_command.SuccessorIds.Contains(AgencyId)) return new SucceedsItself();
        foreach (var id in (Guid[])[AgencyId, .. _command.SuccessorIds])
        {
            if (!_parties.TryGetValue(id, out var party)) return new NotFound("An agency of this succession");
            if (party.MergedAway) return new ProvedToBeAnother(party.Name);
            if (party.Provisional) return new StillASpelling(party.Name);
        }

        return null;
    }

    private Refusal? OfTheDay()
    {
        var first = _parties[AgencyId].FirstNameFrom;
        if (Day <= first) return new EndsBeforeItsFirstName(NameOf(AgencyId), first);
        return Day > _latest ? new EndsTooFarAhead(_latest) : null;
    }

    private Refusal? OfOtherSuccessions()
    {
        if (_others.Find(s => s.AgencyId == AgencyId) is { } present) return new HasEndedAlready(NameOf(AgencyId), present.EndedOn);
        if (_command.SuccessorIds.FirstOrDefault(s => LeadsTo(s, AgencyId, [])) is var circle && circle != default)
        {
            return new WouldGoInACircle(NameOf(AgencyId), NameOf(circle));
        }

        foreach (var successor in _command.SuccessorIds)
        {
            if (_others.Find(s => s.AgencyId == successor) is { } end && end.EndedOn <= Day)
            {
                return new SuccessorHadEnded(NameOf(successor), end.EndedOn);
            }
        }

        var later = _others.Where(s => s.Successors.Exists(o => o.AgencyId == AgencyId) && s.EndedOn >= Day).MinBy(s => s.EndedOn);
        return later is null ? null : new TookOverLater(NameOf(AgencyId), NameOf(later.AgencyId), later.EndedOn);
    }

    private bool LeadsTo(Guid from, Guid to, HashSet<Guid> seen) =>
        seen.Add(from) && _others.Find(s => s.AgencyId == from) is { } end
        && end.Successors.Exists(o => o.AgencyId == to || LeadsTo(o.AgencyId, to, seen));

    private static async Task<int> DaysAheadAsync(CertificationDb db, DateOnly today, CancellationToken ct) =>
        (int)await db.Database.SqlQuery<decimal>(
            $"""
            select value as "Value" from certification.intake_rule
            where code = 'succession-days-ahead' and valid_from <= {today} order by valid_from desc limit 1
            """).SingleAsync(ct);
}
