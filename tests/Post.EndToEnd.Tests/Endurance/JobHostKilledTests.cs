using Npgsql;
using Post.EndToEnd.Tests.Running;
using Post.Testing;

namespace Post.EndToEnd.Tests.Endurance;

/// <summary>Sites that run jobs and are killed, alone and in twos: what was due has its effect once, with its true date.</summary>
public sealed class JobHostKilledTests : IAsyncLifetime
{
    // Every job that needs nothing but the database, with the event its effect leaves in the log.
    private static readonly (string Job, string Action)[] s_jobs =
    [
        ("ensure-audit-partitions", "audit.partitions.ensured"), ("rebuild-publication", "publication.rebuilt"),
        ("check-documents", "documents.checked"), ("remove-orphan-files", "documents.orphans-removed"),
    ];

    private readonly PostDatabase _database = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("post-jobs-").FullName;

    public Task InitializeAsync() => _database.InitializeAsync();

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public Task KilledThrice_EachEffectOnceWithItsTrueDate() => KilledAsync(kills: 3, days: 200);

    [Fact]
    [Trait("Category", "Soak")]
    public Task KilledAtFiftyRandomMoments_EachEffectOnceWithItsTrueDate() => KilledAsync(kills: 50, days: 3000);

    private async Task KilledAsync(int kills, int days)
    {
        var settings = Installation.SettingsOf(_database, _folder);
        // Valid from long ago: the database's day may be ahead of the legal one.
        await ExecuteAsync("insert into kernel.job_policy (job, valid_from, missed, retry_minutes, source) values ('*', current_date - 2, 'EachDue', '{1,1,1,1,1,1}', 'test')");
        foreach (var (job, _) in s_jobs)
        {
            await ExecuteAsync($"insert into kernel.job_plan (job, planned_at) values ('{job}', now() - interval '{days} days')");
        }

        var dice = new Random(50);
        for (var kill = 0; kill < kills; kill++)
        {
            // Now one site, now two at once; each dies while it starts, or in the middle of making up what was missed.
            var sites = new List<SiteProcess>();
            for (var i = 0; i <= kill % 2; i++) sites.Add(await SiteProcess.BeginAsync(settings));
            await Task.Delay(TimeSpan.FromSeconds(1 + (dice.NextDouble() * 4)));
            foreach (var site in sites) await site.KillAsync();
            foreach (var site in sites) await site.DisposeAsync();
        }

        await using var last = await SiteProcess.StartAsync(settings);
        await SettleAsync(days);

        foreach (var (job, action) in s_jobs)
        {
            var dues = await ScalarAsync<long>($"select count(*) from kernel.job_effect where job = '{job}'");
            var dates = await ScalarAsync<long>($"select count(distinct (due at time zone 'America/New_York')::date) from kernel.job_effect where job = '{job}'");
            var events = await ScalarAsync<long>($"select count(*) from audit.event where action = '{action}' and outcome = 'Ok'");
            Assert.InRange(dues, days - 1, days + 1);
            Assert.Equal((job, dues, dues), (job, dates, events));
            Assert.True(await ScalarAsync<bool>($"select max(due) <= now() and min(due) >= now() - interval '{days + 1} days' from kernel.job_effect where job = '{job}'"));
        }
    }

    private async Task SettleAsync(int days)
    {
        for (var i = 0; i < 300; i++)
        {
            var open = await ScalarAsync<long>(
                $"""
                select count(*) from unnest(array[{string.Join(", ", s_jobs.Select(j => $"'{j.Job}'"))}]) as mine (name)
                where (select count(*) from kernel.job_effect e where e.job = mine.name) < {days - 1}
                  or exists (select 1 from kernel.job_run r where r.job = mine.name and (r.state = 'Running' or r.next_try_at is not null))
                """);
            if (open == 0) return;
            await Task.Delay(1000);
        }

        throw new InvalidOperationException("The jobs did not come to an end: " + await ScalarAsync<string>(
            "select string_agg(t::text, ' ') from (select job, state, count(*), max(reason) from kernel.job_run group by 1, 2 order by 1, 2) t"));
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_database.Superuser);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<T> ScalarAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(_database.Superuser);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
