using Microsoft.Extensions.DependencyInjection;
using Post.AccessReview.Features.ShowReport;
using Post.AccessReview.Features.SignOffWeek;
using Post.Kernel.Access;
using Post.Kernel.Time;
using Post.Kernel.Work;
using Post.Testing;

namespace Post.AccessReview.Tests;

[Trait("Clause", "8.07(5)")]
public sealed class SignOffTests : IClassFixture<SignOffTests.SealedHost>
{
    private readonly SealedHost _host;
    private readonly DateOnly _thisWeek;

    public SignOffTests(SealedHost host)
    {
        _host = host;
        _host.Inner.UseRealTime();
        var today = _host.Inner.Clock.Today();
        _thisWeek = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
    }

    private ReviewHost Host => _host.Inner;

    private Caller Reviewer => People.With(Roles.ComplianceOfficer, Host.Clock);

    [Fact]
    public async Task WeekSignedOff_KeepsItsFiguresForGood_AndIsSignedOnce()
    {
        var who = Actor.Of("Weekly Worker", Roles.StdStaff) with { Purpose = "investigation" };
        var now = Host.Clock.GetUtcNow();
        await Host.WriteAsync([.. Enumerable.Range(0, 4).Select(i => Host.Open(who, now, Host.Officers.Add()))]);
        await Host.WatchAsync();
        await Host.ExecuteAsync("update access_review.actor_day set day = day - 7");
        Host.Clock.Advance(TimeSpan.FromDays(8));

        var missing = await MissingAsync();
        var signed = await Host.Send(new SignOffWeekCommand(_thisWeek, "All looked at but two"), Reviewer);
        var again = await Host.Send(new SignOffWeekCommand(_thisWeek.AddDays(3), "Once more"), Reviewer);
        var report = (await Host.Send(new ShowReportQuery(_thisWeek), Reviewer)).Value;

        Assert.Null(signed.Refusal);
        Assert.Equal("week-is-signed-off", again.Refusal!.Code);
        Assert.Equal((4L, "All looked at but two"), (report.Signed!.Looks, report.Signed.Words));
        Assert.Equal(1, report.Signed.Hits["no-matter"]);
        Assert.Null(report.Signed.Checkpoint);
        Assert.Equal(missing - 1, await MissingAsync());
        Assert.Equal(1L, await Host.CountEventsAsync("week.signed-off"));
    }

    [Fact]
    public async Task WeekThatRuns_CannotBeSignedOff() =>
        Assert.Equal("week-not-over", (await Host.Send(new SignOffWeekCommand(_thisWeek.AddDays(14), "Early"), Reviewer)).Refusal!.Code);

    private async Task<int> MissingAsync()
    {
        await using var scope = Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentCaller>().Set(Reviewer);
        return (await scope.ServiceProvider.GetServices<IWorkQueue>().Single(q => q.Title == "Weeks to sign off").ReadAsync(default)).Count;
    }

    /// <summary>A host of its own: the week's figures count everything in the log.</summary>
    public sealed class SealedHost : IAsyncLifetime
    {
        public ReviewHost Inner { get; } = new();

        public Task InitializeAsync() => Inner.InitializeAsync();

        public Task DisposeAsync() => Inner.DisposeAsync();
    }
}
