using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Post.PublicDatabase.Domain;
using Post.PublicDatabase.Publishing;
using Post.PublicDatabase.Snapshot;
using Post.Testing;

namespace Post.PublicDatabase.Tests.Snapshot;

public sealed class SnapshotStoreTests : IAsyncLifetime
{
    private PostDatabase? _database;
    private NpgsqlDataSource? _public;
    private NpgsqlDataSource? _publisher;
    private SnapshotStore? _store;

    private SnapshotStore Store => _store!;

    private NpgsqlDataSource Publisher => _publisher!;

    public async Task InitializeAsync()
    {
        _database = await PostDatabase.CreateAsync();
        _public = NpgsqlDataSource.Create(_database.Public);
        _publisher = NpgsqlDataSource.Create(_database.Publisher);
        _store = NewStore(_public);
    }

    public async Task DisposeAsync()
    {
        await _public!.DisposeAsync();
        await Publisher.DisposeAsync();
        await _database!.DisposeAsync();
    }

    [Fact]
    [Trait("Clause", "8.06(2)")]
    public async Task Withdrawn_IsGoneOnTheNextRequest()
    {
        var (here, gone) = (await PublishAsync("9000-0001"), await PublishAsync("9000-0002"));
        Assert.NotNull((await Store.CurrentAsync()).FindOfficer(gone));

        await WithdrawAsync(gone);
        var snapshot = await Store.CurrentAsync();

        Assert.Null(snapshot.FindOfficer(gone));
        Assert.NotNull(snapshot.FindOfficer(here));
        Assert.DoesNotContain(snapshot.Officers.Officers, o => o.Key == gone);
    }

    [Fact]
    public async Task NothingMoved_TheSameSnapshotIsServed()
    {
        await PublishAsync("9000-0001");

        Assert.Same(await Store.CurrentAsync(), await Store.CurrentAsync());
    }

    [Fact]
    [Trait("Clause", "8.06(2)")]
    public async Task ManyRequestsWhileVersionsMove_NoneSeesLessThanWasCommittedWhenItCame()
    {
        await PublishAsync("9000-0001");
        var committed = 0L;
        var done = false;
        var readers = Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            while (!Volatile.Read(ref done))
            {
                var atArrival = Volatile.Read(ref committed);
                var seen = (await Store.CurrentAsync()).State.Version;
                Assert.True(seen >= atArrival, $"saw {seen} after {atArrival} was committed");
            }
        })).ToArray();

        for (var i = 0; i < 100; i++) Volatile.Write(ref committed, await MoveAsync());
        Volatile.Write(ref done, true);

        await Task.WhenAll(readers);
        Assert.True(committed > 100);
    }

    [Fact]
    [Trait("Clause", "8.06(2)")]
    public async Task UnderALease_NobodyWhoComesAfterThePublisherIsDoneSeesWhatWasWithdrawn()
    {
        var store = NewStore(_public!, lease: PublicationLease.Standard);
        var gone = new List<string>();
        for (var i = 0; i < 12; i++) gone.Add(await PublishAsync($"9000-{i:0000}"));
        var withdrawn = 0;
        var done = false;
        var readers = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (!Volatile.Read(ref done))
            {
                var atArrival = Volatile.Read(ref withdrawn);
                var snapshot = await store.CurrentAsync();
                Assert.All(gone.Take(atArrival), key => Assert.Null(snapshot.FindOfficer(key)));
            }
        })).ToArray();

        foreach (var key in gone)
        {
            await WithdrawAsync(key, PublicationLease.Standard);
            Volatile.Write(ref withdrawn, withdrawn + 1);
        }

        await Task.Delay(PublicationLease.Standard.Duration);
        Volatile.Write(ref done, true);
        await Task.WhenAll(readers);
    }

    [Fact]
    public async Task WithinTheLease_TheDatabaseIsNotAsked()
    {
        var store = NewStore(_public!, lease: new PublicationLease(TimeSpan.FromMinutes(10)));
        var before = await store.CurrentAsync();

        await MoveAsync();

        Assert.Same(before, await store.CurrentAsync());
    }

    [Fact]
    public async Task DatabaseGone_TheLastSnapshotIsServedAndHealthSaysSo()
    {
        var key = await PublishAsync("9000-0001");
        await Store.CurrentAsync();
        var health = new SnapshotHealth(Store);
        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync(new HealthCheckContext())).Status);

        await CloseAsync();
        Assert.NotNull((await Store.CurrentAsync()).FindOfficer(key));
        Assert.Equal(HealthStatus.Degraded, (await health.CheckHealthAsync(new HealthCheckContext())).Status);

        await OpenAsync();
        // The reader's own dead connections are left as they are: it must find out by itself.
        Publisher.Clear();
        await WithdrawAsync(key);
        Assert.Null((await Store.CurrentAsync()).FindOfficer(key));
        Assert.Null(Store.UnreachableSince);
    }

    [Fact]
    [Trait("Clause", "8.06(4)(b)13")]
    public async Task DatabaseGoneOverMidnight_YesterdaysPublicationIsNotServed()
    {
        var clock = new TestClock(ModuleHost.Start);
        var store = NewStore(_public!, clock);
        await store.CurrentAsync();

        await CloseAsync();
        clock.Advance(TimeSpan.FromDays(1));

        await Assert.ThrowsAsync<SnapshotUnavailableException>(async () => await store.CurrentAsync());
    }

    [Fact]
    [Trait("Clause", "8.06(2)")]
    public async Task MovedAndCannotBeRead_TheOldPublicationIsNotServedAgain()
    {
        await PublishAsync("9000-0001");
        await Store.CurrentAsync();

        await OnDatabaseAsync("revoke select on published.officer from post_public");
        await MoveAsync();
        await Assert.ThrowsAsync<SnapshotUnavailableException>(async () => await Store.CurrentAsync());
        await CloseAsync();
        await Assert.ThrowsAsync<SnapshotUnavailableException>(async () => await Store.CurrentAsync());
    }

    [Fact]
    public async Task NeverLoaded_IsUnavailableAndUnhealthyInWords()
    {
        await CloseAsync();

        var refused = await Assert.ThrowsAsync<SnapshotUnavailableException>(async () => await Store.CurrentAsync());
        Assert.Contains("scripts/post publish", refused.Message, StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Unhealthy,
            (await new SnapshotHealth(Store).CheckHealthAsync(new HealthCheckContext())).Status);
    }

    [Fact]
    public async Task VisitorLeaves_OthersAreAnswered()
    {
        using var left = new CancellationTokenSource();
        await left.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.CurrentAsync(left.Token));
        Assert.NotNull(await Store.CurrentAsync());
    }

    private static SnapshotStore NewStore(NpgsqlDataSource source, TestClock? clock = null, PublicationLease? lease = null) => new(
        new SnapshotReader(source), lease ?? PublicationLease.None, clock ?? new TestClock(ModuleHost.Start),
        NullLogger<SnapshotStore>.Instance);

    private async Task<string> PublishAsync(string number)
    {
        var why = new Explanation([], "");
        var key = new PublicKeys(new byte[32]).OfOfficer(Guid.NewGuid());
        var officer = new PublishedOfficer(
            key, number, "Dana", "Whitfield", null, new PublishedStatus("Certified", "Certified", "", why), null, null,
                [],
            new PublishedCertification(null, null, null, why), [], new DateOnly(2024, 8, 24));
        await WriteAsync([PublishedRow.Of(officer, null)], []);
        return key;
    }

    private Task WithdrawAsync(string key, PublicationLease? lease = null) => WriteAsync([], [key], lease);

    private async Task WriteAsync(
        IReadOnlyCollection<PublishedRow> rows, IReadOnlyCollection<string> withdrawn, PublicationLease? lease = null)
    {
        var copies = new PublishedCopies(Publisher, lease ?? PublicationLease.None);
        var standing = await copies.StandingAsync(withdrawn, CancellationToken.None);
        await copies.WriteAsync(rows, withdrawn, standing, [], new AgencyBook([], new PublicKeys(new byte[32])),
            CancellationToken.None);
    }

    private async Task<long> MoveAsync()
    {
        await using var command =
            Publisher.CreateCommand("update published.state set version = version + 1 returning version");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private Task CloseAsync() => OnServerAsync(
        $"alter database {_database!.Name} allow_connections false",
        $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{_database.Name}'");

    private Task OpenAsync() => OnServerAsync($"alter database {_database!.Name} allow_connections true");

    private Task OnDatabaseAsync(string statement) => RunAsync(_database!.Superuser, statement);

    private static async Task OnServerAsync(params string[] statements) =>
        await RunAsync(await PostgresCluster.SuperuserAsync(), statements);

    private static async Task RunAsync(string connection, params string[] statements)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        foreach (var statement in statements)
        {
            await using var command = source.CreateCommand(statement);
            await command.ExecuteNonQueryAsync();
        }
    }
}
