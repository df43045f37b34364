using Npgsql;
using Post.Audit.Tests.Verifying;
using Post.Verifier;
using Post.Verifier.Checks;
using Post.Verifier.Sources;

namespace Post.Audit.Tests.Tampering;

/// <summary>Words are taken out of the log by two persons and their event, or it is found; the hashes stay either way.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class RedactionTests
{
    [Fact]
    public async Task ByTheFunctionWithItsEvents_KeepsEveryRootAndIsSound()
    {
        await using var log = await SealedLog.OfAsync(3, 5);
        var root = await log.AskAsync<byte[]>("select root from audit.checkpoint where size = 8");
        var target = await log.EventAtAsync(2);

        await RedactAsync(log, target);
        await log.SealAsync();

        Assert.Equal(0, await log.AskAsync<long>($"select count(*) from audit.payload where event_id = '{target}'"));
        Assert.Equal(root, await log.AskAsync<byte[]>("select root from audit.checkpoint where size = 8"));
        var verdict = await log.VerifyAsync();
        Found.Nothing(verdict);
        Assert.Equal(1, verdict.Redacted);
    }

    [Fact]
    public async Task AnyPayloadsTakenAway_KeepTheTreeAndTheRestVerifies()
    {
        await using var log = await SealedLog.OfAsync(40, 30);
        var roots = await log.AskAsync<string[]>("select array_agg(encode(root, 'hex') order by size) from audit.checkpoint");
        var dice = new Random(unchecked((int)Post.Testing.Draws.NextSeed()));
        var targets = log.Appended.Select(e => e.Id).Where(_ => dice.Next(3) == 0).ToList();

        foreach (var target in targets) await RedactAsync(log, target);
        await log.SealAsync();

        Assert.Equal(roots, (await log.AskAsync<string[]>("select array_agg(encode(root, 'hex') order by size) from audit.checkpoint"))[..roots.Length]);
        var verdict = await log.VerifyAsync();
        Found.Nothing(verdict);
        Assert.Equal(targets.Count, verdict.Redacted);
    }

    // The application alone cannot: neither without the event, nor with one of the same person, nor with another event's.
    [Theory]
    [InlineData("no event")]
    [InlineData("one person")]
    [InlineData("another target")]
    [InlineData("refused")]
    [InlineData("asked in the same transaction")]
    public async Task WithoutTwoPersons_TheCommitIsRefused(string how)
    {
        await using var log = await SealedLog.OfAsync(3);
        var target = await log.EventAtAsync(1);
        var another = await log.EventAtAsync(2);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => how switch
        {
            "no event" => RedactAsync(log, target, (asked, _) => (asked, null)),
            "one person" => RedactAsync(log, target, (asked, done) => (asked, done with { Actor = asked.Actor })),
            "another target" => RedactAsync(log, target, (asked, done) => (asked with { ParentId = another }, done)),
            "refused" => RedactAsync(log, target, (asked, done) => (asked, done with { Outcome = AuditOutcome.Denied })),
            _ => RedactAsync(log, target, askedBefore: false),
        });

        Assert.Equal(PostgresErrorCodes.IntegrityConstraintViolation, refused.SqlState);
        Assert.Equal(1, await log.AskAsync<long>($"select count(*) from audit.payload where event_id = '{target}'"));
    }

    [Fact]
    public async Task RecordOfARedaction_IsNotRedacted()
    {
        await using var log = await SealedLog.OfAsync(2);
        await RedactAsync(log, await log.EventAtAsync(0));
        await log.SealAsync();

        foreach (var action in new[] { LogActions.Redacted, LogActions.RedactionAsked })
        {
            var record = await log.AskAsync<Guid>($"select id from audit.event where action = '{action}'");
            await Assert.ThrowsAsync<PostgresException>(() => RedactAsync(log, record));
        }
    }

    [Fact]
    public async Task DeletedWithoutAnEvent_IsFound()
    {
        await using var log = await SealedLog.OfAsync(3, 3);
        await RedactAsync(log, await log.EventAtAsync(1));

        await log.TamperAsync($"delete from audit.payload where event_id = '{await log.EventAtAsync(4)}'");
        await log.SealAsync();

        Found.At(await log.VerifyAsync(), TamperClass.PayloadMissing, 4);
    }

    [Theory]
    [InlineData("one person")]
    [InlineData("never asked")]
    [InlineData("asked afterwards")]
    public async Task EventOfOnePersonAlone_IsFound(string how)
    {
        await using var log = await SealedLog.OfAsync(3, 3);
        var target = await log.EventAtAsync(4);
        await log.TamperAsync($"delete from audit.payload where event_id = '{target}'");

        await Redacted.AppendAsync(log, target, (asked, done) => how switch
        {
            "one person" => (asked, done with { Actor = asked.Actor }),
            "never asked" => (asked, done with { IntentId = Guid.NewGuid() }),
            _ => (done, asked),
        });
        await log.SealAsync();

        Found.At(await log.VerifyAsync(), TamperClass.RedactionUnapproved, 4);
    }

    [Fact]
    public async Task PutBackFromABackUp_IsFound()
    {
        await using var log = await SealedLog.OfAsync(3);
        var target = await log.EventAtAsync(1);
        await log.TamperAsync($"create table public.kept as select * from audit.payload where event_id = '{target}'");
        await RedactAsync(log, target);
        await log.SealAsync();

        await log.TamperAsync("insert into audit.payload select * from public.kept");

        Found.At(await log.VerifyAsync(), TamperClass.RedactionUndone, null);
    }

    // What nobody can see: whoever owns the server writes both events as two persons would have.
    [Fact]
    public async Task BothEventsForgedBeforeTheSeal_AreALieWhenTheyWereWritten()
    {
        await using var log = await SealedLog.OfAsync(3);
        var target = await log.EventAtAsync(1);
        await log.TamperAsync($"delete from audit.payload where event_id = '{target}'");

        await Redacted.AppendAsync(log, target);
        await log.SealAsync();

        Found.Nothing(await log.VerifyAsync());
    }

    [Fact]
    public async Task Export_TellsARedactionFromAMissingPayload()
    {
        await using var log = await SealedLog.OfAsync(3, 3);
        await RedactAsync(log, await log.EventAtAsync(1));
        await log.SealAsync();
        var (folder, _) = await LogExportTests.ExportAsync(log);

        await using (var source = ExportSource.Open(folder))
        {
            Found.Nothing(await Verification.RunAsync(source, log.Options(), CancellationToken.None));
        }

        Assert.Equal(("ok", 8, null), await SecondReaderTests.ReadAsync("export", folder));
        var file = Directory.GetFiles(Path.Combine(folder, "events"), "2*.jsonl").Single();
        var text = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, System.Text.RegularExpressions.Regex.Replace(text, "(\"idx\":4,.*?),\"salt\":.*?\\}\n", "$1}\n"));
        Assert.Equal(("payload-missing", 0, 4L), await SecondReaderTests.ReadAsync("export", folder));
    }

    /// <summary>As the application does it: one transaction asks, another takes the payload away and says so.</summary>
    internal static async Task RedactAsync(
        SealedLog log, Guid target, Func<AuditEvent, AuditEvent, (AuditEvent Asked, AuditEvent? Done)>? change = null, bool askedBefore = true)
    {
        var asked = log.Next() with { Action = LogActions.RedactionAsked, ParentId = target, IntentId = null, Outcome = AuditOutcome.Ok };
        var done = log.Next() with
        {
            Action = LogActions.Redacted,
            ParentId = target,
            IntentId = asked.Id,
            Outcome = AuditOutcome.Ok,
            Actor = asked.Actor with { Id = Events.Id(99) },
        };
        var (first, second) = change?.Invoke(asked, done) ?? (asked, done);
        await using var connection = SealedLog.Connect(log.Database.App);
        await connection.OpenAsync();
        if (askedBefore) await AuditStore.AppendAsync(connection, [first], CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync();
        if (!askedBefore) await AuditStore.AppendAsync(connection, [first], CancellationToken.None);
        await using var command = new NpgsqlCommand("select audit.redact_payload($1, $2, $3)", connection, transaction);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = target });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = done.Id });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = asked.Id });
        Assert.Equal(true, await command.ExecuteScalarAsync());
        if (second is not null) await AuditStore.AppendAsync(connection, [second], CancellationToken.None);
        await transaction.CommitAsync();
    }
}
