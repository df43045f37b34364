namespace Post.EndToEnd.Tests.Running;

/// <summary>The agency for which the demonstration's head, liaison and clerk act.</summary>
internal static class OwnAgency
{
    private const string Members = """
        from certification.agency_member m join identity.account a on a.id = m.account_id
        where a.user_name = 'demo-agencyhead' limit 1
        """;

    private static readonly Guid s_training = new("01a21000-0000-7000-8000-00000000000c");
    private static readonly Guid s_disputed = new("01a21000-0000-7000-8000-00000000000d");
    private static readonly Guid s_unit = new("01a21000-0000-7000-8000-00000000000a");
    private static readonly Guid s_leave = new("01a21000-0000-7000-8000-00000000000f");
    private static readonly Guid s_sro = new("01a21000-0000-7000-8000-000000000010");
    private static readonly Guid s_school = new("01a21000-0000-7000-8000-00000000000e");

    private static readonly Guid s_renewed = new("01a21000-0000-7000-8000-000000000011");
    private static readonly Guid s_entered = new("01a21000-0000-7000-8000-000000000012");

    public static Task<Guid> IdAsync(RunningSite site) => site.ScalarAsync<Guid>($"select m.agency_id {Members}");

    /// <summary>A bargaining unit with one member.</summary>
    public static async Task<Guid> UnitAsync(RunningSite site)
    {
        await site.ScalarAsync<long>(
            $"""
            with source as (
              insert into certification.source (id, description, is_commission_list, as_of, recorded_at)
              values ($1, 'Bargaining units, told by Agency head (synthetic)', false, current_date, now()) on conflict do nothing returning id
            ), unit as (
              insert into certification.bargaining_unit (id, agency_id, name, folded, recorded_at, recorded_by_name)
              select $1, (select m.agency_id {Members}), 'Superior officers', 'superior officers', now(), 'Agency head (synthetic)' from source returning id, agency_id
            ), head as (
              insert into certification.unit_head (id, unit_id, name, email, valid_from, recorded_at, source_id)
              select $1, id, 'Kim Ash (synthetic)', 'kim.ash@union.example', current_date - 30, now(), $1 from unit
            ), placed as (
              insert into certification.service_fact (id, person_id, agency_id, register, value, words, valid_from, recorded_at, source_id)
              select $1, $2, agency_id, 'BargainingUnit', id::text, 'Superior officers', current_date - 30, now(), $1 from unit
              on conflict do nothing returning id
            )
            select count(*) from placed
            """, s_unit, await OfficerAsync(site));
        return s_unit;
    }

    /// <summary>A certification of such an officer as a school resource officer, without the training of the last year.</summary>
    public static async Task SchoolOfficerAsync(RunningSite site) => await site.ExecuteAsync(
        """
        with source as (
          insert into certification.source (id, description, is_commission_list, as_of, recorded_at)
          values ($1, 'Certifications (synthetic)', false, current_date, now()) on conflict do nothing returning id
        )
        insert into certification.certificate (id, person_id, number, type_code, status_code, status_source, granted_on, expires_on, recorded_at, source_id)
        select id, $2, 'SRO-SYN', 'Sro', 'Active', 'Active', current_date - 700, current_date + 300, now(), id from source
        """, s_sro, await OfficerAsync(site));

    /// <summary>Service at a school of one officer, under an agreement.</summary>
    public static async Task<Guid> SchoolServiceAsync(RunningSite site)
    {
        await site.ScalarAsync<long>(
            $"""
            with service as (
              insert into certification.school_service
                (id, series_id, person_id, agency_id, school, school_folded, place, school_body, body_folded, starts_on, recorded_at, recorded_by_name)
              values ($1, $1, $2, (select m.agency_id {Members}), 'Hill School (synthetic)', 'hill school synthetic', 'Millbrook', 'Millbrook Schools (synthetic)',
                'millbrook schools synthetic', current_date - 30, now(), 'Agency head (synthetic)') on conflict do nothing returning agency_id
            ), paper as (
              insert into certification.school_paper
                (id, series_id, agency_id, kind, title, parties, school_body, body_folded, starts_on, kept_at, recorded_at, recorded_by_name)
              select $1, $1, agency_id, 'Agreement', 'Agreement of 2026', 'The agency and the district', 'Millbrook Schools (synthetic)', 'millbrook schools synthetic',
                current_date - 400, 'Office of the chief', now(), 'Agency head (synthetic)' from service on conflict do nothing returning id
            )
            select count(*) from paper
            """, s_school, await OfficerAsync(site));
        return s_school;
    }

    /// <summary>A training of such an officer that the training committee supplied, and beside it one that the agency disputes.</summary>
    public static async Task<Guid> TrainingAsync(RunningSite site)
    {
        await site.ScalarAsync<long>(
            """
            with source as (
              insert into certification.source (id, description, is_commission_list, as_of, recorded_at)
              values ($1, 'Training history (synthetic)', false, current_date - 60, now()) on conflict do nothing returning id
            ), taken as (
              insert into certification.training_record (id, person_id, provider_code, record_key, type_code, course, course_folded, completed_on, minutes, place, recorded_at, source_id)
              select t.id, $3, 'Mptc', t.key, 'InService', t.course, lower(t.course), current_date - t.days, 480, 'Academy at Plymouth (synthetic)', now(), source.id
              from source cross join (values ($1::uuid, 'SYN-TAKEN', 'Use of force', 80), ($2::uuid, 'SYN-DISPUTED', 'Crisis intervention', 90)) t (id, key, course, days)
              returning id
            ), item as (
              insert into certification.review_item (id, kind, officer_number, person_id, details, as_of, source_id, opened_at)
              select $2, 'TrainingDisputed', p.officer_number, p.id, 'TD-000001: a training is disputed (synthetic)', current_date, source.id, now()
              from source cross join certification.person p where p.id = $3 returning id
            ), told as (
              insert into certification.training_dispute (id, number, training_id, agency_id, note, instead, told_at, told_by_name, review_item_id)
              select $2, nextval('certification.training_dispute_number'), t.id, $4, 'Half a day only, says the sign-in sheet (synthetic)',
                'Four hours, at the station (synthetic)', now(), 'Liaison (synthetic)', item.id
              from taken t cross join item where t.id = $2 returning id
            )
            select count(*) from told
            """, s_training, s_disputed, await OfficerAsync(site), await IdAsync(site));
        return s_training;
    }

    /// <summary>The officer who serves there, on two leaves at once, one of which was expected to be over.</summary>
    public static async Task<Guid> OnLeaveAsync(RunningSite site)
    {
        var officer = await OfficerAsync(site);
        await site.ScalarAsync<long>(
            $"""
            with source as (
              insert into certification.source (id, description, is_commission_list, as_of, recorded_at)
              values ($1, 'Change of work status, report AR-000000 (synthetic)', false, current_date, now()) on conflict do nothing returning id
            ), facts as (
              insert into certification.service_fact (id, person_id, agency_id, register, value, valid_from, valid_to, recorded_at, source_id)
              select gen_random_uuid(), $2, (select m.agency_id {Members}), f.register, f.value, current_date - 30, current_date - f.days, now(), source.id
              from source, (values ('WorkStatus', 'OnLeave', null), ('Leave', 'Medical', null), ('Leave', 'Family', 4)) f (register, value, days) returning id
            )
            select count(*) from facts
            """, s_leave, officer);
        return officer;
    }

    /// <summary>Another officer of the agency, whose certification ends soon and for whom nobody has applied.</summary>
    public static Task<Guid> RenewableAsync(RunningSite site) => CertifiedAsync(site, s_renewed);

    /// <summary>An application that the agency entered for a third officer, with one requirement found and one answered twice.</summary>
    public static async Task<Guid> ApplicationAsync(RunningSite site)
    {
        await site.ScalarAsync<long>(
            $"""
            with a as (
              insert into certification.application (id, number, kind, person_id, agency_id, standard_id, received_on, lapses_on, representative, clock_id, due_on, opened_at, opened_by_name)
              values ($1, nextval('certification.application_number'), 'Recertification', $2, (select m.agency_id {Members}), 'ce510000-0000-7000-8100-000000000012',
                current_date - 10, current_date + 40, 'Kim Ash (synthetic)', gen_random_uuid(), current_date + 80, now(), 'Liaison (synthetic)')
              on conflict do nothing returning id, agency_id
            ), entry as (
              insert into certification.application_entry (id, application_id, agency_id, capacity, attested, entered_at, entered_by_name)
              select id, id, agency_id, 'Liaison', '2026-1', now(), 'Liaison (synthetic)' from a
            ), found as (
              insert into certification.requirement_evidence (id, application_id, item_code, finding, note, document, expires_on, recorded_at, recorded_by_name)
              select gen_random_uuid(), a.id, i.code, case when i.code = 'background' then 'NotMet' when i.code in ('work', 'first-aid') then 'Met' else 'NotShown' end,
                case i.code when 'background' then 'The check is two years old (synthetic)' end, case i.code when 'work' then 'Roster of May' end,
                case i.code when 'first-aid' then current_date - 3 end, now(), 'Journey'
              from a, certification.standard_item i where i.standard_id = 'ce510000-0000-7000-8100-000000000012'
            ), said as (
              insert into certification.requirement_answer (id, application_id, item_code, shown, shown_on, expires_on, reference, note, said_at, said_by_name, superseded_at)
              select gen_random_uuid(), a.id, s.code, s.reference is not null, case when s.reference is not null then current_date - 30 end,
                case s.code when 'first-aid' then current_date - 3 when 'cpr' then current_date + 200 end, s.reference, s.note,
                now() - s.ago * interval '1 day', 'Liaison (synthetic)', case when s.ago = 9 then now() end
              from a, (values ('background', null, 'The check is ordered', 9), ('background', 'Check of the State Police, personnel file', null, 2),
                ('first-aid', 'Certificate in the personnel file', 'A new course is booked', 2), ('cpr', 'Certificate in the personnel file', null, 2), ('in-service', null, 'Two courses are booked', 2),
                ('work', 'Roster of May', null, 2), ('education', 'Diploma, personnel file', null, 2), ('character', 'Statement of the head', null, 2), ('not-barred', 'Answer of the index', null, 2)) s (code, reference, note, ago)
              returning id
            )
            select count(*) from said
            """, s_entered, await CertifiedAsync(site, s_entered));
        return s_entered;
    }

    // Each with a source and a certificate of one id; whoever it was made for stays the one, while others come and go.
    private static async Task<Guid> CertifiedAsync(RunningSite site, Guid id)
    {
        await site.ExecuteAsync(
            """
            with source as (
              insert into certification.source (id, description, is_commission_list, as_of, recorded_at)
              values ($1, 'Certifications (synthetic)', false, current_date, now()) on conflict do nothing returning id
            )
            insert into certification.certificate (id, person_id, number, type_code, status_code, status_source, granted_on, expires_on, recorded_at, source_id)
            select id, $2, 'INIT-SYN-' || $1, 'Initial', 'Active', 'Active', current_date - 1055, current_date + 40, now(), id from source
            """, id, await PersonAsync(site, "=", $"{ThereAlone} {ForNothingElse}", place: 1));
        return await site.ScalarAsync<Guid>("select person_id from certification.certificate where id = $1", id);
    }

    private const string ForNothingElse = """
        and not exists (select from certification.application a where a.person_id = e.person_id)
        and not exists (select from certification.certificate c where c.person_id = e.person_id and c.number like 'INIT-SYN-%')
        """;

    private const string ThereAlone = "and not exists (select from certification.employment o where o.person_id = e.person_id and o.agency_id <> e.agency_id)";

    /// <summary>Somebody who serves there and nowhere else.</summary>
    public static Task<Guid> OfficerAsync(RunningSite site) => PersonAsync(site, "=", ThereAlone);

    /// <summary>Somebody who never served there.</summary>
    public static Task<Guid> OutsiderAsync(RunningSite site) => PersonAsync(
        site, "<>", $"and not exists (select from certification.employment o where o.person_id = e.person_id and o.agency_id = (select m.agency_id {Members}))");

    private static Task<Guid> PersonAsync(RunningSite site, string compare, string and, int place = 0) => site.ScalarAsync<Guid>($"""
        select e.person_id from certification.employment e
        where e.superseded_at is null and e.ends_on is null and e.gone_by is null and e.agency_id {compare} (select m.agency_id {Members}) {and}
        order by e.person_id limit 1 offset {place.ToString(System.Globalization.CultureInfo.InvariantCulture)}
        """);
}
