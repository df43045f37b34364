using System.Text.RegularExpressions;
using Npgsql;
using Post.EndToEnd.Tests.Running;
using Post.Testing;

namespace Post.EndToEnd.Tests.Endurance;

/// <summary>A site that sends notices is killed again and again: each notice arrives once, or stands as a question; never twice.</summary>
public sealed partial class NoticesKilledTests : IAsyncLifetime
{
    private const string Seed = """
        insert into kernel.contact_point (id, owner_kind, owner_id, kind, value, purposes, origin, furnished_by, furnished_on, state, recorded_by, recorded_at)
        select ('0e0e0000-0000-7000-8001-' || lpad(n::text, 12, '0'))::uuid, 'LawEnforcementAgency', ('0e0e0000-0000-7000-8002-' || lpad(n::text, 12, '0'))::uuid,
          'Email', 'agency' || n || '@police.example', '{CommissionCorrespondence}', 'OnBehalfOfAddressee', 'Records clerk (test)', '2026-01-05', 'Active', 'test', now()
        from generate_series(1, @notices) n;
        insert into kernel.notice (id, kind, language, template_version, occasion, matter, addressee_kind, addressee_id, addressee_name, subject_ids, subject, body,
          html, state, issued_by, issued_at)
        select ('0e0e0000-0000-7000-8003-' || lpad(n::text, 12, '0'))::uuid, 'import-rows-returned', 'en', 1, 'seeded ' || n, 'Matter ' || n, 'LawEnforcementAgency',
          ('0e0e0000-0000-7000-8002-' || lpad(n::text, 12, '0'))::uuid, 'Agency ' || n, '{}', 'Rows returned', 'Rows were returned.', '', 'Queued', 'test', now()
        from generate_series(1, @notices) n;
        insert into kernel.notice_delivery (id, notice_id, channel, contact_point_id, address, origin, furnished_by, furnished_on, state, next_try_at, opened_at)
        select ('0e0e0000-0000-7000-8004-' || lpad(n::text, 12, '0'))::uuid, ('0e0e0000-0000-7000-8003-' || lpad(n::text, 12, '0'))::uuid, 'Email',
          ('0e0e0000-0000-7000-8001-' || lpad(n::text, 12, '0'))::uuid, 'agency' || n || '@police.example', 'OnBehalfOfAddressee', 'Records clerk (test)',
          '2026-01-05', 'Queued', now(), now()
        from generate_series(1, @notices) n;
        """;

    private readonly PostDatabase _database = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("post-notices-").FullName;

    // Slow enough that a kill finds it in the middle of a conversation.
    private readonly MailServer _server = new() { Slowness = TimeSpan.FromMilliseconds(1) };

    public Task InitializeAsync() => _database.InitializeAsync();

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    [Trait("Category", "Slow")]
    [Trait("Clause", "12.11")]
    public Task KilledThrice_NeverTwoAndNeverNone() => KilledAsync(kills: 3, notices: 40);

    [Fact]
    [Trait("Category", "Soak")]
    public Task KilledAtFiftyRandomMoments_NeverTwoAndNeverNone() => KilledAsync(kills: 50, notices: 600);

    private async Task KilledAsync(int kills, int notices)
    {
        await ExecuteAsync(Seed.Replace("@notices", $"{notices}", StringComparison.Ordinal));
        var settings = new Dictionary<string, string?>(Installation.SettingsOf(_database, _folder))
        {
            ["Post:Mail:Host"] = "localhost",
            ["Post:Mail:Port"] = $"{_server.Port}",
            ["Post:Mail:Security"] = "None",
            ["Post:Mail:From"] = "notices@post.example",
        };
        var dice = new Random(7);
        for (var kill = 0; kill < kills; kill++)
        {
            var before = _server.Said.Count;
            await using var site = await SiteProcess.BeginAsync(settings);
            for (var i = 0; i < 600 && _server.Said.Count == before && await OpenAsync() > 0; i++) await Task.Delay(50);
            await Task.Delay(TimeSpan.FromMilliseconds(dice.Next(400)));
            await site.KillAsync();
            await AgeLeasesAsync();
        }

        await using (await SiteProcess.StartAsync(settings))
        {
            for (var i = 0; i < 300 && await OpenAsync() > 0; i++)
            {
                await AgeLeasesAsync();
                await Task.Delay(1000);
            }
        }

        Assert.Equal(0, await OpenAsync());
        var arrived = _server.Taken.Select(ToOf).CountBy(a => a).ToDictionary();
        Assert.All(arrived, a => Assert.Equal(1, a.Value));
        var states = await RowsAsync("select address || ' ' || state from kernel.notice_delivery");
        Assert.Equal(notices, states.Count);
        foreach (var row in states.Select(r => r.Split(' ')))
        {
            Assert.True(row[1] is "Uncertain" || (row[1] is "Sent" && arrived.ContainsKey(row[0])), string.Join(' ', row));
        }

        // If no kill fell into a conversation, nothing was proved.
        Assert.Contains(await RowsAsync("select state from kernel.notice_attempt"), s => s is "Uncertain" or "Abandoned");
    }

    private static string ToOf(string mail) => AddressForm().Match(mail).Value;

    // An attempt counts as left when its lease has run out, which takes minutes.
    private Task AgeLeasesAsync() => ExecuteAsync(
        """
        update kernel.notice_attempt set lease_until = now() where state in ('Begun', 'Transmitting') and begun_at < now() - interval '20 seconds'
          or state in ('Begun', 'Transmitting') and not exists (select 1 from pg_stat_activity where datname = current_database() and usename = 'post_app');
        update kernel.notice_delivery set next_try_at = now() where state in ('Queued', 'Sending') and next_try_at > now();
        """);

    private async Task<long> OpenAsync() =>
        long.Parse((await RowsAsync("select count(*)::text from kernel.notice_delivery where state in ('Queued', 'Sending')"))[0], System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex("agency[0-9]+@police[.]example")]
    private static partial Regex AddressForm();

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_database.Superuser);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<IReadOnlyList<string>> RowsAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_database.Superuser);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(reader.GetString(0));
        return rows;
    }
}
