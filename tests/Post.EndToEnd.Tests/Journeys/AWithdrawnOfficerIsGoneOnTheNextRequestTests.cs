using System.Net;
using Post.Cli.Demo;
using Post.EndToEnd.Tests.Running;
using Post.PublicDatabase.Features.RefreshOfficers;

namespace Post.EndToEnd.Tests.Journeys;

[Collection(SiteCollection.Name)]
public sealed class AWithdrawnOfficerIsGoneOnTheNextRequestTests(RunningSite site)
{
    [Fact]
    [Trait("Clause", "8.06(1)")]
    [Trait("Clause", "8.06(4)")]
    public async Task ListThatTurnsOutNotToBeTheCommissions_TakesTheOfficerOutEverywhere()
    {
        var key = await site.PublicKeyAsync(Cast.Withdrawn);
        var person = await site.PersonIdAsync(Cast.Withdrawn);
        string[] addresses = [$"/officers/{key}", $"/officers/{key}.csv", $"/api/v1/officers/{key}"];
        foreach (var address in addresses)
        {
            using var before = await site.GetAsync(address);
            Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        }

        Assert.Contains(key, await site.TextAsync("/officers?q=quarrington"), StringComparison.Ordinal);

        await site.ExecuteAsync("update certification.person_report set is_commission_list = false where person_id = $1", person);
        await site.Operator.SendAsync(new RefreshOfficersCommand([person]));

        foreach (var address in addresses)
        {
            using var after = await site.GetAsync(address);
            Assert.Equal(HttpStatusCode.NotFound, after.StatusCode);
        }

        Assert.DoesNotContain("Quarrington", await site.TextAsync("/officers?q=quarrington"), StringComparison.Ordinal);
        Assert.DoesNotContain("Quarrington", await site.TextAsync("/api/v1/officers?q=quarrington"), StringComparison.Ordinal);
        Assert.DoesNotContain("Quarrington", await site.TextAsync("/officers.csv"), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Clause", "8.06(3)")]
    public async Task WithdrawnAndNeverListed_AreAnsweredAlike()
    {
        var crawl = new Crawl(site.Http);
        var held = await site.ScalarAsync<long>("select count(*) from published.officer where officer_number = $1", Cast.Held.OfficerNumber);

        var never = await crawl.GetAsync("/officers/0000-00000-0000");
        var malformed = await crawl.GetAsync("/officers/not-a-key");

        Assert.Equal(1, held);
        Assert.Equal(HttpStatusCode.NotFound, never.Status);
        Assert.Equal(never.Body, malformed.Body);
    }

    [Fact]
    [Trait("Clause", "8.06(4)(b)1.j")]
    public async Task DisciplineReversed_TakesTheComplaintOutAndLeavesTheOther()
    {
        var address = $"/officers/{await site.PublicKeyAsync(Cast.Standing)}";
        Assert.Contains("59000004", await site.TextAsync(address), StringComparison.Ordinal);
        var later = DemoState.AsOf.AddDays(31);
        var file = SyntheticFile.Write(site.PathOf("later-disciplinary.csv"),
            Cast.Reversed with { Discipline = "Suspension: 1-5 days (DISCIPLINE DECISION WAS REVERSED)" });

        await site.Operator.ImportAsync(file, later);

        var now = await site.TextAsync(address);
        Assert.DoesNotContain("59000004", now, StringComparison.Ordinal);
        Assert.Contains("59000003", now, StringComparison.Ordinal);
        Assert.DoesNotContain("59000004", await site.TextAsync($"/api/v1{address}"), StringComparison.Ordinal);
        Assert.DoesNotContain("59000004", await site.TextAsync($"{address}.csv"), StringComparison.Ordinal);
    }
}
