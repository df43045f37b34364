using System.Diagnostics;
using Npgsql;
using Post.Certification.Features.MakeRound;
using Post.Certification.Features.ShowDivisionDesk;
using Xunit.Abstractions;

namespace Post.Certification.Tests;

/// <summary>The desk of a whole state and of ten: as many statements, and what a look takes is printed.</summary>
[Trait("Category", "Soak")]
public sealed class DeskAtScaleTests(ITestOutputHelper output)
{
    private const int MostStatements = 7;

    [Theory]
    [InlineData(25_000, 440)]
    [InlineData(250_000, 4_400)]
    public async Task Desk_OfAStateOfThisSize_TakesTheSameStatements(int officers, int agencies)
    {
        var host = new CertificationHost();
        await host.InitializeAsync();
        try
        {
            await LongAsync(host, SeedSql, officers, agencies);
            var round = (await host.AsStaffAsync(new MakeRoundCommand(await host.PlanAsync('M', new DateOnly(2026, 7, 1))))).Value;
            await LongAsync(host, FreezeSql, round);
            await LongAsync(host, ApplySql, round);
            await LongAsync(host, "analyze");

            Assert.InRange(await host.StatementsOfAsync(new ShowDivisionDeskQuery()), 4, MostStatements);
            var watch = Stopwatch.StartNew();
            var desk = (await host.AsStaffAsync(new ShowDivisionDeskQuery())).Value;
            output.WriteLine($"{officers} officers, {desk.Rounds[0].Counts.Officers} in the round, {desk.Applications.Open} applications: {watch.ElapsedMilliseconds} ms");
            Assert.Equal((officers / 3, desk.Applications.Open), (desk.Rounds[0].Counts.Officers, desk.Rounds[0].Counts.Applied));
            Assert.True(desk.Rounds[0].Counts is { Missing: > 0, Complete: > 0 } && desk.AgenciesInAll > desk.Agencies.Count);
        }
        finally
        {
            await ((IAsyncLifetime)host).DisposeAsync();
        }
    }

    private static async Task LongAsync(CertificationHost host, string sql, params object[] values)
    {
        await using var connection = new NpgsqlConnection(host.Database.Superuser);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync();
    }

    private const string SeedSql = """
        with source as (
          insert into certification.source (id, description, is_commission_list, as_of, recorded_at)
          values (gen_random_uuid(), 'Synthetic list', true, '2025-06-30', '2025-07-01') returning id
        ), agency as (
          insert into certification.law_enforcement_agency (id, kind, provisional, registered_at, changed_at)
          select gen_random_uuid(), 'Municipal', false, '2025-07-01', '2025-07-01' from generate_series(1, $2) returning id
        ), agencies as (select id, row_number() over () as place from agency
        ), named as (
          insert into certification.law_enforcement_agency_name (id, agency_id, name, valid_from, recorded_at)
          select gen_random_uuid(), id, 'Mill ' || place || ' Police', '2025-06-30', '2025-07-01' from agencies
        ), person as (
          insert into certification.person (id, officer_number, created_at)
          select gen_random_uuid(), to_char(1000 + n / 10000, 'FM0000') || '-' || to_char(n % 10000, 'FM0000'), '2025-07-01' from generate_series(1, $1) n returning id
        ), persons as (select id, row_number() over () as place from person
        ), names as (
          insert into certification.person_name (id, person_id, first_name, surname, sort_key, valid_from, recorded_at, source_id)
          select gen_random_uuid(), p.id, 'Lena', case when place % 3 = 0 then 'M' else 'A' end || place, 'm' || place || ',lena', '2025-06-30', '2025-07-01', s.id
          from persons p, source s
        ), statuses as (
          insert into certification.status_report (id, person_id, as_of, code, source_text, expires_on, recorded_at, source_id)
          select gen_random_uuid(), p.id, '2025-06-30', 'Certified', 'Certified', '2026-07-01', '2025-07-01', s.id from persons p, source s
        ), certificates as (
          insert into certification.certificate (id, person_id, number, type_code, status_code, status_source, granted_on, expires_on, recorded_at, source_id)
          select gen_random_uuid(), p.id, 'L-' || place, 'Initial', 'Active', 'Active', '2023-07-01', '2026-07-01', '2025-07-01', s.id from persons p, source s)
        insert into certification.employment (id, person_id, agency_id, seen_from, last_seen_on, out_of_state, recorded_at, source_id)
        select gen_random_uuid(), p.id, a.id, '2025-06-30', '2025-06-30', false, '2025-07-01', s.id
        from persons p join agencies a on a.place = p.place % $2 + 1, source s
        """;

    private const string FreezeSql = """
        with frozen as (update certification.recertification_round set frozen_at = now(), frozen_by_name = 'Synthetic' where id = $1 returning id, cycle)
        insert into certification.round_member (round_id, person_id, cycle, sort_key, lapses_on, agency_ids, reason, joined_late, added_at, added_by_name)
        select f.id, n.person_id, f.cycle, n.sort_key, '2026-07-01', '{}', 'Synthetic', false, now(), 'Synthetic'
        from frozen f, certification.person_name n where n.surname like 'M%'
        """;

    // Two of five have applied, every other of them with all that is asked for.
    private const string ApplySql = """
        with opened as (
          insert into certification.application (id, number, kind, person_id, standard_id, received_on, lapses_on, clock_id, due_on, opened_at, opened_by_name)
          select gen_random_uuid(), nextval('certification.application_number'), 'Recertification', m.person_id, 'ce510000-0000-7000-8100-000000000002',
            '2026-06-01', m.lapses_on, gen_random_uuid(), '2026-08-30', now(), 'Synthetic'
          from (select person_id, lapses_on, row_number() over (order by sort_key) as place from certification.round_member where round_id = $1) m
          where m.place % 5 < 2 returning id, number)
        insert into certification.requirement_evidence (id, application_id, item_code, finding, recorded_at, recorded_by_name)
        select gen_random_uuid(), o.id, i.code, case when o.number % 2 = 0 or i.place < 5 then 'Met' else 'NotShown' end, now(), 'Synthetic'
        from opened o cross join certification.standard_item i where i.standard_id = 'ce510000-0000-7000-8100-000000000002'
        """;
}
