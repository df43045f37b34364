using Microsoft.Extensions.DependencyInjection;
using Post.Commission.Contracts;
using Post.Commission.Domain;
using Post.Commission.Features.ListEditions;
using Post.Commission.Features.ListTitles;
using Post.Commission.Features.ReviseTitle;
using Post.Commission.Features.ShowTitle;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Commission.Tests;

/// <summary>The register of titles: what holds, since when it was read, from where, and its official page where a source gives one.</summary>
public sealed class RegulationTitleTests : IAsyncLifetime
{
    private const string Page = "https://www.mass.gov/regulations/555-CMR-800-databases-synthetic";

    private readonly CommissionHost _host = new();

    public Task InitializeAsync() => ((IAsyncLifetime)_host).InitializeAsync();

    public Task DisposeAsync() => ((IAsyncLifetime)_host).DisposeAsync();

    [Fact]
    [Trait("Clause", "OV-01")]
    public async Task EveryTitleInForce_IsOnRecordWithItsDayAndSource()
    {
        var list = (await _host.SendAsync(new ListTitlesQuery())).Value;

        Assert.Equal([1, 2, 6, 7, 8, 9, 10, 11, 12], list.Rows.Where(r => r.InForce).Select(r => r.Number));
        Assert.All(list.Rows, r =>
        {
            Assert.InRange(r.AsOf, new DateOnly(2021, 10, 1), _host.Today);
            Assert.NotEmpty(r.SourceNote);
            Assert.True(r.Touches > 0);
        });
        // Of one title alone a source gives the page; the others are plain text.
        Assert.Equal(["555 CMR 12.00"], list.Rows.Where(r => r.Address is not null).Select(r => r.Regulation));
    }

    [Fact]
    [Trait("Clause", "OV-05")]
    public async Task Editions_HaveTheirDatesWithSourceNotes()
    {
        var editions = (await _host.SendAsync(new ListEditionsQuery())).Value.Editions;

        var databases = Assert.Single(editions, e => e.Regulation == "555 CMR 8.00");
        Assert.Equal((new DateOnly(2023, 9, 1), new DateOnly(2023, 9, 1)), (databases.EffectiveFrom, databases.AsOf!.Value));
        Assert.Contains("9/1/2023", databases.SourceNote, StringComparison.Ordinal);
        var force = Assert.Single(editions, e => e.Regulation == "555 CMR 6.00");
        Assert.Equal((new DateOnly(2021, 10, 1), null), (force.EffectiveFrom, force.RegisterNumber));
        Assert.Contains("emergency", force.Amendment, StringComparison.Ordinal);
        Assert.Contains("10/1/2021", force.SourceNote, StringComparison.Ordinal);
        var shown = (await _host.SendAsync(new ShowTitleQuery(6))).Value;
        Assert.Equal((force.EffectiveFrom, force.Amendment, force.SourceNote), (shown.Editions[0].EffectiveFrom, shown.Editions[0].Amendment, shown.Editions[0].SourceNote));
    }

    [Fact]
    [Trait("Clause", "OV-01")]
    public async Task Revised_TheNewHolds_TheOldStaysWithWhoAndWhy_AndItIsTold()
    {
        var before = (await _host.SendAsync(new ShowTitleQuery(8))).Value.Versions[0];
        Assert.Null((await ReviseAsync(8, before.Id, Said() with { Address = Page, AddressSource = "Read there on June 1 (synthetic)" })).Refusal);

        var shown = (await _host.SendAsync(new ShowTitleQuery(8), Roles.Commissioner)).Value;
        Assert.Equal((Page, 2), (shown.Address, shown.Versions.Count));
        Assert.Equal((null, "Compared with the text"), (shown.Versions[0].SupersededAt, shown.Versions[0].Reason));
        Assert.Equal((before.Id, before.SourceNote, _host.Clock.GetUtcNow()), (shown.Versions[1].Id, shown.Versions[1].SourceNote, shown.Versions[1].SupersededAt));
        Assert.Equal(1, await _host.CountEventsAsync("regulation.revised"));
        Assert.Equal(1, await _host.ScalarAsync<long>("select count(*) from kernel.outbox where type like '%RegulationTitleRevised%'"));
        await _host.SettleAsync();
        Assert.Equal(Page, await _host.ScalarAsync<string>("select address from published.regulation_page where regulation = '555 CMR 8.00'"));
        Assert.Equal(new TitleUnchanged(), (await ReviseAsync(8, shown.Versions[0].Id, Said() with { Address = Page, AddressSource = "Read there on June 1 (synthetic)" })).Refusal);
        Assert.IsType<TitleChangedMeanwhile>((await ReviseAsync(8, before.Id, Said())).Refusal);

        // Taken back, it is plain text again.
        Assert.Null((await ReviseAsync(8, shown.Versions[0].Id, Said())).Refusal);
        Assert.Null((await _host.SendAsync(new ShowTitleQuery(8))).Value.Address);
        await _host.SettleAsync();
        Assert.Equal(0, await _host.ScalarAsync<long>("select count(*) from published.regulation_page where regulation = '555 CMR 8.00'"));
    }

    [Theory]
    [Trait("Clause", "OV-01")]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public async Task TitleThatEnds_IsLinkedThroughItsLastDay(int last, bool linked)
    {
        var present = (await _host.SendAsync(new ShowTitleQuery(12))).Value.Versions[0];
        var until = _host.Today.AddDays(last);
        Assert.Null((await ReviseAsync(12, present.Id, Known(present) with { InForceUntil = until })).Refusal);

        Assert.Equal(linked, (await PagesAsync(_host.Today)).Any(p => p.Regulation == "555 CMR 12.00"));
        Assert.Equal(linked, (await _host.SendAsync(new ListTitlesQuery())).Value.Rows.Single(r => r.Number == 12) is { InForce: true, Address: not null });
        Assert.DoesNotContain(await PagesAsync(until.AddDays(1)), p => p.Regulation == "555 CMR 12.00");
    }

    [Fact]
    [Trait("Clause", "OV-01")]
    public async Task SiteNoLongerListed_IsLinkedNoMore()
    {
        await _host.ScriptAsync("update commission.official_host set valid_to = '2026-01-31' where host = 'www.mass.gov'");

        Assert.Empty(await PagesAsync(_host.Today));
        Assert.Equal(new DateOnly(2026, 1, 31), Assert.Single(await PagesAsync(new DateOnly(2026, 1, 31))).ValidUntil);
        Assert.IsType<NotAnOfficialPage>((await ReviseAsync(8, (await _host.SendAsync(new ShowTitleQuery(8))).Value.Versions[0].Id, Said() with { Address = Page, AddressSource = "x" })).Refusal);
    }

    [Fact]
    public async Task TitleNotOnRecord_IsEnteredOnce_AlsoByFourAtOnce()
    {
        Assert.Equal(new NotFound("This title"), (await _host.SendAsync(new ShowTitleQuery(13))).Refusal);
        Assert.Equal(new NotFound("This title"), (await ReviseAsync(13, Guid.CreateVersion7(), Said())).Refusal);

        var sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ReviseAsync(13, null, Said())));

        Assert.Single(sent, s => s.Refusal is null);
        Assert.Equal(3, sent.Count(s => s.Refusal is TitleChangedMeanwhile));
        Assert.Equal("555 CMR 13.00", (await _host.SendAsync(new ListTitlesQuery())).Value.Rows[^1].Regulation);
    }

    [Theory]
    [InlineData(Roles.Counsel, true)]
    [InlineData(Roles.ExecutiveDirector, true)]
    [InlineData(Roles.CertStaff, false)]
    [InlineData(Roles.StdStaff, false)]
    [InlineData(Roles.Commissioner, false)]
    [InlineData(Roles.Chair, false)]
    [InlineData(Roles.SysAdmin, false)]
    [InlineData(Roles.AgencyHead, false)]
    public async Task OnlyCounselAndTheExecutiveDirector_Revise(string role, bool may)
    {
        var revised = await _host.SendAsync(new ReviseTitleCommand(13, null, Said(), "First entry"), role);

        Assert.Equal(may, revised.Refusal is null);
        if (!may) Assert.IsType<NotAllowed>(revised.Refusal);
        Assert.Equal(role is not Roles.AgencyHead, (await _host.SendAsync(new ListTitlesQuery(), role)).Refusal is null);
    }

    internal static TitleSaid Said() =>
        new("Databases and Dissemination of Information", new DateOnly(2026, 5, 1), Confidence.High, "Register, compared (synthetic)", null, null, null);

    private static TitleSaid Known(TitleVersion v) => new(v.Heading, v.AsOf, v.Confidence, v.SourceNote, v.InForceUntil, v.Address, v.AddressSource);

    private Task<Result<TitleRevised>> ReviseAsync(int number, Guid? present, TitleSaid said) =>
        _host.SendAsync(new ReviseTitleCommand(number, present, said, "Compared with the text"), Roles.Counsel);

    private async Task<IReadOnlyList<OfficialPage>> PagesAsync(DateOnly on)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IOfficialPages>().InForceAsync(on, default);
    }
}
