using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Post.Certification.Domain;
using Post.Certification.Features.FreezeRound;
using Post.Certification.Features.ListRoundOfficers;
using Post.Certification.Features.MakeRound;
using Post.Certification.Features.PreviewDecisions;
using Post.Certification.Features.ShowDecisionBatch;
using Post.Certification.Features.ShowDivisionDesk;
using Post.Certification.Features.ShowRound;
using Post.Certification.Features.StartDecisions;
using Post.Certification.Rounds;
using Post.Kernel.Time;
using Xunit.Abstractions;

namespace Post.Certification.Tests;

/// <summary>A whole round of 5,000 officers at 440 agencies: each question in as many statements as for a few, each officer decided once.</summary>
[Trait("Category", "Soak")]
public sealed class WholeRoundTests(CertificationHost host, ITestOutputHelper output) : IClassFixture<CertificationHost>
{
    private const int Officers = 5_000;
    private const int Agencies = 440;
    private const int Yardstick = 500;

    [Fact]
    public async Task Round_IsFrozenShownAndDecidedWhole()
    {
        await SeedAsync();
        var round = (await host.AsStaffAsync(new MakeRoundCommand(await host.PlanAsync('M', new DateOnly(2026, 7, 1))))).Value;
        await TimedAsync("freeze", () => host.AsStaffAsync(new FreezeRoundCommand(round)));
        await host.ExecuteAsync(ApplySql, round, host.Clock.Today());
        await host.ExecuteAsync("analyze");

        var board = await TimedAsync("board", () => host.BoardAsync(round));
        await TimedAsync("board again", () => host.BoardAsync(round));
        await TimedAsync("officers", () => host.AsStaffAsync(new ListRoundOfficersQuery(round)));
        await TimedAsync("desk", () => host.AsStaffAsync(new ShowDivisionDeskQuery()));
        var preview = await TimedAsync("preview", () => host.AsStaffAsync(new PreviewDecisionsQuery(round, null, host.Clock.Today())));
        Assert.Equal((Officers, Officers), (board.Counts.Officers, preview.Value.Ready));
        Assert.InRange(await host.StatementsOfAsync(new ShowRoundQuery(round)), 1, 8);
        Assert.InRange(await host.StatementsOfAsync(new PreviewDecisionsQuery(round, null, host.Clock.Today())), 1, 20);

        var batch = (await TimedAsync("start", () => host.AsStaffAsync(new StartDecisionsCommand(round, null, host.Clock.Today(), "As shown")))).Value;
        var single = await YardstickAsync();
        var watch = Stopwatch.StartNew();
        await host.Services.GetRequiredService<BatchRunner>().RunAsync(batch, default);
        var rate = Officers / watch.Elapsed.TotalSeconds;

        output.WriteLine($"decided {rate:F0} officers a second; findings recorded, four at once: {single:F0} a second; ratio {rate / single:F2}");
        var progress = (await host.AsStaffAsync(new ShowDecisionBatchQuery(batch))).Value;
        Assert.Equal((Officers, 0, true), (progress.Decided, progress.Refused, progress.Ended));
        Assert.Equal((long)Officers, await host.ScalarAsync<long>("select count(distinct person_id) from certification.decision"));
        Assert.Equal((long)Officers, await host.CountEventsAsync("recertification-decision.carried-out"));
    }

    private async Task<double> YardstickAsync()
    {
        var applications = await host.RowsAsync($"select id from certification.application limit {Yardstick}", r => r.GetGuid(0));
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(applications, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (application, _) =>
            Assert.Null((await host.FindAsync(application, "work", Finding.Met)).Refusal));
        return applications.Count / watch.Elapsed.TotalSeconds;
    }

    private async Task<T> TimedAsync<T>(string what, Func<Task<T>> act)
    {
        var watch = Stopwatch.StartNew();
        var done = await act();
        output.WriteLine($"{what}: {watch.ElapsedMilliseconds} ms");
        return done;
    }

    private async Task SeedAsync()
    {
        await host.ExecuteAsync(SeedSql, Officers, Agencies);
        await host.ExecuteAsync("analyze");
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
          select gen_random_uuid(), '77' || to_char(n / 10000, 'FM00') || '-' || to_char(n % 10000, 'FM0000'), '2025-07-01' from generate_series(1, $1) n returning id
        ), persons as (select id, row_number() over () as place from person
        ), names as (
          insert into certification.person_name (id, person_id, first_name, surname, sort_key, valid_from, recorded_at, source_id)
          select gen_random_uuid(), p.id, 'Lena', 'M' || place, 'm' || place || ',lena', '2025-06-30', '2025-07-01', s.id from persons p, source s
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

    private const string ApplySql = """
        with opened as (
          insert into certification.application (id, number, kind, person_id, standard_id, received_on, lapses_on, clock_id, due_on, opened_at, opened_by_name)
          select gen_random_uuid(), nextval('certification.application_number'), 'Recertification', m.person_id, 'ce510000-0000-7000-8100-000000000012',
            $2, m.lapses_on, gen_random_uuid(), $2 + 90, now(), 'Synthetic' from certification.round_member m where m.round_id = $1 returning id)
        insert into certification.requirement_evidence (id, application_id, item_code, finding, expires_on, recorded_at, recorded_by_name)
        select gen_random_uuid(), o.id, i.code, 'Met', case when i.runs_out then $2 + 300 end, now(), 'Synthetic'
        from opened o cross join certification.standard_item i where i.standard_id = 'ce510000-0000-7000-8100-000000000012'
        """;
}
