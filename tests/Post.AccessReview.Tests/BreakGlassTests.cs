using Post.AccessReview.Contracts;
using Post.AccessReview.Features.BreakGlass;
using Post.AccessReview.Features.EndBreakGlass;
using Post.AccessReview.Features.PrepareBreakGlass;
using Post.AccessReview.Passages;
using Post.Kernel.Access;

namespace Post.AccessReview.Tests;

/// <summary>In an emergency one person outside the matter can be looked at for minutes: marked, announced and reviewed.</summary>
[Trait("Clause", "8.07(5)(a)")]
public sealed class BreakGlassTests(AccessHost host) : IClassFixture<AccessHost>
{
    private const string Why = "A threat against the officer was called in just now.";

    [Fact]
    public async Task Broken_OpensTheOnePersonForHalfAnHour_AndEveryLookIsMarked()
    {
        var (who, number) = await AtWorkAsync();
        var (subject, other) = (Guid.NewGuid(), Guid.NewGuid());

        Assert.Equal(host.Clock.GetUtcNow().AddMinutes(30), (await host.Send(new BreakGlassCommand(subject, Why), who)).Value);
        Assert.Null(await host.RefusalAsync(new OpenFileQuery(subject), who));

        Assert.Equal($"Ok - investigation {number} glass", await host.LastEventAsync("look.file", who));
        Assert.Equal($"Ok - investigation {number} glass", await host.LastEventAsync("break-glass.used", who));
        Assert.Null(await host.RefusalAsync(new FindFileQuery(subject), who));
        Assert.Null(await host.RefusalAsync(new GoThroughQuery([subject]), who));
        Assert.Equal($"Ok - investigation {number} glass", await host.LastEventAsync("look.list", who));
        Assert.IsType<SubjectNotInMatter>(await host.RefusalAsync(new OpenFileQuery(other), who));
        host.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.IsType<SubjectNotInMatter>(await host.RefusalAsync(new OpenFileQuery(subject), who));
    }

    [Fact]
    public async Task Broken_IsAnnouncedNotedInTheMatterAndDueForReviewInThreeBusinessDays()
    {
        // A Wednesday: the third business day after it is the Monday.
        host.Clock.Set(new DateTimeOffset(2026, 6, 24, 16, 0, 0, TimeSpan.Zero));
        var (who, number) = await AtWorkAsync();
        var subject = Guid.NewGuid();

        await host.Send(new BreakGlassCommand(subject, Why), who);

        var told = await host.ScalarAsync<string>("select body::text from kernel.outbox where type like '%BreakGlassUsed' and body::text like '%' || $1 || '%'", subject.ToString());
        Assert.Contains(number, told, StringComparison.Ordinal);
        Assert.DoesNotContain("threat", told, StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2026, 6, 29), await host.ScalarAsync<DateOnly>("""
            select d.due from kernel.deadline d join access_review.broken_glass g on g.deadline_id = d.chain_id
            where g.subject_id = $1 and d.superseded_at is null
            """, subject));
        Assert.Contains(Why, await host.ScalarAsync<string>(
            "select n.text from access_review.matter_note n join access_review.matter m on m.id = n.matter_id where m.number = $1", number), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(10)]
    [InlineData(-1)]
    [Trait("Clause", "8.07(4)")]
    public async Task SecondProofMissingOldOrOfTheFuture_IsRefusedWithTheWayToIt(int? minutesAgo)
    {
        var (who, number) = await AtWorkAsync();
        who = who with { SteppedUpAt = minutesAgo is { } ago ? host.Clock.GetUtcNow().AddMinutes(-ago) : null };

        var refusal = Assert.IsType<StepUpNeeded>(await host.RefusalAsync(new BreakGlassCommand(Guid.NewGuid(), Why), who));

        Assert.Equal(AccessPages.StepUp, Assert.Single(refusal.Ways).Link);
        Assert.Equal($"Denied step-up-needed investigation {number} -", await host.LastEventAsync("break-glass.used", who));
        Assert.False((await host.Send(new PrepareBreakGlassQuery(), who)).Value.SteppedUp);
    }

    [Theory]
    [InlineData("")]
    [InlineData("urgent")]
    [InlineData("   nineteen chars here   ")]
    public async Task ReasonTooShort_IsRefused(string reason)
    {
        var (who, _) = await AtWorkAsync();

        Assert.Equal(new ReasonTooShort(20), await host.RefusalAsync(new BreakGlassCommand(Guid.NewGuid(), reason), who));
    }

    [Fact]
    public async Task WithoutPurposeOrMatterOrNeed_IsRefused()
    {
        var (who, _) = await AtWorkAsync();
        var party = Guid.NewGuid();
        var (_, number) = await host.MatterAsync(MatterKinds.Investigation, who, party);
        var subject = Guid.NewGuid();

        Assert.IsType<GlassNeedsPurpose>(await host.RefusalAsync(new BreakGlassCommand(subject, Why), who with { Purpose = null }));
        Assert.IsType<MatterNeeded>(await host.RefusalAsync(new BreakGlassCommand(subject, Why), host.At(who, "investigation")));
        Assert.IsType<GlassNotNeeded>(await host.RefusalAsync(new BreakGlassCommand(party, Why), host.At(who, "investigation", number)));
        Assert.IsType<GlassNotNeeded>(await host.RefusalAsync(new BreakGlassCommand(subject, Why), host.At(who, "complaint-intake")));
    }

    [Fact]
    public async Task Newcomer_AcknowledgesBeforeTheGlassToo()
    {
        var (somebody, number) = await AtWorkAsync();
        var newcomer = host.At(host.Newcomer(Roles.StdStaff), "investigation", number) with { SteppedUpAt = somebody.SteppedUpAt };

        Assert.IsType<AcknowledgmentNeeded>(await host.RefusalAsync(new BreakGlassCommand(Guid.NewGuid(), Why), newcomer));
    }

    [Fact]
    public async Task EndedByOneself_IsShutAtOnce()
    {
        var (who, _) = await AtWorkAsync();
        var subject = Guid.NewGuid();
        await host.Send(new BreakGlassCommand(subject, Why), who);
        Assert.Null(await host.RefusalAsync(new OpenFileQuery(subject), who));

        await host.Send(new EndBreakGlassCommand(), who);

        Assert.IsType<SubjectNotInMatter>(await host.RefusalAsync(new OpenFileQuery(subject), who));
    }

    private async Task<(Caller Who, string Matter)> AtWorkAsync()
    {
        var who = await host.SomebodyAsync(Roles.StdStaff);
        var (_, number) = await host.MatterAsync(MatterKinds.Investigation, who);
        return (host.At(who, "investigation", number) with { SteppedUpAt = host.Clock.GetUtcNow() }, number);
    }
}
