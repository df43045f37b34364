using Npgsql;
using Post.Audit;
using Post.Kernel.Requests;
using Post.PublicDatabase.Features.RefreshOfficers;
using Post.PublicDatabase.Publishing;

namespace Post.PublicDatabase.Tests.Publishing;

/// <summary>A page of a rebuild that was read before its turn is written only if nobody else published since.</summary>
public sealed class ReadAheadTests : PublicationTest
{
    private const string WaitingSql = """
        select count(*) from pg_locks
        where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())
        """;

    private readonly RebuildTurns _turns = new();

    [Theory]
    [Trait("Clause", "8.06(4)(b)1.j")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WithdrawnByAnotherInBetween_ThePageDoesNotBringItBack(bool otherIsRecorded)
    {
        var person = Register.Officer("Dana", "Whitfield", "9000-0001");
        var complaint = Register.Complaint(person, "00000001");
        await Host.RefreshAsync(person);
        await BeginAsync();
        if (!otherIsRecorded) await Host.ExecuteAsync("revoke update on public_database.publication_decision from post_app");
        Register.Meanwhile(person, async () =>
        {
            Register.End(complaint, "Unfounded");
            Assert.Equal(otherIsRecorded, (await Host.Send(new RefreshOfficersCommand([person]))).Refusal is null);
            Assert.DoesNotContain("00000001", await Host.DocumentAsync(person), StringComparison.Ordinal);
        });

        var page = await PageAsync(person);

        Assert.IsType<OutOfTurn>(page.Refusal);
        Assert.DoesNotContain("00000001", await Host.DocumentAsync(person), StringComparison.Ordinal);
        Assert.Equal(1, await Host.CountEventsAsync("publication.officers.decided", AuditOutcome.Refused));
    }

    [Fact]
    [Trait("Clause", "8.06(4)(b)1.i")]
    public async Task WithdrawnWhileItsPageIsReadAhead_StaysWithdrawnAndTheRebuildIsWhole()
    {
        Guid[] persons = [.. Enumerable.Range(0, OfficerPublisher.PageSize + 1).Select(i => Register.Officer("Dana", $"Whitfield{i}", $"9000-{i:0000}")).Order()];
        var last = persons[^1];
        var complaint = Register.Complaint(last, "00000001");
        await Host.RebuildAsync();
        Assert.Contains("00000001", await Host.DocumentAsync(last), StringComparison.Ordinal);
        Register.Meanwhile(last, async () =>
        {
            Register.End(complaint, "Unfounded");
            Assert.Null((await Host.Send(new RefreshOfficersCommand([last]))).Refusal);
        });

        await Host.RebuildAsync();

        Assert.DoesNotContain("00000001", await Host.DocumentAsync(last), StringComparison.Ordinal);
        Assert.Equal(0, await Host.DecisionsAsync("item_key like 'complaint:%' and superseded_at is null and result = 'Publish'"));
        Assert.Equal(persons.Length, await Host.ScalarAsync<long>("select count(*) from published.officer"));
    }

    [Fact]
    public async Task NobodyElseInBetween_ThePageIsWrittenAsItWasRead()
    {
        var person = Register.Officer("Dana", "Whitfield", "9000-0001");
        await Host.RefreshAsync(person);
        await BeginAsync();
        Register.Change(person, o => o with { OfficerNumber = "9000-0002" });
        var asked = Register.Questions;

        Assert.Null((await PageAsync(person)).Refusal);

        Assert.Equal(3, Register.Questions - asked);
        Assert.Contains("9000-0002", await Host.DocumentAsync(person), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnotherPageOfTheRebuildInBetween_DisturbsNothing()
    {
        var (person, other) = (Register.Officer("Dana", "Whitfield", "9000-0001"), Register.Officer("Ray", "Stone", "9000-0002"));
        await Host.RefreshAsync(person, other);
        await BeginAsync();
        Register.Change(person, o => o with { OfficerNumber = "9000-0003" });
        Register.Meanwhile(person, async () => Assert.Null((await PageAsync(other)).Refusal));

        Assert.Null((await PageAsync(person)).Refusal);

        Assert.Contains("9000-0003", await Host.DocumentAsync(person), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnothersTurnUnderWay_NothingIsReadBeforeItHasEnded()
    {
        var person = Register.Officer("Dana", "Whitfield", "9000-0001");
        await BeginAsync();
        await using var another = new NpgsqlConnection(Host.Database.Superuser);
        await another.OpenAsync();
        await using var turn = await another.BeginTransactionAsync();
        await ExecuteAsync(another, "select pg_advisory_xact_lock(hashtext('post.publisher'))");
        await ExecuteAsync(another, "select nextval('public_database.publisher_turn')");
        var asked = Register.Questions;

        var page = PageAsync(person);
        while (await Host.ScalarAsync<long>(WaitingSql) == 0) await Task.Delay(5);
        var askedWhileWaiting = Register.Questions - asked;
        await turn.CommitAsync();

        Assert.Null((await page).Refusal);
        Assert.Equal(0, askedWhileWaiting);
        Assert.Equal(3, Register.Questions - asked);
    }

    [Fact]
    [Trait("Clause", "8.06(4)(b)13")]
    public async Task DayChangedInBetween_ThePageIsReadAgain()
    {
        var person = Register.Officer("Dana", "Whitfield", "9000-0001");
        await BeginAsync();
        Register.Meanwhile(person, () =>
        {
            Host.Clock.Advance(TimeSpan.FromDays(1));
            return Task.CompletedTask;
        });

        Assert.IsType<OutOfTurn>((await PageAsync(person)).Refusal);
    }

    // The first page of the rebuild, about somebody else.
    private async Task BeginAsync() => Assert.Null((await PageAsync(Register.Officer("First", "Page", "9999-0001"))).Refusal);

    private Task<Result<Done>> PageAsync(Guid person) =>
        Host.Send(new RefreshOfficersCommand([person]) { Page = new RebuildPage(_turns, MayReadAhead: true) });

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
