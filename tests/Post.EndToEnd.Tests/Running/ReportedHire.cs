namespace Post.EndToEnd.Tests.Running;

/// <summary>Reports of the demonstration's agency that stand there whatever journeys do, written as the superuser.</summary>
internal static class ReportedHire
{
    public static readonly Guid Waiting = new("01a20700-0000-7000-8000-000000000001");
    public static readonly Guid Returned = new("01a20700-0000-7000-8000-000000000002");
    public static readonly Guid Draft = new("01a20700-0000-7000-8000-000000000003");
    private static readonly SemaphoreSlim s_once = new(1);

    public static async Task EnsureAsync(RunningSite site)
    {
        await s_once.WaitAsync();
        try
        {
            if (await site.ScalarAsync<long>("select count(*) from certification.agency_report where id = $1", Waiting) > 0) return;
            var agency = await OwnAgency.IdAsync(site);
            await AddAsync(site, Waiting, agency, "Hire", "Submitted", "9911-0001");
            await AddAsync(site, Returned, agency, "Separation", "Returned", "9911-0002");
            await AddAsync(site, Draft, agency, "Hire", "Draft", "9911-0003");
            await site.ScalarAsync<long>(
                """
                with added as (
                  insert into certification.hire_task (id, report_id, kind, details, opened_at)
                  values (gen_random_uuid(), $1, 'IndexCheck', 'Officer number 9911-0001, hired on 2026-01-05', now()) returning 1)
                select count(*) from added
                """, Waiting);
        }
        finally
        {
            s_once.Release();
        }
    }

    private static async Task AddAsync(RunningSite site, Guid id, Guid agency, string kind, string state, string number) => await site.ScalarAsync<long>(
        """
        with added as (
          insert into certification.agency_report (id, number, agency_id, kind, revision, officer_number, first_name, surname, occurred_on, known_on, rank,
            appointment_code, nature_code, reason, misconduct_based, during_investigation, shows_misconduct, prepared_at, prepared_by_name, state,
            submitted_at, submitted_by_name, submitted_as, attested, in_time, queue_day, closed_at, route, queue_place)
          select $1, nextval('certification.agency_report_number'), $2, $3, 1, $5, 'Perpetua', 'Winslow-Synthetic', current_date - 9, current_date - 8,
            'Patrol Officer', 'FullTime', case $3 when 'Separation' then 'Retirement' end, 'Length of service', 'No', 'No', 'No', now(), 'Clerk (synthetic)', $4,
            t.at, case when t.at is not null then 'Liaison (synthetic)' end, case when t.at is not null then 'Liaison' end, case when t.at is not null then '2026-1' end,
            true, case when t.at is not null then current_date - 8 end, case when $4 = 'Returned' then now() end, 'Immediate', 2
          from (select case when $4 <> 'Draft' then now() end as at) t
          returning id
        ), steps as (
          insert into certification.agency_report_step (id, report_id, kind, taken_at, taken_by_name, capacity, note)
          select gen_random_uuid(), id, s.kind, now(), s.by_name, s.capacity, s.note
          from added cross join (values ('Prepared', 'Clerk (synthetic)', 'Clerk', null), ('Submitted', 'Liaison (synthetic)', 'Liaison', null),
            ('Returned', 'Certification staff', null, 'The day is not the last day of service. Give the last day.')) s (kind, by_name, capacity, note)
          where s.kind = 'Prepared' or s.kind = 'Submitted' and $4 <> 'Draft' or s.kind = $4
          returning 1
        )
        select (select count(*) from added) + (select count(*) from steps)
        """, id, agency, kind, state, number);
}
