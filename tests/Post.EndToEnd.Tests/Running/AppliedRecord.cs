namespace Post.EndToEnd.Tests.Running;

/// <summary>An application with a finding and a decided one with a condition, for pages that show them.</summary>
internal static class AppliedRecord
{
    private const string OpenSql = """
        with a as (
          insert into certification.application (id, number, kind, person_id, standard_id, received_on, lapses_on, clock_id, due_on,
            opened_at, opened_by_name)
          values ($1, nextval('certification.application_number'), 'Recertification', $2, 'ce510000-0000-7000-8100-000000000012',
            current_date - 120, current_date + 20, gen_random_uuid(), current_date - 30, now(), 'Journey') returning id)
        insert into certification.requirement_evidence (id, application_id, item_code, finding, note, document, expires_on, recorded_at, recorded_by_name, superseded_at)
        select gen_random_uuid(), a.id, i.code, case when i.code = 'background' then 'NotMet' when i.code in ('work', 'first-aid', 'cpr') then 'Met' else 'NotShown' end,
          case i.code when 'background' then 'The check is two years old.' end, case i.code when 'work' then 'Roster of May' end,
          case i.code when 'first-aid' then current_date - 3 when 'cpr' then current_date + 200 end, now(), 'Journey', null
        from a, certification.standard_item i where i.standard_id = 'ce510000-0000-7000-8100-000000000012'
        """;

    private const string DecidedSql = """
        with a as (
          insert into certification.application (id, number, kind, person_id, standard_id, received_on, clock_id, due_on, opened_at,
            opened_by_name, closed_at, closed_as)
          values (gen_random_uuid(), nextval('certification.application_number'), 'Sro', $1, 'ce510000-0000-7000-8100-000000000003',
            current_date - 200, gen_random_uuid(), current_date - 110, now() - interval '150 days', 'Journey', now() - interval '100 days', 'Decided')
          returning id
        ), d as (
          insert into certification.decision (id, number, application_id, person_id, kind, reasons, authority, decided_on, effective_on,
            expires_on, reviewable, recorded_at, recorded_by_name)
          select gen_random_uuid(), nextval('certification.decision_number'), a.id, $1, 'GrantConditionally',
            'The training is booked and not yet taken.', '555 CMR 10.00', current_date - 100, current_date - 100, current_date + 995, true,
            now() - interval '100 days', 'Journey' from a returning id, application_id
        ), s as (
          insert into certification.review_step (id, decision_id, person_id, kind, taken_on, note, clock_id, window_ends_on, recorded_at, recorded_by_name)
          select gen_random_uuid(), d.id, $1, 'Served', current_date - 99, 'By electronic mail', gen_random_uuid(), current_date - 78, now(), 'Journey' from d
        )
        insert into certification.condition (id, decision_id, application_id, person_id, place, words, due_on, clock_id, state)
        select gen_random_uuid(), d.id, d.application_id, $1, 1, 'Complete the school resource officer training', current_date - 10,
          gen_random_uuid(), 'Open' from d
        """;

    /// <summary>Returns the open application.</summary>
    public static async Task<Guid> EnsureAsync(RunningSite site)
    {
        var person = await site.PersonIdAsync(Cast.Served);
        // The officer has a motion of another record, whichever page came first.
        if (await site.ScalarAsync<long>("select count(*) from certification.application where person_id = $1 and opened_by_name = 'Journey'", person) == 0)
        {
            await site.ExecuteAsync(OpenSql, Guid.CreateVersion7(), person);
            await site.ExecuteAsync(DecidedSql, person);
        }

        return await site.ScalarAsync<Guid>(
            "select id from certification.application where person_id = $1 and kind = 'Recertification' and opened_by_name = 'Journey'", person);
    }
}
