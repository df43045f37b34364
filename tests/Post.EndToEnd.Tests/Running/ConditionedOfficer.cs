namespace Post.EndToEnd.Tests.Running;

/// <summary>An officer of the demonstration's agency with two conditions, one of them reported as met, written as the superuser.</summary>
internal static class ConditionedOfficer
{
    public static readonly Guid Open = new("01a20900-0000-7000-8000-000000000001");
    public static readonly Guid Reported = new("01a20900-0000-7000-8000-000000000002");
    public static readonly Guid Report = new("01a20900-0000-7000-8000-000000000003");
    public const string Words = "Complete the in-service training of the year";
    private static readonly Guid s_decision = new("01a20900-0000-7000-8000-000000000004");
    private static readonly Guid s_application = new("01a20900-0000-7000-8000-000000000005");
    private static readonly SemaphoreSlim s_once = new(1);

    public static async Task<Guid> EnsureAsync(RunningSite site)
    {
        await s_once.WaitAsync();
        try
        {
            var officer = await OwnAgency.OfficerAsync(site);
            if (await site.ScalarAsync<long>("select count(*) from certification.condition where id = $1", Open) > 0) return officer;
            await AddAsync(site, officer);
            await ReportAsync(site, officer, await OwnAgency.IdAsync(site));
            return officer;
        }
        finally
        {
            s_once.Release();
        }
    }

    private static Task<long> AddAsync(RunningSite site, Guid officer) => site.ScalarAsync<long>(
        """
        with application as (
          insert into certification.application (id, number, kind, person_id, received_on, grounds, clock_id, due_on, opened_at, opened_by_name, closed_at, closed_as)
          values ($4, nextval('certification.application_number'), 'OwnMotion', $5, current_date - 40, 'Part of the demonstration', gen_random_uuid(),
            current_date + 50, now(), 'Certification staff (synthetic)', now(), 'Decided') returning id
        ), decision as (
          insert into certification.decision (id, number, application_id, person_id, kind, reasons, authority, decided_on, effective_on, reviewable, recorded_at, recorded_by_name)
          select $3, nextval('certification.decision_number'), id, $5, 'GrantConditionally', 'Training is missing (synthetic)', '555 CMR 7.04',
            current_date - 30, current_date - 30, false, now(), 'Certification staff (synthetic)' from application returning id
        ), added as (
          insert into certification.condition (id, decision_id, application_id, person_id, place, words, due_on, clock_id, state)
          select c.id, d.id, $4, $5, c.place, c.words, current_date + 60, gen_random_uuid(), 'Open'
          from decision d cross join (values ($1, 1, $6), ($2, 2, 'Pass the fitness evaluation')) c (id, place, words) returning 1)
        select count(*) from added
        """, Open, Reported, s_decision, s_application, officer, Words);

    private static Task<long> ReportAsync(RunningSite site, Guid officer, Guid agency) => site.ScalarAsync<long>(
        """
        with report as (
          insert into certification.agency_report (id, number, agency_id, kind, revision, officer_number, occurred_on, known_on, condition_id, subject, extent,
            evidence, shows_misconduct, prepared_at, prepared_by_name, state, person_id, submitted_at, submitted_by_name, submitted_as, attested, in_time,
            queue_day, route, queue_place, conduct_clock_id, conduct_due_on)
          select $1, nextval('certification.agency_report_number'), $2, 'ConditionMet', 1, p.officer_number, current_date - 6, current_date - 5, $4,
            'Condition 2: Pass the fitness evaluation', 'Part', 'Result kept in the personnel file (synthetic)', 'Yes', now(), 'Clerk (synthetic)', 'Submitted',
            $3, now(), 'Liaison (synthetic)', 'Liaison', '2026-1', true, current_date - 5, 'Rule101', 0, gen_random_uuid(), current_date - 3
          from certification.person p where p.id = $3 returning id
        ), steps as (
          insert into certification.agency_report_step (id, report_id, kind, taken_at, taken_by_name, capacity)
          select gen_random_uuid(), id, 'Submitted', now(), 'Liaison (synthetic)', 'Liaison' from report returning 1)
        select count(*) from steps
        """, Report, agency, officer, Reported);
}
