using Post.Verifier.Checks;

namespace Post.Audit.Tests.Tampering;

/// <summary>A superuser edits, swaps or takes away the words beside an event.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class ChangedPayloadTests
{
    [Theory]
    [InlineData("body = convert_to(replace(convert_from(body, 'UTF8'), 'Smith', 'Jones'), 'UTF8')")]
    [InlineData("salt = decode(repeat('00', 16), 'hex')")]
    [InlineData("body = body || '\\x20'::bytea")]
    public async Task PayloadEdited_NamesTheEvent(string edit)
    {
        await using var log = await SealedLog.OfAsync(3, 3);

        await log.TamperAsync($"update audit.payload set {edit} where event_id = '{await log.EventAtAsync(4)}'");

        Found.At(await log.VerifyAsync(), TamperClass.PayloadChanged, 4);
    }

    [Fact]
    public async Task TwoPayloadsSwapped_NamesTheFirst()
    {
        await using var log = await SealedLog.OfAsync(3, 3);

        await log.TamperAsync($"""
            update audit.payload p set salt = o.salt, body = o.body from audit.payload o
            where (p.event_id = '{await log.EventAtAsync(1)}' and o.event_id = '{await log.EventAtAsync(4)}')
               or (p.event_id = '{await log.EventAtAsync(4)}' and o.event_id = '{await log.EventAtAsync(1)}')
            """);

        var verdict = await log.VerifyAsync();
        Found.At(verdict, TamperClass.PayloadChanged, 1);
        Assert.Equal(2, verdict.Findings.Counts[TamperClass.PayloadChanged]);
    }

    [Fact]
    public async Task PayloadDeleted_NamesTheEvent()
    {
        await using var log = await SealedLog.OfAsync(3, 3);

        await log.TamperAsync($"delete from audit.payload where event_id = '{await log.EventAtAsync(5)}'");

        Found.At(await log.VerifyAsync(), TamperClass.PayloadMissing, 5);
    }

    [Fact]
    public async Task PayloadRedacted_IsSoundAndTheLeafStillVerifies()
    {
        await using var log = await SealedLog.OfAsync(3);
        var id = await log.EventAtAsync(1);

        await log.TamperAsync($"delete from audit.payload where event_id = '{id}'");
        await Redacted.AppendAsync(log, id);
        await log.SealAsync();

        Found.Nothing(await log.VerifyAsync());
    }

    [Fact]
    public async Task RedactionThatWasRefused_ExcusesNothing()
    {
        await using var log = await SealedLog.OfAsync(3);
        var id = await log.EventAtAsync(1);

        await log.TamperAsync($"delete from audit.payload where event_id = '{id}'");
        await Redacted.AppendAsync(log, id, (asked, done) => (asked, done with { Outcome = AuditOutcome.Denied }));
        await log.SealAsync();

        Found.At(await log.VerifyAsync(), TamperClass.PayloadMissing, 1);
    }

    [Fact]
    public async Task PayloadOfNoEvent_IsNamed()
    {
        await using var log = await SealedLog.OfAsync(2);

        await log.TamperAsync("insert into audit.payload (event_id, at_db, salt, body) values (gen_random_uuid(), now(), 'x', 'y')");

        Found.At(await log.VerifyAsync(), TamperClass.PayloadStray, null);
    }
}
