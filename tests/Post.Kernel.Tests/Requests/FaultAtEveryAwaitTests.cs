using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Post.Kernel.Access;
using Post.Kernel.Modules;
using Post.Kernel.Requests;
using Post.Kernel.Tests.Trial;
using Post.Testing;

namespace Post.Kernel.Tests.Requests;

/// <summary>The pipeline with a wire to its database that a test can break at any message.</summary>
public sealed class FaultyHost : ModuleHost
{
    private FaultyWire? _wire;

    public FaultyWire Wire => _wire!;

    protected override IReadOnlyList<IModule> Modules => [new TrialModule()];

    protected override PermissionTable Permissions => TrialPermissions.Table;

    protected override Task PrepareAsync() => ExecuteAsync(TrialDb.CreateSql);

    protected override void Arrange(IServiceCollection services)
    {
        _wire = FaultyWire.Before(Database.App);
        services.AddSingleton(new Obstacles());
        services.AddScoped<AuditTicket>();
        services.AddSingleton(_ => ModuleServices.DataSource(
            new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create<string, string?>("ConnectionStrings:App", _wire.Through(Database.App))]).Build(), "App"));
    }
}

/// <summary>
/// A fault at each message between product and database, of each kind: nothing is shown without its event, nothing is changed
/// without its event, and what was told as done is done.
/// </summary>
[Trait("Clause", "8.07(5)")]
public sealed class FaultAtEveryAwaitTests(FaultyHost host) : IClassFixture<FaultyHost>
{
    // More messages than any of the requests here sends; the loop ends where the fault does not happen any more.
    private const int MoreThanEnough = 40;

    private static readonly Guid s_person = new("aaaaaaaa-0000-4000-8000-000000000009");

    [Theory]
    [InlineData(WireFault.CutBefore)]
    [InlineData(WireFault.CutAfter)]
    [InlineData(WireFault.Hang)]
    public async Task Change_IsThereWithItsEventOrNotAtAll(WireFault fault)
    {
        await WarmAsync();
        var unknown = 0;
        var points = await EachMessageAsync(fault, async number =>
        {
            var text = $"{fault} at {number}";
            var told = await host.Send(new WriteNoteCommand(text, s_person), People.CertificationStaff(host.Clock));
            host.Wire.Disarm();

            var rows = await host.ScalarAsync<long>("select count(*) from trial.note where text = $1", text);
            var events = await EventsAsync("trial.note.written", text);
            Assert.True(rows == events, $"{fault} at message {number}: {rows} rows and {events} events");
            Assert.True(told.Refused || rows == 1, $"{fault} at message {number}: told as done, and is not there");
            if (told.Refused && rows == 1) unknown++;
        });

        // At least: begin with the insert, the outbox, the event with the commit.
        Assert.True(points >= 3, $"only {points} messages");
        // Where the connection breaks on the commit, the log is asked what became of it: nothing stays unknown but a hanging server.
        if (fault is not WireFault.Hang) Assert.Equal(0, unknown);
    }

    // The server is still writing when the wire breaks: nobody is told that it failed before it has ended.
    [Fact]
    public async Task CommitThatTakesItsTime_IsWaitedForBeforeItsOutcomeIsTold()
    {
        await host.ExecuteAsync("""
            create function trial.take_time() returns trigger language plpgsql as 'begin perform pg_sleep(0.7); return null; end';
            create constraint trigger takes_time after insert on trial.note deferrable initially deferred
              for each row when (new.text like 'slow%') execute function trial.take_time()
            """);
        await EachMessageAsync(WireFault.CutAfter, async number =>
        {
            var text = $"slow at {number}";
            var told = await host.Send(new WriteNoteCommand(text, s_person), People.CertificationStaff(host.Clock));
            host.Wire.Disarm();

            // Later than the server can still be at it.
            await Task.Delay(TimeSpan.FromSeconds(1));
            Assert.Equal(told.Refused ? 0 : 1, await host.ScalarAsync<long>("select count(*) from trial.note where text = $1", text));
        });
        await host.ExecuteAsync("drop trigger takes_time on trial.note; drop function trial.take_time()");
    }

    // A server that is killed takes every connection with it: what is asked about the commit must not stumble over the idle ones.
    [Theory]
    [InlineData(WireFault.CutBefore)]
    [InlineData(WireFault.CutAfter)]
    public async Task EveryConnectionDiesWithTheCommit_AndWhatIsToldIsStillTrue(WireFault fault)
    {
        var points = await EachMessageAsync(fault, async number =>
        {
            host.Wire.Disarm();
            await IdleAsync(4);
            host.Wire.Arm(fault, number);
            var text = $"all die, {fault} at {number}";
            var told = await host.Send(
                new WriteNoteCommand(text, s_person)
                {
                    Inside = async (session, _) =>
                    {
                        await host.ScalarAsync<long>(
                            "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and usename = 'post_app' and pid <> $1",
                            session.Connection.ProcessID);
                        return null;
                    },
                },
                People.CertificationStaff(host.Clock));
            host.Wire.Disarm();

            // Later than the server can still be at it.
            await Task.Delay(TimeSpan.FromMilliseconds(300));
            var rows = await host.ScalarAsync<long>("select count(*) from trial.note where text = $1", text);
            Assert.Equal(rows, await EventsAsync("trial.note.written", text));
            Assert.True(rows == (told.Refused ? 0 : 1), $"{fault} at message {number}: told {told.Refusal?.Text ?? "done"}, and there are {rows} rows");
        });

        Assert.True(points >= 3, $"only {points} messages");
    }

    [Theory]
    [InlineData(WireFault.CutBefore)]
    [InlineData(WireFault.CutAfter)]
    [InlineData(WireFault.Hang)]
    public async Task Look_IsOnRecordBeforeAnythingIsShown(WireFault fault)
    {
        await WarmAsync();
        var points = await EachMessageAsync(fault, async number =>
        {
            var asked = $"{fault} look at {number}";
            var shown = await host.Send(LookFor(asked), People.CertificationStaff(host.Clock));
            host.Wire.Disarm();

            var events = await host.ScalarAsync<long>("""
                select count(*) from audit.event e join audit.payload p on p.event_id = e.id
                where e.action = 'trial.notes.read' and e.outcome = 'Ok' and convert_from(p.body, 'UTF8')::jsonb -> 'CustomFields' ->> 'Query' = $1
                """, asked);
            Assert.True(shown.Refused || events == 1, $"{fault} at message {number}: shown with {events} events");
        });

        Assert.True(points >= 2, $"only {points} messages");
    }

    // The person goes away in the middle: at each message the request is cancelled, and the rule holds all the same.
    [Fact]
    public async Task PersonGoesAway_AtAnyMessage_LeavesNoChangeWithoutItsEvent()
    {
        await WarmAsync();
        var points = await EachMessageAsync(WireFault.CutBefore, async number =>
        {
            var text = $"gone at {number}";
            using var away = new CancellationTokenSource();
            host.Wire.Instead = away.Cancel;
            var done = false;
            try
            {
                done = !(await host.Send(new WriteNoteCommand(text, s_person), People.CertificationStaff(host.Clock), away.Token)).Refused;
            }
            catch (OperationCanceledException)
            {
                Assert.True(away.IsCancellationRequested);
            }
            finally
            {
                host.Wire.Instead = null;
                host.Wire.Disarm();
            }

            var rows = await host.ScalarAsync<long>("select count(*) from trial.note where text = $1", text);
            Assert.Equal(rows, await EventsAsync("trial.note.written", text));
            Assert.True(!done || rows == 1);
        });

        Assert.True(points >= 3, $"only {points} messages");
    }

    // A log that never answers: the writer gives up after its own time, and nothing is shown.
    [Fact]
    public async Task LogThatHangs_IsGivenUpAndNothingIsShown()
    {
        await WarmAsync();
        await using var holder = new NpgsqlConnection(host.Database.Superuser);
        await holder.OpenAsync();
        await using var transaction = await holder.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("lock table audit.event in exclusive mode", holder, transaction)) await hold.ExecuteNonQueryAsync();

        var shown = await host.Send(LookFor("while the log hangs"), People.CertificationStaff(host.Clock));
        var written = await host.Send(new WriteNoteCommand("while the log hangs", s_person), People.CertificationStaff(host.Clock));
        await transaction.RollbackAsync();

        Assert.IsType<NotRecorded>(shown.Refusal);
        Assert.True(written.Refused);
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from trial.note where text = 'while the log hangs'"));
    }

    private static ReadNotesQuery LookFor(string asked) => new(s_person, [s_person], asked)
    {
        Inside = async (session, ct) =>
        {
            await using var command = new NpgsqlCommand("select count(*) from trial.note", session.Connection);
            await command.ExecuteScalarAsync(ct);
            return null;
        },
    };

    private async Task WarmAsync()
    {
        host.Wire.Disarm();
        Result<Guid> written;
        do written = await host.Send(new WriteNoteCommand("warm", s_person), People.CertificationStaff(host.Clock));
        while (written.Refused);
    }

    // Connections that lie in the pool and know nothing yet of what happens to them.
    private async Task IdleAsync(int count)
    {
        var source = host.Services.GetRequiredService<NpgsqlDataSource>();
        var opened = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => source.OpenConnectionAsync().AsTask()));
        foreach (var connection in opened) await connection.DisposeAsync();
    }

    // Returns at how many messages the fault happened.
    private async Task<int> EachMessageAsync(WireFault fault, Func<int, Task> request)
    {
        for (var number = 1; number <= MoreThanEnough; number++)
        {
            // A connection that broke is found broken by the next request, so each begins on fresh ones.
            await WarmAsync();
            host.Wire.Arm(fault, number);
            await request(number);
            if (!host.Wire.Happened) return number - 1;
        }

        throw new InvalidOperationException("The request sends more messages than the test goes through.");
    }

    private Task<long> EventsAsync(string action, string text) => host.ScalarAsync<long>("""
        select count(*) from audit.event e join audit.payload p on p.event_id = e.id
        where e.action = $1 and e.outcome = 'Ok' and convert_from(p.body, 'UTF8')::jsonb -> 'CustomFields' -> 'Changes' -> 0 ->> 'After' = $2
        """, action, text);
}
