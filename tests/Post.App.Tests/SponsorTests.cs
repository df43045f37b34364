using System.Net;
using Npgsql;
using Post.App.Administration;
using Post.App.Identity;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Time;
using Post.Testing;

namespace Post.App.Tests;

/// <summary>Vendors, contractors and agents: somebody of the Commission answers for each, until a day, or the account opens nothing.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class SponsorTests(DemoHost host) : IClassFixture<DemoHost>
{
    private const string Why = "Keeps the case system under contract 2026-17.";

    private DateOnly Today => host.Clock.Today();

    [Theory]
    [InlineData(ActorKind.Vendor)]
    [InlineData(ActorKind.Contractor)]
    [InlineData(ActorKind.Agent)]
    public async Task OutsiderWithoutSponsorOrLastDay_IsNotMade(ActorKind kind)
    {
        var sponsor = await host.AddAccountAsync($"sponsor-{Guid.NewGuid():N}");

        Assert.IsType<SponsorMissing>(await RefusalAsync(kind, SponsorToRecord.Nobody));
        Assert.IsType<SponsorMissing>(await RefusalAsync(kind, new SponsorToRecord(sponsor, null, Why)));
        Assert.IsType<SponsorMissing>(await RefusalAsync(kind, new SponsorToRecord(null, Today, Why)));
        Assert.IsType<SponsorMissing>(await RefusalAsync(kind, new SponsorToRecord(sponsor, Today, " ")));
        Assert.IsType<NotASponsor>(await RefusalAsync(kind, new SponsorToRecord(Guid.NewGuid(), Today, Why)));
        Assert.Equal(new SponsorshipTooLong(365), await RefusalAsync(kind, new SponsorToRecord(sponsor, Today.AddDays(-1), Why)));
        Assert.Equal(new SponsorshipTooLong(365), await RefusalAsync(kind, new SponsorToRecord(sponsor, Today.AddDays(366), Why)));
        Assert.Null(await RefusalAsync(kind, new SponsorToRecord(sponsor, Today.AddDays(365), Why)));
    }

    [Fact]
    public async Task SponsorIsOfTheCommissionAndOpen()
    {
        var sponsor = await host.AddAccountAsync("ann-who-leaves");
        var vendor = await VendorAsync("vend-one", sponsor, Today);
        await DisableAsync(sponsor);

        Assert.IsType<NotASponsor>(await RefusalAsync(ActorKind.Vendor, new SponsorToRecord(sponsor, Today, Why)));
        Assert.IsType<NotASponsor>(await RefusalAsync(ActorKind.Vendor, new SponsorToRecord(vendor, Today, Why)));
        Assert.IsType<NotASponsor>(await SponsorAsync(vendor, vendor, Today));
        Assert.IsType<NeedsNoSponsor>(await RefusalAsync(ActorKind.Staff, new SponsorToRecord(sponsor, Today, Why)));
    }

    [Fact]
    public async Task LastDayPast_RefusesTheDoorAndEndsTheSessionAtItsNextUse_AndALaterDayOpensItAgain()
    {
        var sponsor = await host.AddAccountAsync("ben-who-answers");
        var vendor = await VendorAsync("vend-two", sponsor, Today);
        using var browser = host.Browse();
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SignInAsync("vend-two")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/staff")).StatusCode);

        // The last moment of the legal day, then the first of the next.
        var midnight = CivilClock.StartOf(Today.AddDays(1));
        var state = host.Clock.GetUtcNow();
        await host.ExecuteAsync("update identity.session set last_seen_at = $1, started_at = $1 where account_id = $2", midnight.UtcDateTime, vendor);
        host.Clock.Set(midnight.AddSeconds(-1));
        using var late = host.Browse();
        Assert.Equal(HttpStatusCode.Redirect, (await late.SignInAsync("vend-two")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await late.GetAsync("/staff")).StatusCode);
        host.Clock.Set(midnight.AddSeconds(31));

        Assert.Equal(HttpStatusCode.Redirect, (await late.GetAsync("/staff")).StatusCode);
        Assert.Equal("NotSponsored", await LastSummaryAsync("session.refused", vendor));
        using var again = host.Browse();
        var refused = await again.SignInAsync("vend-two");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("Your access has ended", (await Browser.ReadAsync(refused)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'session.opened' and outcome = 'Denied' and deny_rule = 'account-lapsed' and actor_id = $1", vendor));

        Assert.Null(await SponsorAsync(vendor, sponsor, Today.AddDays(30)));
        Assert.Equal(HttpStatusCode.Redirect, (await again.SignInAsync("vend-two")).StatusCode);
        Assert.Equal(2, await host.ScalarAsync<long>("select count(*) from identity.sponsorship where account_id = $1", vendor));
        host.Clock.Set(state > host.Clock.GetUtcNow() ? state : host.Clock.GetUtcNow());
    }

    [Fact]
    public async Task WrongPassword_IsNotToldThatTheAccountLapsed()
    {
        var sponsor = await host.AddAccountAsync("cyd-who-leaves");
        await VendorAsync("vend-three", sponsor, Today.AddDays(5));
        await DisableAsync(sponsor);
        using var browser = host.Browse();

        var refused = await browser.SignInAsync("vend-three", "not the phrase at all");

        Assert.Contains("do not fit together", (await Browser.ReadAsync(refused)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SponsorGone_EndsTheSessionWithinHalfAMinute()
    {
        var sponsor = await host.AddAccountAsync("dan-who-leaves");
        var vendor = await VendorAsync("vend-four", sponsor, Today.AddDays(5));
        using var browser = host.Browse();
        await browser.SignInAsync("vend-four");
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/staff")).StatusCode);

        await DisableAsync(sponsor);
        host.Clock.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/staff")).StatusCode);
        Assert.Equal("NotSponsored", await LastSummaryAsync("session.refused", vendor));
    }

    [Fact]
    public async Task AccountPage_ShowsWhoAnswersUntilWhen_AndTheFormRecordsAnother()
    {
        var sponsor = await host.AddAccountAsync("eve-who-answers");
        var vendor = await VendorAsync("vend-five", sponsor, Today.AddDays(3));
        var admin = await host.AddAccountAsync($"admin-{Guid.NewGuid():N}", Roles.SysAdmin);
        using var browser = await host.Browse().SignedInAsAsync(Roles.SysAdmin);

        var page = await browser.OpenAsync($"/staff/accounts/{vendor}");

        var card = page.QuerySelector("section[aria-labelledby=sponsor-heading]")!;
        Assert.Contains("eve-who-answers (test)", card.TextContent, StringComparison.Ordinal);
        Assert.Contains(Why, card.TextContent, StringComparison.Ordinal);
        Assert.Contains("Vendor", page.QuerySelector("section[aria-labelledby=opens-heading]")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(card.QuerySelector($"option[value='{admin}']"));
        Assert.Null(card.QuerySelector($"option[value='{vendor}']"));
        Assert.Null((await browser.OpenAsync($"/staff/accounts/{sponsor}")).QuerySelector("section[aria-labelledby=sponsor-heading]"));
    }

    [Fact]
    public async Task Database_RefusesAnOutsiderNobodyAnswersFor_WhoeverWrites()
    {
        var sponsor = await host.AddAccountAsync("fay-who-answers");
        var vendor = await VendorAsync("vend-six", sponsor, Today.AddDays(3));

        await RefusesAsync("insert into identity.account (id, display_name, kind, access_failed_count, email_confirmed, lockout_enabled, phone_number_confirmed, two_factor_enabled) values (gen_random_uuid(), 'Bare', 'Vendor', 0, false, false, false, false)");
        await RefusesAsync($"update identity.account set kind = 'Contractor' where id = '{sponsor}'");
        await RefusesAsync($"update identity.sponsorship set superseded_at = now() where account_id = '{vendor}'");
        await RefusesAsync($"update identity.account set kind = 'Guest' where id = '{sponsor}'");
        await RefusesAsync(Insert(vendor, vendor, 1));
        await RefusesAsync(Insert(sponsor, vendor, 1));
        await RefusesAsync(Insert(sponsor, sponsor, 366).Replace("'" + sponsor + "'", "'" + vendor + "'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task DemoOutsiders_AreAnsweredForToo() => Assert.Equal(0, await host.ScalarAsync<long>(
        "select count(*) from identity.account a where a.user_name like 'demo-%' and not identity.is_sponsored(a, $1)", Today));

    private static string Insert(Guid account, Guid sponsor, int days) => $"""
        insert into identity.sponsorship (id, account_id, sponsor_id, ends_on, reason, recorded_at, recorded_by_name)
        values (gen_random_uuid(), '{account}', '{sponsor}', (now() at time zone 'America/New_York')::date + {days}, 'Test', now(), 'Test')
        """;

    private async Task RefusesAsync(string sql) =>
        Assert.StartsWith("23", (await Assert.ThrowsAsync<PostgresException>(() => host.ExecuteAsync(sql))).SqlState, StringComparison.Ordinal);

    private async Task<Guid> VendorAsync(string name, Guid sponsor, DateOnly last)
    {
        var made = await host.Operate(new AddAccountCommand(name, $"{name} (test)", ActorKind.Vendor, [Roles.SysAdmin], AppHost.Password)
        {
            Sponsor = new SponsorToRecord(sponsor, last, Why),
        });
        Assert.Null(made.Refusal);
        return made.Value;
    }

    private async Task<Refusal?> RefusalAsync(ActorKind kind, SponsorToRecord sponsor) =>
        (await host.Operate(new AddAccountCommand($"x-{Guid.NewGuid():N}", "Somebody (test)", kind, [Roles.SysAdmin], AppHost.Password) { Sponsor = sponsor })).Refusal;

    private Caller Administrator => People.With(Roles.SysAdmin, host.Clock) with { SteppedUpAt = host.Clock.GetUtcNow() };

    private async Task<Refusal?> SponsorAsync(Guid account, Guid sponsor, DateOnly last) =>
        (await host.Dispatch(new SponsorAccountCommand(account, sponsor, last, Why), Administrator)).Refusal;

    private async Task DisableAsync(Guid account) => Assert.Null((await host.Dispatch(new DisableAccountCommand(account, "Left"), Administrator)).Refusal);

    private Task<string> LastSummaryAsync(string action, Guid actor) => host.ScalarAsync<string>("""
        select convert_from(p.body, 'UTF8')::jsonb #>> '{CustomFields,Summary}' from audit.event e join audit.payload p on p.event_id = e.id
        where e.action = $1 and e.actor_id = $2 order by e.pseq desc limit 1
        """, action, actor);
}
