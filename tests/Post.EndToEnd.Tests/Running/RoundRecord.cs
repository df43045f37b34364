using Post.Certification.Features.FreezeRound;
using Post.Certification.Features.MakeRound;

namespace Post.EndToEnd.Tests.Running;

/// <summary>A frozen round with applications and decisions made together, and one that nobody has frozen, for pages that show them.</summary>
internal static class RoundRecord
{
    private static readonly Guid s_plan = new("ce520000-0000-7000-8200-0000000a0001");
    private static readonly Guid s_planOfOpen = new("ce520000-0000-7000-8200-0000000a0002");
    private static readonly SemaphoreSlim s_once = new(1);

    private const string PlanSql = """
        insert into certification.round_plan (id, cycle, rule, from_letter, to_letter, opens_on, ends_on, confidence, source, valid_from)
        values ($1, $2, 'Surname', 'A', 'Z', current_date - 60, current_date + $3, 'High', 'Rounds as the Commission published them', '2021-07-01')
        """;

    // Every third has applied, the first few of them with all that is asked for.
    private const string AppliedSql = """
        with chosen as (
          select m.person_id, row_number() over (order by m.sort_key, m.person_id) as place from certification.round_member m
          where m.round_id = $1 and not exists (select from certification.application a where a.person_id = m.person_id and a.kind = 'Recertification')
        ), opened as (
          insert into certification.application (id, number, kind, person_id, standard_id, received_on, lapses_on, clock_id, due_on, opened_at, opened_by_name)
          select gen_random_uuid(), nextval('certification.application_number'), 'Recertification', person_id, 'ce510000-0000-7000-8100-000000000002',
            current_date - 20, current_date + 20, gen_random_uuid(), current_date + 70, now(), 'Journey' from chosen where place % 3 = 1
          returning id, person_id)
        insert into certification.requirement_evidence (id, application_id, item_code, finding, recorded_at, recorded_by_name)
        select gen_random_uuid(), o.id, i.code, case when c.place < 20 or i.place < 4 then 'Met' else 'NotShown' end, now(), 'Journey'
        from opened o join chosen c on c.person_id = o.person_id
        cross join certification.standard_item i where i.standard_id = 'ce510000-0000-7000-8100-000000000002'
        """;

    private const string BatchSql = """
        with batch as (
          insert into certification.decision_batch (id, round_id, kind, reasons, state, root_event, started_at, started_by_name, changed_at)
          values (gen_random_uuid(), $1, 'Decide', 'All requirements are shown on the checklist.', 'Stopped', gen_random_uuid(), now(), 'Dana Reyes', now()) returning id)
        insert into certification.decision_batch_item (batch_id, person_id, place, application_id, decision, effective_on, state, note, done_at)
        select b.id, m.person_id, m.place, null, 'Grant', current_date, case m.place when 1 then 'Refused' when 2 then 'Left' else 'Waiting' end,
          case m.place when 1 then 'The officer''s present status is “Suspended”. Nothing is granted over it; it ends by its own proceeding.'
            when 2 then 'A complaint came in' end,
          case when m.place < 3 then now() end
        from batch b, (select person_id, row_number() over (order by sort_key desc, person_id) as place from certification.round_member where round_id = $1) m
        where m.place < 8
        """;

    private const string RemindedSql = """
        insert into certification.round_reminder (round_id, agency_id, days_before, step_on, notice_id, officers, sent_at)
        select distinct $1, agency, 30, current_date - 11, gen_random_uuid(), 3, now() from certification.round_member m, unnest(m.agency_ids) agency
        where m.round_id = $1 on conflict do nothing
        """;

    /// <summary>The frozen one.</summary>
    public static async Task<Guid> EnsureAsync(RunningSite site)
    {
        await s_once.WaitAsync();
        try
        {
            if (await site.ScalarAsync<long>("select count(*) from certification.round_plan where id = $1", s_plan) == 0) await SeedAsync(site);
        }
        finally
        {
            s_once.Release();
        }

        return await IdAsync(site, s_plan);
    }

    public static async Task<Guid> NotFrozenAsync(RunningSite site)
    {
        await EnsureAsync(site);
        return await IdAsync(site, s_planOfOpen);
    }

    public static Task<Guid> BatchAsync(RunningSite site) =>
        site.ScalarAsync<Guid>("select id from certification.decision_batch order by started_at limit 1");

    /// <summary>An agency that serves in the round and has applied for somebody.</summary>
    public static Task<Guid> AgencyAsync(RunningSite site, Guid round) => site.ScalarAsync<Guid>(
        "select agency from certification.round_standing($1, current_date) s, unnest(s.agency_ids) agency where s.state = 'Incomplete' order by 1 limit 1", round);

    private static async Task SeedAsync(RunningSite site)
    {
        // It has applications of its own for one officer, who then has none of these.
        await AppliedRecord.EnsureAsync(site);
        await site.ExecuteAsync(PlanSql, s_plan, 901, 20);
        await site.ExecuteAsync(PlanSql, s_planOfOpen, 902, 200);
        var round = await site.Operator.SendAsync(new MakeRoundCommand(s_plan));
        await site.Operator.SendAsync(new FreezeRoundCommand(round));
        await site.Operator.SendAsync(new MakeRoundCommand(s_planOfOpen));
        await site.ExecuteAsync(AppliedSql, round);
        await site.ExecuteAsync(BatchSql, round);
        await site.ExecuteAsync(RemindedSql, round);
    }

    private static Task<Guid> IdAsync(RunningSite site, Guid plan) =>
        site.ScalarAsync<Guid>("select id from certification.recertification_round where plan_id = $1", plan);
}
