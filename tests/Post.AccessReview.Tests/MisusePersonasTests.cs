using Post.Audit;
using Post.Kernel.Access;

namespace Post.AccessReview.Tests;

/// <summary>Twelve people who misuse what they may see, each in a way of their own: the watch asks about each within five minutes.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class MisusePersonasTests(ReviewHost host) : IClassFixture<ReviewHost>
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    private DateTimeOffset _now = ReviewHost.Morning;

    [Fact]
    public async Task OpensOwnRecord_IsAsked()
    {
        var who = Actor.Of("Ruth Calloway");
        var own = host.Officers.Add("Calloway-Reed");
        host.Accounts.Tie(who.Account, own);

        await RaisesAsync("self", who, host.Open(who, _now, own));
    }

    [Fact]
    public async Task OpensNamesake_IsAsked()
    {
        var who = Actor.Of("Owen Schaeffer");

        await RaisesAsync("relative", who, host.Open(who, _now, host.Officers.Add("Shaefer")));
    }

    [Fact]
    public async Task OpensDeclaredRelative_IsAsked()
    {
        var who = Actor.Of("Nell Pruitt");
        var brother = host.Officers.Add("Ostrander");
        await TieAsync(who, "Family", brother, null);

        await RaisesAsync("relative", who, host.Open(who, _now, brother));
    }

    [Fact]
    public async Task OpensOfficerOfFormerAgencyWithoutMatter_IsAsked()
    {
        var who = Actor.Of("Tom Eriksen");
        var agency = Guid.NewGuid();
        await TieAsync(who, "Agency", null, agency);

        await RaisesAsync("former-agency", who, host.Open(who, _now, host.Officers.Add("Quimby", agencies: agency)));
    }

    [Fact]
    [Trait("Clause", "8.07(5)(a)")]
    public async Task OpensFourRecordsWithoutMatter_IsAsked()
    {
        var who = Actor.Of("Vera Lindqvist", Roles.StdStaff) with { Purpose = "investigation" };

        await RaisesAsync("no-matter", who, [.. Four().Select((officer, i) => host.Open(who, _now.AddMinutes(i), officer))]);
    }

    [Fact]
    public async Task ReadsHundredsOfPersons_IsAsked()
    {
        var who = Actor.Of("Carl Novak");
        await PastDaysAsync(who, personsADay: 30);

        await RaisesAsync("many-persons", who, [.. Enumerable.Range(0, 12).Select(i => host.Search(who, _now.AddMinutes(i * 20), Officers(25)))]);
    }

    [Fact]
    public async Task SearchesAndOpensNothing_IsAsked()
    {
        var who = Actor.Of("Iris Bellamy");
        var found = Officers(3);

        await RaisesAsync("search-no-open", who, [.. Enumerable.Range(0, 16).Select(i => host.Search(who, _now.AddMinutes(i), found))]);
    }

    [Fact]
    public async Task ReadsRestrictedDataAtNight_IsAsked()
    {
        var who = Actor.Of("Hugo Ferrand", Roles.StdStaff) with { Purpose = "investigation", Matter = "I-7" };
        _now = ReviewHost.Morning.AddHours(14);

        await RaisesAsync("odd-hours", who, host.Act(who, _now, "discipline.shown", DataClass.Restricted, host.Officers.Add()));
    }

    [Fact]
    public async Task ReadsRestrictedDataFromANewNetwork_IsAsked()
    {
        var who = Actor.Of("Paula Stroud", Roles.StdStaff) with { Purpose = "investigation", Matter = "I-8" };
        var officer = host.Officers.Add();
        await host.WriteAsync(host.Open(who, _now.AddDays(-1), officer));
        await host.WatchAsync();

        await RaisesAsync("odd-hours", who, host.Act(who with { Place = "198.51.100.0/24" }, _now, "discipline.shown", DataClass.Restricted, officer));
    }

    [Fact]
    public async Task OpensARecordThatFiveOthersOpened_IsAsked()
    {
        var officer = host.Officers.Add("Kestrel");
        var others = Enumerable.Range(0, 5).Select(i => Actor.Of($"Reader {i}")).ToList();
        await host.WriteAsync([.. others.Select((o, i) => host.Open(o, _now.AddMinutes(-60 + i), officer))]);
        await host.WatchAsync();
        var who = Actor.Of("Gail Whitcomb");

        await RaisesAsync("many-lookers", who, host.Open(who, _now, officer));
    }

    [Fact]
    public async Task ComesBackAfterLongSilence_IsAsked()
    {
        var who = Actor.Of("Abel Drummond");
        var officer = host.Officers.Add();
        await host.WriteAsync(host.Open(who, _now.AddDays(-46), officer));
        await host.WatchAsync();

        await RaisesAsync("dormant", who, host.Open(who, _now, officer));
    }

    [Fact]
    [Trait("Clause", "8.07(5)")]
    public async Task OpensThenSendsOutForAnotherPurpose_IsAsked()
    {
        var who = Actor.Of("Lena Marchetti", Roles.StdStaff) with { Purpose = "investigation", Matter = "I-9" };
        var officer = host.Officers.Add();
        await host.WriteAsync(host.Act(who, _now.AddDays(-3), "import.rows.exported", DataClass.Personal, host.Officers.Add()));
        await host.WatchAsync();

        await RaisesAsync("opened-then-sent", who,
            host.Open(who, _now, officer),
            host.Act(who with { Purpose = "publication", Matter = null }, _now.AddHours(2), "import.rows.exported", DataClass.Personal, officer));
    }

    [Fact]
    public async Task OpensAPlantedRecord_IsAsked()
    {
        var canary = host.Officers.Add("Nobody");
        await host.ExecuteAsync(
            "insert into access_review.watched_person values (gen_random_uuid(), $1, 'Canary', 'Planted', now(), 'Test', null)", canary);
        var who = Actor.Of("Simon Hartley");

        await RaisesAsync("canary", who, host.Open(who, _now, canary));
    }

    [Fact]
    public async Task IsAllowedUnderANewRoleWhatWasRefused_IsAsked()
    {
        var who = Actor.Of("Dora Felton", Roles.SysAdmin);
        var officer = host.Officers.Add();
        var refused = host.Open(who, _now, officer) with { Outcome = AuditOutcome.Denied, DenyRule = "not-allowed", SubjectIds = [] };
        var promoted = who with { Roles = [Roles.SysAdmin, Roles.StdStaff] };

        await RaisesAsync("denied-then-allowed", who, refused, host.Open(promoted, _now.AddHours(3), officer));
    }

    // Each event is followed when it happens, as the pump would; what the last one shows must stand five minutes later.
    private async Task RaisesAsync(string rule, Actor who, params AuditEvent[] acts)
    {
        Assert.DoesNotContain(rule, await host.RulesRaisedAsync(who.Account));
        foreach (var act in acts)
        {
            await host.WriteAsync(act);
            host.Clock.Set(act.At.AddSeconds(3));
            await host.WatchAsync();
        }

        Assert.Contains(rule, await host.RulesRaisedAsync(who.Account));
        var raised = await host.ScalarAsync<DateTime>(
            "select min(raised_at) from access_review.alert where actor_id = $1 and rule_code = $2", who.Account, rule);
        Assert.InRange(raised - acts[^1].At.UtcDateTime, TimeSpan.FromDays(-1), s_patience);
    }

    private Task TieAsync(Actor who, string kind, Guid? person, Guid? agency) => host.ExecuteAsync(
        """
        insert into access_review.tie (id, account_id, kind, person_id, agency_id, declared_at)
        values (gen_random_uuid(), $1, $2::text, case when $2::text = 'Agency' then null else $3::uuid end, case when $2::text = 'Agency' then $3::uuid end, now())
        """, who.Account, kind, person ?? agency ?? Guid.Empty);

    private async Task PastDaysAsync(Actor who, int personsADay)
    {
        for (var day = 1; day <= 10; day++)
        {
            await host.ExecuteAsync("insert into access_review.actor_day values ($1, $2, $3, $4, $4)", who.Account,
                DateOnly.FromDateTime(_now.UtcDateTime).AddDays(-day), who.Roles.ToArray(), personsADay + (day % 3));
        }
    }

    private Guid[] Officers(int count) => [.. Enumerable.Range(0, count).Select(_ => host.Officers.Add())];

    private Guid[] Four() => Officers(4);
}
