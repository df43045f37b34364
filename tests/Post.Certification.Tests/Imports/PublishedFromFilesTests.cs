using static Post.Certification.Tests.Imports.FileDesk;

namespace Post.Certification.Tests.Imports;

/// <summary>What the public reads after the files came in, and that nothing else of them reaches it.</summary>
public sealed class PublishedFromFilesTests
{
    [Fact]
    [Trait("Clause", "8.06(1)")]
    [Trait("Clause", "8.06(3)(a)2")]
    public async Task StatusList_PublishesStatusAndAgencyOfWhomItNames()
    {
        await using var alone = await ImportOfficersTests.StartAsync();
        CertificationHost host = alone;

        await host.BringInAsync("officers", Officers(
            Officer("4701-0001", status: "Suspended"), Officer("4701-0002", "Silva, Ana", "", "UNASSOCIATED OFFICER", "")));
        await host.SettleAsync();

        var published = await host.RowsAsync(
            "select officer_number || ' ' || status_code || ' ' || coalesce(agency_name, 'none') from published.officer order by officer_number",
            r => r.GetString(0));
        Assert.Equal(["4701-0001 Suspended Millbrook Police Department", "4701-0002 NotRecorded none"], published);
    }

    [Fact]
    [Trait("Clause", "8.06(1)")]
    [Trait("Clause", "8.06(3)(a)3")]
    [Trait("Clause", "8.06(3)(a)4")]
    [Trait("Clause", "8.06(4)(b)13")]
    public async Task Histories_PublishDaysOfWhomTheRegulationReachesAndNobodyElse()
    {
        await using var alone = await ImportOfficersTests.StartAsync();
        CertificationHost host = alone;

        await host.BringInAsync("employment", Employment(
            Spell("4702-0001", "3/1/2015"), Spell("4702-0002", "3/1/1999", "6/30/2021"), Spell("4702-0003", "3/1/1999", "7/1/2021"),
            Spell("4702-0004", "3/1/2015", "5/1/2023")));
        await host.BringInAsync("certifications", Certifications(
            Certificate("4702-0001", "C-1", granted: "7/1/2022"), Certificate("4702-0004", "C-4", granted: "7/1/2021"),
            Certificate("4702-0002", "C-2", granted: "7/1/2015", expires: "7/1/2018", status: "Expired")));
        await host.SettleAsync();

        // Left in 2021 before the day; certified more than three years ago and gone since: neither is shown (the clock shows June 2026).
        var published = await host.RowsAsync("select officer_number || ' ' || doc from published.officer order by officer_number", r => r.GetString(0));
        Assert.Equal(["4702-0001", "4702-0003"], published.Select(p => p[..9]));
        Assert.Contains("\"lastCertified\":\"2022-07-01\"", published[0], StringComparison.Ordinal);
        Assert.Contains("\"from\":\"2015-03-01\"", published[0], StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Clause", "8.03(2) Officer")]
    [Trait("Clause", "8.06(1)")]
    public async Task CertifiedAndNeverEmployed_ServesNoAgency_AndIsInThePublicPopulation()
    {
        await using var alone = await ImportOfficersTests.StartAsync();
        CertificationHost host = alone;

        await host.BringInAsync("certifications", Certifications(
            Certificate("4705-0001", "C-1", granted: "7/1/2024", expires: "7/1/2027"),
            Certificate("4705-0002", "C-2", granted: "7/1/2015", expires: "7/1/2018", status: "Expired")));
        await host.SettleAsync();

        var facts = await host.FactsOfAsync("4705-0001");
        Assert.Empty(facts.Service);
        Assert.Empty(facts.CurrentAgencyIds);
        Assert.Equal(["4705-0001 none"], await host.RowsAsync(
            "select officer_number || ' ' || coalesce(agency_name, 'none') from published.officer", r => r.GetString(0)));
    }

    [Fact]
    [Trait("Clause", "8.06(3)(a)4")]
    [Trait("Clause", "8.05(1)(k)")]
    public async Task FilesThatDifferInInternalFactsOnly_PublishTheSameBytes()
    {
        var bare = await PublishAsync(
            Spell("4703-0001", "3/1/2015", "6/1/2024", rank: "", appointment: ""), Officer("4703-0001"), Certificate("4703-0001", "C-1"));
        var full = await PublishAsync(
            Spell("4703-0001", "3/1/2015", "6/1/2024", rank: "Sergeant", appointment: "Reserve", nature: "Termination for cause",
                reason: "kittiwake", misconduct: "Yes", investigation: "Yes"),
            Officer("4703-0001", expires: "9/9/2026", remark: "kittiwake"), Certificate("4703-0001", "C-9", conditions: "kittiwake"));

        Assert.Equal(bare, full);
        Assert.DoesNotContain("kittiwake", full, StringComparison.Ordinal);
    }

    private static async Task<string> PublishAsync(string spell, string listed, string certificate)
    {
        await using var alone = await ImportOfficersTests.StartAsync();
        CertificationHost host = alone;
        await host.BringInAsync("employment", Employment(spell));
        await host.BringInAsync("certifications", Certifications(certificate));
        await host.BringInAsync("officers", Officers(listed));
        await host.SettleAsync();
        // Keys are digests of ids, and ids are made anew each time.
        return await host.ScalarAsync<string>(
            "select regexp_replace(string_agg(doc, '' order by officer_number), '[0-9a-hjkmnp-tv-z]{4}-[0-9a-hjkmnp-tv-z]{4}-[0-9a-hjkmnp-tv-z]{4}', 'key', 'g') from published.officer");
    }
}
