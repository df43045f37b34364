using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Post.App.Archive;
using Post.Kernel.Work;
using Post.Sealer.Notes;
using Post.Sealer.Sealing;
using Post.Testing;

namespace Post.Audit.Tests.Archiving;

/// <summary>The product with a folder for its archive.</summary>
public sealed class ArchiveHost : ModuleHost
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("post-archive-").FullName;

    internal async Task SealAsync()
    {
        var file = Path.Combine(Folder, "sealer.pem");
        if (!File.Exists(file)) SigningKey.Generate(file);
        using var key = SigningKey.Load(file, SealedLog.Origin);
        await using var sealer = (await LogSealer.OpenAsync(Database.Sealer, SealedLog.Origin, key, default))!;
        await SealedLog.SealAllAsync(sealer, Database);
    }

    protected override void Arrange(IServiceCollection services) => services.AddArchive(new ConfigurationBuilder().AddInMemoryCollection(
        new Dictionary<string, string?>(Database.Settings) { ["Post:LogArchive:Folder"] = Path.Combine(Folder, "archive") }).Build());
}

/// <summary>The job archives a closed month once, and the other one finds what became of it.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class ArchiveLogTests(ArchiveHost host) : IClassFixture<ArchiveHost>
{
    [Fact]
    public async Task ClosedMonth_IsArchivedOnceAndItsDamageIsShown()
    {
        var now = TimeProvider.System.GetUtcNow();
        host.Clock.Set(now);
        Assert.Null((await host.Send(new ArchiveLogCommand())).Refusal);
        await host.SealAsync();
        // A month is open until it has rested for a day.
        var next = new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1);
        host.Clock.Set(next.AddHours(23));
        Assert.Null((await host.Send(new ArchiveLogCommand())).Refusal);
        Assert.Equal(0, await ArchivedAsync());

        host.Clock.Set(next.AddHours(25));
        await host.SealAsync();
        Assert.Null((await host.Send(new ArchiveLogCommand())).Refusal);
        Assert.Null((await host.Send(new ArchiveLogCommand())).Refusal);

        Assert.Equal(1, await ArchivedAsync());
        Assert.Equal(1, await host.ScalarAsync<long>(
            "select count(*) from kernel.log_archive a join audit.event e on e.artefact_sha256 = a.digest where e.action = 'log.archived' and e.row_count = a.events"));
        var folder = await host.ScalarAsync<string>("select folder from kernel.log_archive");
        Assert.Equal((now.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture), ""), (Path.GetFileName(folder), await CheckedAsync()));

        await File.AppendAllTextAsync(Path.Combine(folder, "keys.jsonl"), " ");
        Assert.Equal("keys.jsonl is damaged.", await CheckedAsync());
        await using var scope = host.Services.CreateAsyncScope();
        var queue = scope.ServiceProvider.GetServices<IWorkQueue>().OfType<DamagedArchiveQueue>().Single();
        Assert.Equal(1, (await queue.ReadAsync(default)).Count);
    }

    private Task<long> ArchivedAsync() => host.ScalarAsync<long>("select count(*) from kernel.log_archive");

    private async Task<string> CheckedAsync()
    {
        host.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Null((await host.Send(new CheckArchivesCommand())).Refusal);
        return await host.ScalarAsync<string>("select coalesce(damage, '') from kernel.log_archive where checked_at is not null");
    }
}
