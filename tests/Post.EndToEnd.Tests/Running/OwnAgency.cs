namespace Post.EndToEnd.Tests.Running;

/// <summary>The agency for which the demonstration's head, liaison and clerk act.</summary>
internal static class OwnAgency
{
    private const string Members = """
        from certification.agency_member m join identity.account a on a.id = m.account_id
        where a.user_name = 'demo-agencyhead' limit 1
        """;

    private static readonly Guid s_unit = new("01a21000-0000-7000-8000-00000000000a");
    private static readonly Guid s_leave = new("01a21000-0000-7000-8000-00000000000b");

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

    /// <summary>Somebody who serves there and nowhere else.</summary>
    public static Task<Guid> OfficerAsync(RunningSite site) => PersonAsync(site, "=", "and not exists (select from certification.employment o where o.person_id = e.person_id and o.agency_id <> e.agency_id)");

    /// <summary>Somebody who never served there.</summary>
    public static Task<Guid> OutsiderAsync(RunningSite site) => PersonAsync(
        site, "<>", $"and not exists (select from certification.employment o where o.person_id = e.person_id and o.agency_id = (select m.agency_id {Members}))");

    private static Task<Guid> PersonAsync(RunningSite site, string compare, string and) => site.ScalarAsync<Guid>($"""
        select e.person_id from certification.employment e
        where e.superseded_at is null and e.ends_on is null and e.gone_by is null and e.agency_id {compare} (select m.agency_id {Members}) {and}
        order by e.person_id limit 1
        """);
}
