using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Npgsql;
using Post.Testing;

namespace Post.Audit.Tests;

/// <summary>What stands in the log is what was hashed: a row read back and rebuilt gives its own leaf.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class AuditStoreTests(PostDatabase database) : IClassFixture<PostDatabase>
{
    [Fact]
    public async Task FullEvent_ReadBack_HasItsLeaf()
    {
        var e = Events.Full() with { Id = Guid.NewGuid() };

        await AppendAsync(e);

        var stored = Assert.Single(await StoredEvents.ReadAsync(database.Superuser, e.Id));
        Assert.Equal(stored.LeafHash, stored.Rebuilt());
        Assert.Equal("Dana Reyes", stored.Body.RootElement.GetProperty("Environment").GetProperty("UserName").GetString());
        Assert.Equal(e.SubjectIds, stored.Event.SubjectIds);
        Assert.Equal(e.Actor.Roles, stored.Event.Actor.Roles);
    }

    [Theory]
    [InlineData("\uD83D\uDE94 emoji")]
    [InlineData("nul \0 inside")]
    [InlineData("Jose\u0301")]
    [InlineData("'; drop table audit.event; --")]
    [InlineData("\u202Eright to left")]
    [InlineData("")]
    public Task DifficultText_ReadBack_HasItsLeaf(string text) => AssertKeptAsync(text);

    // A fact of its own: half a surrogate pair does not survive as an attribute's data.
    [Fact]
    public Task HalfASurrogatePair_ReadBack_HasItsLeaf() => AssertKeptAsync("half \uD800 and \uDC00x");

    private async Task AssertKeptAsync(string text)
    {
        var e = Events.Full() with
        {
            Id = Guid.NewGuid(),
            Actor = Events.Full().Actor with { Label = text, Client = text },
            Reason = new AuditReason(text, text, text, false, 1),
            DenyRule = text,
            Payload = new AuditPayload(null, text, text, [new FieldChange("name", text, text)]),
        };

        await AppendAsync(e);

        var stored = Assert.Single(await StoredEvents.ReadAsync(database.Superuser, e.Id));
        Assert.Equal(stored.LeafHash, stored.Rebuilt());
    }

    [Fact]
    public async Task AnyEvents_ReadBack_HaveTheirLeaves()
    {
        var events = Events.Any.Generator.Sample(numberOfSamples: 300, seed: new Rnd(Draws.NextSeed()), size: 50).Select(e => e with { Id = Guid.NewGuid() }).ToArray();

        await AppendAsync(events);

        foreach (var stored in await StoredEvents.ReadAsync(database.Superuser, [.. events.Select(e => e.Id)]))
        {
            Assert.Equal(stored.LeafHash, stored.Rebuilt());
        }
    }

    [Fact]
    public async Task ChangedRow_NoLongerHasItsLeaf()
    {
        var e = Events.Full() with { Id = Guid.NewGuid() };
        await AppendAsync(e);

        var stored = Assert.Single(await StoredEvents.ReadAsync(database.Superuser, e.Id));

        Assert.NotEqual(stored.LeafHash, (stored with { Event = stored.Event with { Outcome = AuditOutcome.Ok } }).Rebuilt());
        Assert.NotEqual(stored.LeafHash, (stored with { RawBody = Encoding.UTF8.GetBytes("{}") }).Rebuilt());
    }

    [Fact]
    public async Task ManyEvents_HaveTheTimeOfTheDatabaseToo()
    {
        var events = Enumerable.Range(0, 10).Select(_ => Events.Least() with { Id = Guid.NewGuid() }).ToArray();

        await AppendAsync(events);

        var rows = await StoredEvents.ReadAsync(database.Superuser, [.. events.Select(e => e.Id)]);
        Assert.Equal(10, rows.Count);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        Assert.All(rows, r => Assert.InRange(r.AtDatabase, now.AddMinutes(-5), now.AddMinutes(5)));
    }

    private async Task AppendAsync(params AuditEvent[] events)
    {
        await using var source = NpgsqlDataSource.Create(database.App);
        await using var connection = await source.OpenConnectionAsync();
        await AuditStore.AppendAsync(connection, events, CancellationToken.None);
    }
}
