using Post.AccessReview.Features.AskRedaction;
using Post.AccessReview.Features.DecideRedaction;
using Post.AccessReview.Features.ListRedactions;
using Post.AccessReview.Features.ShowEvent;
using Post.AccessReview.Passages;
using Post.AccessReview.Redactions;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.AccessReview.Tests;

/// <summary>Words leave the log on an authority, asked for by one person and decided by another, both freshly proved.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class RedactionTests(AccessHost host) : IClassFixture<AccessHost>
{
    private const string Paper = "Suffolk Superior Court, no. 26-117, June 2, 2026";
    private const string Why = "The order names this search.";

    [Fact]
    public async Task AskedAndDecided_TakesTheWordsAndTellsOnWhatAuthority()
    {
        var (counsel, director) = (await ProvedAsync(Roles.Counsel), await ProvedAsync(Roles.ExecutiveDirector));
        var (first, second) = (await ActAsync(), await ActAsync());

        var asked = await host.Send(Ask($"{first}\n{second}"), counsel);
        Assert.Null(asked.Refusal);
        Assert.Equal(2, await WordsLeftAsync(first, second));
        Assert.Contains((await host.Send(new ListRedactionsQuery(), director)).Value.Waiting, r => r.Id == asked.Value && r.Acts.Count == 2 && !r.Own);
        Assert.Null(await host.RefusalAsync(new DecideRedactionCommand(asked.Value, true, "I have read the order."), director));

        Assert.Equal(0, await WordsLeftAsync(first, second));
        Assert.Equal(2, await host.ScalarAsync<long>("select count(*) from audit.event where id in ($1, $2)", first, second));
        // Each act has the event that asked, by the one, and the event that took, by the other, which names it.
        Assert.Equal(2, await host.ScalarAsync<long>("""
            select count(*) from audit.event d join audit.event a on a.id = d.intent_id
            where d.action = 'log.payload-redacted' and a.action = 'log.payload-redaction-asked' and a.parent_id = d.parent_id
              and d.parent_id in ($1, $2) and a.actor_id = $3 and d.actor_id = $4 and a.tx < d.tx
            """, first, second, counsel.Id!.Value, director.Id!.Value));
        Assert.Contains(Paper, await host.ScalarAsync<string>("""
            select convert_from(p.body, 'UTF8') from audit.event e join audit.payload p on p.event_id = e.id
            where e.action = 'log.payload-redacted' and e.parent_id = $1
            """, first), StringComparison.Ordinal);
        var shown = (await host.Send(new ShowEventQuery(first), host.At(director, "access-review"))).Value;
        Assert.Equal(("Order of a court", Paper, counsel.Name, director.Name),
            (shown.TakenOut!.Authority, shown.TakenOut.Paper, shown.TakenOut.AskedBy, shown.TakenOut.DecidedBy));
        Assert.IsType<RedactionDecided>(await host.RefusalAsync(new DecideRedactionCommand(asked.Value, false, "After all."), director));
        Assert.IsType<NothingToTakeOut>(await host.RefusalAsync(Ask(first.ToString()), counsel));
    }

    [Fact]
    public async Task LeftToStand_TakesNothing()
    {
        var (counsel, director) = (await ProvedAsync(Roles.Counsel), await ProvedAsync(Roles.ExecutiveDirector));
        var act = await ActAsync();
        var asked = await host.Send(Ask(act.ToString()), counsel);
        Assert.IsType<RedactionWaits>(await host.RefusalAsync(Ask(act.ToString()), await ProvedAsync(Roles.RecordsAccessOfficer)));

        Assert.Null(await host.RefusalAsync(new DecideRedactionCommand(asked.Value, false, "The order is of another matter."), director));

        Assert.Equal(1, await WordsLeftAsync(act));
        Assert.Null((await host.Send(new ShowEventQuery(act), host.At(director, "access-review"))).Value.TakenOut);
        // What was left may be asked for again.
        Assert.Null(await host.RefusalAsync(Ask(act.ToString()), counsel));
    }

    [Fact]
    public async Task OnePerson_DoesNotDoBoth()
    {
        var both = await host.SomebodyAsync(Roles.Counsel);
        both = both with { Roles = [Roles.Counsel, Roles.ExecutiveDirector], SteppedUpAt = host.Clock.GetUtcNow() };
        var asked = await host.Send(Ask((await ActAsync()).ToString()), both);

        Assert.IsType<OwnRedaction>(await host.RefusalAsync(new DecideRedactionCommand(asked.Value, true, "I may."), both));
        // What the handler refuses the table refuses too.
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => host.ExecuteAsync(
            "update access_review.redaction set approved = true, decided_at = now(), decided_by = asked_by where id = $1", asked.Value));
    }

    [Fact]
    public async Task WithoutAFreshProof_NeitherAsksNorDecides()
    {
        var counsel = await ProvedAsync(Roles.Counsel);
        var director = await host.SomebodyAsync(Roles.ExecutiveDirector);
        var act = await ActAsync();

        Assert.Equal(new StepUpNeeded(10), await host.RefusalAsync(Ask(act.ToString()), counsel with { SteppedUpAt = null }));
        Assert.Equal(new StepUpNeeded(10), await host.RefusalAsync(Ask(act.ToString()), counsel with { SteppedUpAt = host.Clock.GetUtcNow().AddMinutes(-11) }));
        var asked = await host.Send(Ask(act.ToString()), counsel);
        Assert.Equal(new StepUpNeeded(10), await host.RefusalAsync(new DecideRedactionCommand(asked.Value, true, "Yes."), director));
        Assert.Equal(1, await WordsLeftAsync(act));
    }

    [Fact]
    public async Task OnesOwnAct_IsLeftToSomebodyElse()
    {
        var (counsel, director) = (await ProvedAsync(Roles.Counsel), await ProvedAsync(Roles.ExecutiveDirector));
        var (ofCounsel, ofDirector) = (await ActAsync(counsel), await ActAsync(director));

        Assert.IsType<OwnAct>(await host.RefusalAsync(Ask(ofCounsel.ToString()), counsel));
        var asked = await host.Send(Ask(ofDirector.ToString()), counsel);
        Assert.IsType<OwnAct>(await host.RefusalAsync(new DecideRedactionCommand(asked.Value, true, "Mine."), director));
        Assert.Equal(1, await WordsLeftAsync(ofDirector));
    }

    [Fact]
    public async Task RecordOfARedaction_Stays()
    {
        var (counsel, director) = (await ProvedAsync(Roles.Counsel), await ProvedAsync(Roles.ExecutiveDirector));
        var act = await ActAsync();
        var asked = await host.Send(Ask(act.ToString()), counsel);
        await host.Send(new DecideRedactionCommand(asked.Value, true, "Read."), director);

        foreach (var record in await host.RowsAsync(
            "select id from audit.event where parent_id = $1 or action in ('log.redaction.asked', 'log.redaction.decided')", r => r.GetGuid(0), act))
        {
            Assert.IsType<RecordOfRedaction>(await host.RefusalAsync(Ask(record.ToString()), await ProvedAsync(Roles.RecordsAccessOfficer)));
        }
    }

    [Theory]
    [InlineData("", Paper, Why, "00000000-0000-0000-0000-000000000001")]
    [InlineData("court-order", "", Why, "00000000-0000-0000-0000-000000000001")]
    [InlineData("court-order", Paper, "", "00000000-0000-0000-0000-000000000001")]
    [InlineData("court-order", Paper, Why, "")]
    [InlineData("court-order", Paper, Why, "order 5")]
    [InlineData("court-order", Paper, Why, "00000000-0000-0000-0000-000000000001")]
    [InlineData("a friend asked", Paper, Why, "00000000-0000-0000-0000-000000000001")]
    public async Task NotFilledIn_IsRefused(string authority, string paper, string why, string acts) => Assert.Equal(
        RefusalKind.Invalid, (await host.RefusalAsync(new AskRedactionCommand(authority, paper, why, acts), await ProvedAsync(Roles.Counsel)))!.Kind);

    private static AskRedactionCommand Ask(string acts) => new("court-order", Paper, Why, acts);

    private async Task<Caller> ProvedAsync(string role) => await host.SomebodyAsync(role) with { SteppedUpAt = host.Clock.GetUtcNow() };

    /// <summary>Somebody's look, which has words beside it.</summary>
    private async Task<Guid> ActAsync(Caller? by = null)
    {
        var who = host.At(by ?? await host.SomebodyAsync(Roles.CertStaff), "certification");
        var person = Guid.NewGuid();
        await host.RefusalAsync(new OpenFileQuery(person), who);
        return await host.ScalarAsync<Guid>("select id from audit.event where action = 'look.file' and $1 = any (subject_ids)", person);
    }

    private Task<long> WordsLeftAsync(params Guid[] acts) =>
        host.ScalarAsync<long>("select count(*) from audit.payload where event_id = any ($1)", acts);
}
