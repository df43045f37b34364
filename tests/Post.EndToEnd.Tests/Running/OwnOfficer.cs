namespace Post.EndToEnd.Tests.Running;

/// <summary>The officer of the demonstration: a decision served and open to a petition, with a condition; statements and a notice, written as the superuser.</summary>
internal static class OwnOfficer
{
    public static readonly Guid Decision = new("01a21000-0000-7000-8000-000000000001");
    public static readonly Guid Waiting = new("01a21000-0000-7000-8000-000000000002");
    public static readonly Guid Returned = new("01a21000-0000-7000-8000-000000000003");
    public static readonly Guid Late = new("01a21000-0000-7000-8000-000000000004");
    public static readonly Guid Notice = new("01a21000-0000-7000-8000-000000000005");
    public static readonly Guid AtAgency = new("01a21000-0000-7000-8000-000000000008");
    public static readonly Guid Answered = new("01a21000-0000-7000-8000-000000000009");
    public static readonly Guid Missed = new("01a21000-0000-7000-8000-00000000000b");
    public static readonly Guid Address = new("01a21000-0000-7000-8000-0000000000b1");
    private static readonly Guid s_application = new("01a21000-0000-7000-8000-000000000006");
    private static readonly Guid s_old = new("01a21000-0000-7000-8000-000000000007");
    private static readonly SemaphoreSlim s_once = new(1);

    public static Task<Guid> IdAsync(RunningSite site) => site.ScalarAsync<Guid>("select person_id from identity.account where user_name = 'demo-officeruser'");

    public static async Task<Guid> EnsureAsync(RunningSite site)
    {
        await s_once.WaitAsync();
        try
        {
            var officer = await IdAsync(site);
            if (await site.ScalarAsync<long>("select count(*) from certification.officer_statement where id = $1", Waiting) > 0) return officer;
            await DecideAsync(site, officer);
            await TellAsync(site, officer);
            await TellAgencyAsync(site, officer);
            await WriteAsync(site, officer);
            await MissAsync(site, officer);
            await FurnishAsync(site, officer);
            await EvaluateAsync(site, officer);
            return officer;
        }
        finally
        {
            s_once.Release();
        }
    }

    // One decision is open to a petition, the window of the other is over.
    private static Task<long> DecideAsync(RunningSite site, Guid officer) => site.ScalarAsync<long>(
        """
        with application as (
          insert into certification.application (id, number, kind, person_id, received_on, grounds, clock_id, due_on, opened_at, opened_by_name, closed_at, closed_as)
          values ($3, nextval('certification.application_number'), 'OwnMotion', $4, current_date - 80, 'Part of the demonstration', gen_random_uuid(),
            current_date + 10, now(), 'Certification staff (synthetic)', now(), 'Decided') returning id
        ), decision as (
          insert into certification.decision (id, number, application_id, person_id, kind, reasons, authority, decided_on, effective_on, reviewable, recorded_at, recorded_by_name)
          select d.id, nextval('certification.decision_number'), a.id, $4, 'GrantConditionally', 'Training is missing (synthetic)', '555 CMR 7.04',
            current_date - d.days, current_date - d.days, true, now(), 'Certification staff (synthetic)'
          from application a cross join (values ($1::uuid, 5), ($2::uuid, 60)) d (id, days) returning id
        ), served as (
          insert into certification.review_step (id, decision_id, person_id, kind, taken_on, note, clock_id, window_ends_on, recorded_at, recorded_by_name)
          select gen_random_uuid(), s.id, $4, 'Served', current_date - s.days, 'By first-class mail (synthetic)', gen_random_uuid(), current_date - s.days + 21, now(),
            'Certification staff (synthetic)'
          from (values ($1::uuid, 4), ($2::uuid, 59)) s (id, days) join decision on decision.id = s.id returning 1
        ), added as (
          insert into certification.condition (id, decision_id, application_id, person_id, place, words, due_on, clock_id, state)
          select gen_random_uuid(), $1, $3, $4, 1, 'Complete the in-service training of the year', current_date + 60, gen_random_uuid(), 'Open' from decision where id = $1 returning 1)
        select count(*) from added
        """, Decision, s_old, s_application, officer);

    private static Task<long> TellAsync(RunningSite site, Guid officer) => site.ScalarAsync<long>(
        """
        with told as (
          insert into certification.officer_statement (id, number, person_id, kind, occurred_on, known_on, subject, no_unit, attested, submitted_at, submitted_by_name,
            due_on, in_time, state, closed_at, decision_id)
          select s.id, nextval('certification.officer_statement_number'), $4, s.kind, current_date - 60, current_date - 5, s.words, false, '2026-1', now(),
            'Officer (synthetic)', case when s.kind = 'Petition' then current_date - 38 end, s.kind <> 'Petition', s.state,
            case when s.state = 'Submitted' then null else now() end, case when s.kind = 'Petition' then $5 end
          from (values ($1::uuid, 'Workplace', 'Larch County Sheriff''s Office (synthetic)', 'Submitted'), ($2::uuid, 'Workplace', 'Elsewhere (synthetic)', 'Returned'),
            ($3::uuid, 'Petition', 'The hours were counted wrongly (synthetic)', 'Submitted')) s (id, kind, words, state) returning id, state
        ), steps as (
          insert into certification.officer_statement_step (id, statement_id, kind, taken_at, taken_by_name, note)
          select gen_random_uuid(), id, 'Submitted', now(), 'Officer (synthetic)', null from told
          union all select gen_random_uuid(), id, 'Returned', now(), 'Certification staff (synthetic)', 'Name the agency' from told where state = 'Returned' returning 1)
        select count(*) from steps
        """, Waiting, Returned, Late, officer, s_old);

    private static async Task TellAgencyAsync(RunningSite site, Guid officer) => await site.ScalarAsync<long>(
        """
        with told as (
          insert into certification.officer_statement (id, number, person_id, kind, occurred_on, known_on, work_status_code, subject, no_unit, attested, submitted_at,
            submitted_by_name, in_time, state, closed_at, with_agencies)
          select s.id, nextval('certification.officer_statement_number'), $3, s.kind, current_date - 6, current_date - 5, s.status, s.words, false, '2026-1', now(),
            'Officer (synthetic)', true, s.state, case when s.state = 'Submitted' then null else now() end, true
          from (values ($1::uuid, 'WorkStatus', 'OnLeave', null, 'Submitted'), ($2::uuid, 'Workplace', null, 'Elsewhere (synthetic)', 'TakenIn')) s (id, kind, status, words, state)
          returning id, state
        ), places as (
          insert into certification.statement_addressee (statement_id, agency_id, state, answered_at)
          select id, $4, state, case when state = 'Submitted' then null else now() end from told returning 1
        ), steps as (
          insert into certification.officer_statement_step (id, statement_id, kind, taken_at, taken_by_name, note, agency_id)
          select gen_random_uuid(), id, 'Submitted', now(), 'Officer (synthetic)', null, null::uuid from told
          union all select gen_random_uuid(), id, 'TakenIn', now(), 'Liaison (synthetic)', 'The roster shows it', $4 from told where state = 'TakenIn' returning 1)
        select (select count(*) from steps) + (select count(*) from places)
        """, AtAgency, Answered, officer, await OwnAgency.IdAsync(site));

    private static Task<long> WriteAsync(RunningSite site, Guid officer) => SeededNotice.ToOfficerAsync(site, Notice, officer);

    // An address that nobody verified, with a code that waits and a reminder.
    private static Task<long> FurnishAsync(RunningSite site, Guid officer) => site.ScalarAsync<long>(
        """
        with furnished as (
          insert into kernel.contact_point (id, owner_kind, owner_id, kind, value, purposes, origin, furnished_by, furnished_on, state, recorded_by, recorded_at)
          values ($1, 'Officer', $2, 'Email', 'an.officer.with.a.long.name@mail.of.a.department.example', '{CommissionCorrespondence}', 'OnBehalfOfAddressee',
            'Millbrook Police Department (synthetic)', current_date - 30, 'Active', 'Certification staff (synthetic)', now() - interval '30 days') returning id
        ), challenged as (
          insert into kernel.address_challenge (id, contact_point_id, code_hash, link_hash, sent_at, sent_by, expires_at, tries_left, notice_id)
          select $1, id, '\x00', '\x00', now(), 'Officer (synthetic)', now() + interval '1 day', 5, $3 from furnished returning 1
        ), reminded as (
          insert into certification.address_reminder (contact_point_id, person_id, notice_id, due_on, reminded_at)
          select id, $2, $3, current_date - 5, now() from furnished returning 1)
        select (select count(*) from challenged) + (select count(*) from reminded)
        """, Address, officer, Notice);

    // One evaluation whose next is overdue, and one that was entered wrongly at first.
    private static Task<long> EvaluateAsync(RunningSite site, Guid officer) => site.ScalarAsync<long>(
        """
        with entered as (
          insert into certification.fitness_evaluation (id, person_id, kind, evaluated_on, evaluator, outcome, next_due_on, recorded_at, recorded_by_name, superseded_at, superseded_because)
          values (gen_random_uuid(), $1, 'Physical', current_date - 400, 'Dr. Vale (synthetic)', 'Satisfied', current_date - 35, now(), 'Certification staff (synthetic)', null, null),
            (gen_random_uuid(), $1, 'Psychological', current_date - 50, 'Harbor Evaluation Group (synthetic)', 'Pending', null, now() - interval '2 days', 'Certification staff (synthetic)', now(), 'OutcomeCame'),
            (gen_random_uuid(), $1, 'Psychological', current_date - 50, 'Harbor Evaluation Group (synthetic)', 'Satisfied', current_date + 315, now(), 'Certification staff (synthetic)', null, null)
          returning 1)
        select count(*) from entered
        """, officer);

    // A requirement missed, which the officer explained twice.
    private static Task<long> MissAsync(RunningSite site, Guid officer) => site.ScalarAsync<long>(
        """
        with source as (
          insert into certification.source (id, description, is_commission_list, as_of, recorded_at)
          values ($1, 'Training history (synthetic)', false, current_date - 60, now()) returning id
        ), missed as (
          insert into certification.training_record (id, person_id, provider_code, record_key, type_code, course, course_folded, missed_by, explanation, recorded_at, source_id)
          select $1, $2, 'Mptc', 'SYN-MISSED', 'InService', 'In-service training of the year', 'in service training of the year', current_date - 90,
            'On leave, says the academy (synthetic)', now(), id from source returning id
        ), said as (
          insert into certification.training_explanation (id, training_id, kind, text, said_at, said_by_name)
          select gen_random_uuid(), m.id, s.kind, s.words, now(), 'Officer (synthetic)' from missed m
          cross join (values ('Other', 'I did not know of the day (synthetic)'), ('MitigatingFactor', 'The course was full until July; I am entered for the next (synthetic)')) s (kind, words)
          returning 1)
        select count(*) from said
        """, Missed, officer);
}
