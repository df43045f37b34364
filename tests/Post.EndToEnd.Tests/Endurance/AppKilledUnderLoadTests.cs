using System.Net;
using System.Text.RegularExpressions;
using Npgsql;
using Post.EndToEnd.Tests.Running;
using Post.Testing;
using Post.Verifier;
using Post.Verifier.Sources;

namespace Post.EndToEnd.Tests.Endurance;

/// <summary>The site is killed while people sign in and look: what was answered is on record, and no record is without its change.</summary>
[Trait("Clause", "8.07(5)")]
public sealed partial class AppKilledUnderLoadTests : IAsyncLifetime
{
    private readonly PostDatabase _database = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("post-killed-").FullName;
    private int _entered;
    private int _looked;

    public Task InitializeAsync() => _database.InitializeAsync();

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public Task KilledTwice_NothingAnsweredIsUnrecorded() => KilledAsync(rounds: 2);

    [Fact]
    [Trait("Category", "Soak")]
    public Task KilledAHundredTimes_NothingAnsweredIsUnrecorded() => KilledAsync(rounds: 100);

    private async Task KilledAsync(int rounds)
    {
        var settings = new Dictionary<string, string?>(Installation.SettingsOf(_database, _folder))
        {
            ["Post:SignInTries"] = "1000000",
            ["Post:PublicRequests"] = "0",
            ["Post:RequestsPerSession"] = "1000000",
        };
        var dice = new Random(unchecked((int)Draws.NextSeed()));
        for (var round = 0; round < rounds; round++)
        {
            await using var site = await SiteProcess.StartAsync(settings);
            using var stop = new CancellationTokenSource();
            var people = Enumerable.Range(0, 6).Select(_ => Task.Run(() => WorkAsync(site.Address, stop.Token))).ToList();
            await UntilAsync(() => _looked > (round + 1) * 5);
            await Task.Delay(dice.Next(500));
            await site.KillAsync();
            await stop.CancelAsync();
            await Task.WhenAll(people);
        }

        Assert.True(_entered > rounds && _looked > rounds * 5);
        Assert.InRange(await CountAsync("audit.event where action = 'session.opened.demo' and outcome = 'Ok'"), _entered, int.MaxValue);
        Assert.Equal(await CountAsync("audit.event where action = 'session.opened.demo' and outcome = 'Ok'"), await CountAsync("identity.session"));
        Assert.InRange(await CountAsync("audit.event where action = 'work.shown' and outcome = 'Ok'"), _looked, int.MaxValue);
        await using var source = await DatabaseSource.OpenAsync(_database.Verifier, CancellationToken.None);
        var verdict = await Verification.RunAsync(source, new VerifyOptions { Lag = TimeSpan.FromHours(1) }, CancellationToken.None);
        Assert.True(verdict.Findings.Sound, string.Join('\n', verdict.Findings.All));
    }

    private async Task WorkAsync(Uri address, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(20) };
                var page = await http.GetStringAsync(new Uri("/sign-in/as", UriKind.Relative), ct);
                using var form = new FormUrlEncodedContent([new("role", "ComplianceOfficer"), new("__RequestVerificationToken", Token().Match(page).Groups[1].Value)]);
                using var entered = await http.PostAsync(new Uri("/sign-in/as", UriKind.Relative), form, ct);
                if (entered.StatusCode is not HttpStatusCode.Redirect) continue;
                Interlocked.Increment(ref _entered);
                for (var i = 0; i < 5; i++)
                {
                    using var looked = await http.GetAsync(new Uri("/staff", UriKind.Relative), ct);
                    if (looked.IsSuccessStatusCode) Interlocked.Increment(ref _looked);
                }
            }
            catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException or IOException)
            {
                // The site is dead: nothing was answered, so nothing is owed.
                await Task.Delay(50, CancellationToken.None);
            }
        }
    }

    private static async Task UntilAsync(Func<bool> reached)
    {
        for (var tries = 0; !reached(); tries++)
        {
            if (tries > 1_200) throw new TimeoutException("Nobody was answered.");
            await Task.Delay(50);
        }
    }

    private async Task<int> CountAsync(string from)
    {
        await using var connection = new NpgsqlConnection(_database.Superuser);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"select count(*)::int from {from}", connection);
        return (int)(await command.ExecuteScalarAsync())!;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
