using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Time;

namespace Post.Certification.Rounds;

/// <summary>How many officers of a round stand where.</summary>
public sealed record RoundCounts(int Officers, int Missing, int Incomplete, int Complete, int Decided, int Expired, int Gone)
{
    public static readonly RoundCounts None = new(0, 0, 0, 0, 0, 0, 0);

    public int Applied => Incomplete + Complete + Decided;

    /// <summary>Of those who are still in question, how many are decided, in percent.</summary>
    public int Percent => Officers == Gone ? 0 : (Decided + Expired) * 100 / (Officers - Gone);
}

/// <summary>An agency's part of a round.</summary>
public sealed record AgencyStanding(
    Guid AgencyId, string Name, int Officers, int Missing, int Incomplete, int Complete, int Decided, int Expired, int Gone)
{
    /// <summary>The row of those who serve nowhere on record.</summary>
    public bool Nowhere => AgencyId == Guid.Empty;

    public RoundCounts Counts => new(Officers, Missing, Incomplete, Complete, Decided, Expired, Gone);
}

/// <summary>Where one officer of a round stands; of the open requirements some may have run out since they were met.</summary>
public sealed record OfficerStanding(
    Guid PersonId, string OfficerNumber, string Name, string SortKey, DateOnly? LapsesOn, string Reason, bool JoinedLate, Guid? ApplicationId,
    DateOnly? ReceivedOn, int OpenItems, int Items, Guid? DecisionId, string? DecidedAs, DateOnly? DecidedOn, string? StatusCode, bool Continued,
    string State, int RanOut = 0);

/// <summary>An officer of a round whom an agency has not applied for, or not completely.</summary>
internal sealed record WaitedFor(
    Guid AgencyId, string Agency, Guid PersonId, string OfficerNumber, string Name, string State, int OpenItems, int Items);

/// <summary>An officer of a round whose certification ended undecided.</summary>
internal sealed record EndedTerm(Guid PersonId, Guid? ApplicationId, DateOnly? ReceivedOn, DateOnly EndedOn, Guid? AgencyId, string State)
{
    /// <summary>What the law brings: an end, or that it goes on; nothing where the application came too late, which a person looks at.</summary>
    public DecisionKind? Brings => State == "Missing" ? DecisionKind.Expire : ReceivedOn <= EndedOn ? DecisionKind.ContinueWhilePending : null;
}

/// <summary>Reads where the officers of rounds stand today, each question in one statement, by the one function that says so.</summary>
internal sealed class RoundStanding(CertificationDb db, TimeProvider clock)
{
    public async Task<IReadOnlyDictionary<Guid, RoundCounts>> CountsAsync(Guid[] rounds, CancellationToken ct)
    {
        var found = await db.Database.SqlQuery<CountedRound>($"""
            select r.id as "RoundId", count(*)::integer as "Officers",
              (count(*) filter (where s.state = 'Missing'))::integer as "Missing", (count(*) filter (where s.state = 'Incomplete'))::integer as "Incomplete",
              (count(*) filter (where s.state = 'Complete'))::integer as "Complete", (count(*) filter (where s.state in ('Decided', 'Renewed')))::integer as "Decided",
              (count(*) filter (where s.state = 'Expired'))::integer as "Expired", (count(*) filter (where s.state in ('Gone', 'Merged')))::integer as "Gone"
            from unnest({rounds}) as r (id) cross join lateral certification.round_standing(r.id, {clock.Today()}) s group by r.id
            """).ToListAsync(ct);
        return found.ToDictionary(
            f => f.RoundId, f => new RoundCounts(f.Officers, f.Missing, f.Incomplete, f.Complete, f.Decided, f.Expired, f.Gone));
    }

    /// <summary>Those whose officers wait come first, the most of them before the rest; whoever serves at two counts at both.</summary>
    public async Task<List<AgencyStanding>> AgenciesAsync(Guid round, string? text, bool waitingOnly, Guid? after, int limit, CancellationToken ct) =>
        await db.Database.SqlQuery<AgencyStanding>($"""
            with per as (
              select coalesce(x.agency, {Guid.Empty}) as agency, count(*)::integer as officers,
                (count(*) filter (where s.state = 'Missing'))::integer as missing, (count(*) filter (where s.state = 'Incomplete'))::integer as incomplete,
                (count(*) filter (where s.state = 'Complete'))::integer as complete, (count(*) filter (where s.state in ('Decided', 'Renewed')))::integer as decided,
                (count(*) filter (where s.state = 'Expired'))::integer as expired, (count(*) filter (where s.state in ('Gone', 'Merged')))::integer as gone
              from certification.round_standing({round}, {clock.Today()}) s left join lateral unnest(s.agency_ids) as x (agency) on true
              group by 1),
            named as (
              select per.*, coalesce(n.name, 'No agency on record') as name, -(per.missing + per.incomplete) as place
              from per left join certification.law_enforcement_agency_name n on n.agency_id = per.agency and n.valid_to is null and n.superseded_at is null)
            select agency as "AgencyId", name as "Name", officers as "Officers", missing as "Missing", incomplete as "Incomplete", complete as "Complete",
              decided as "Decided", expired as "Expired", gone as "Gone"
            from named
            where ({text}::text is null or name ilike '%' || replace(replace({text}, '%', ''), '_', '') || '%') and (not {waitingOnly} or place < 0)
              and ({after}::uuid is null or (place, name, agency) > (select o.place, o.name, o.agency from named o where o.agency = {after}))
            order by place, name, agency limit {limit}
            """).ToListAsync(ct);

    /// <summary>Officers by surname as it was when they were taken in, so that a page never moves.</summary>
    public Task<List<OfficerStanding>> OfficersAsync(Guid round, Guid? agency, string? state, Guid? after, int limit, CancellationToken ct) =>
        OfficersAsync(round, agency, state, runOut: false, after, limit, ct);

    /// <summary>Whose applications are complete, and those who would be had nothing run out since it was met.</summary>
    public Task<List<OfficerStanding>> CompletedAsync(Guid round, Guid? agency, CancellationToken ct) =>
        OfficersAsync(round, agency, "Complete", runOut: true, null, int.MaxValue, ct);

    private async Task<List<OfficerStanding>> OfficersAsync(
        Guid round, Guid? agency, string? state, bool runOut, Guid? after, int limit, CancellationToken ct)
    {
        var (all, today) = (state is null, clock.Today());
        string[] states = state is null ? [] : RoundWords.CountedAs(state);
        return await db.Database.SqlQuery<OfficerStanding>($"""
            select s.person_id as "PersonId", s.officer_number as "OfficerNumber", s.name as "Name", s.sort_key as "SortKey", s.lapses_on as "LapsesOn",
              s.reason as "Reason", s.joined_late as "JoinedLate", s.application_id as "ApplicationId", s.received_on as "ReceivedOn",
              s.open_items as "OpenItems", s.items as "Items", s.decision_id as "DecisionId", s.decided_as as "DecidedAs", s.decided_on as "DecidedOn",
              s.status_code as "StatusCode", s.continued as "Continued", s.state as "State", s.ran_out as "RanOut"
            from certification.round_standing({round}, {today}) s
            where ({agency}::uuid is null or {agency} = any (s.agency_ids) or ({agency} = {Guid.Empty} and cardinality(s.agency_ids) = 0))
              and ({all} or s.state = any ({states}) or ({runOut} and s.state = 'Incomplete' and s.ran_out > 0 and s.ran_out = s.open_items))
              and ({after}::uuid is null or (s.sort_key collate "C", s.person_id)
                > (select m.sort_key, m.person_id from certification.round_member m where m.round_id = {round} and m.person_id = {after}))
            order by s.sort_key collate "C", s.person_id limit {limit}
            """).ToListAsync(ct);
    }

    /// <summary>Whom agencies are waited for, agency by agency; whoever serves at two stands under both.</summary>
    public async Task<List<WaitedFor>> WaitedForAsync(Guid round, CancellationToken ct) => await db.Database.SqlQuery<WaitedFor>($"""
        select x.agency as "AgencyId", n.name as "Agency", s.person_id as "PersonId", s.officer_number as "OfficerNumber", s.name as "Name",
          s.state as "State", s.open_items as "OpenItems", s.items as "Items"
        from certification.round_standing({round}, {clock.Today()}) s cross join lateral unnest(s.agency_ids) as x (agency)
        join certification.law_enforcement_agency_name n on n.agency_id = x.agency and n.valid_to is null and n.superseded_at is null
        where s.state in ('Missing', 'Incomplete')
        order by n.name, x.agency, s.sort_key collate "C", s.person_id
        """).ToListAsync(ct);

    /// <summary>Whose certification ended since they were in the round, undecided and not continued; each with the application that waits.</summary>
    public async Task<List<EndedTerm>> EndedAsync(Guid round, DateOnly today, CancellationToken ct) => await db.Database.SqlQuery<EndedTerm>($"""
        select s.person_id as "PersonId", s.application_id as "ApplicationId", s.received_on as "ReceivedOn", s.lapses_on as "EndedOn",
          s.agency_ids[1] as "AgencyId", s.state as "State"
        from certification.round_standing({round}, {today}) s
        join certification.round_member m on m.round_id = {round} and m.person_id = s.person_id
        where s.state in ('Missing', 'Incomplete', 'Complete') and not s.continued and s.lapses_on < {today}
          and s.lapses_on >= (m.added_at at time zone {CivilClock.Zone.Id})::date
          and not exists (select from certification.decision_batch_item i where i.person_id = s.person_id
            and (i.state = 'Waiting' or i.term_ended_on = s.lapses_on))
        order by s.sort_key collate "C", s.person_id
        """).ToListAsync(ct);

    private sealed record CountedRound(
        Guid RoundId, int Officers, int Missing, int Incomplete, int Complete, int Decided, int Expired, int Gone);
}
