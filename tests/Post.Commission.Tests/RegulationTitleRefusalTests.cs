using Npgsql;
using Post.Commission.Features.ListTitles;
using Post.Commission.Features.ReviseTitle;
using Post.Commission.Features.ShowTitle;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Commission.Tests;

/// <summary>What the register of titles does not take: other sites, entries without what they rest on, and anything rewritten.</summary>
public sealed class RegulationTitleRefusalTests(CommissionHost host) : IClassFixture<CommissionHost>
{
    private const string Page = "https://www.mass.gov/regulations/555-CMR-800-databases-synthetic";

    [Theory]
    [InlineData("http://www.mass.gov/regulations/x")]
    [InlineData("https://www.mass.gov.example/regulations/x")]
    [InlineData("https://mass.gov.evil.example/x")]
    [InlineData("https://www.mass.gov@evil.example/x")]
    [InlineData("https://somebody@www.mass.gov/x")]
    [InlineData("https://www.mass.gov:8443/x")]
    [InlineData("https://www.mass.gov/x#part")]
    [InlineData("https://www.mass.gov")]
    [InlineData("https://www.m\u0430ss.gov/x")]
    [InlineData("javascript:alert(1)")]
    [InlineData("//www.mass.gov/x")]
    [InlineData("the page of the Commission")]
    public async Task AddressElsewhere_IsRefused(string address)
    {
        var present = (await host.SendAsync(new ShowTitleQuery(8))).Value.Versions[0];

        Assert.IsType<NotAnOfficialPage>((await host.SendAsync(
            new ReviseTitleCommand(8, present.Id, RegulationTitleTests.Said() with { Address = address, AddressSource = "Somewhere" }, "Found"), Roles.Counsel)).Refusal);

        Assert.Null((await host.SendAsync(new ShowTitleQuery(8))).Value.Address);
    }

    public static TheoryData<string> Incomplete => ["heading", "day", "confidence", "source", "address", "reason", "number", "ahead"];

    [Theory]
    [MemberData(nameof(Incomplete))]
    public async Task WithoutWhatItRestsOn_NothingIsRecorded(string missing)
    {
        var said = missing switch
        {
            "heading" => RegulationTitleTests.Said() with { Heading = "  " },
            "day" => RegulationTitleTests.Said() with { AsOf = null },
            "confidence" => RegulationTitleTests.Said() with { Confidence = null },
            "source" => RegulationTitleTests.Said() with { SourceNote = "" },
            "address" => RegulationTitleTests.Said() with { Address = Page, AddressSource = " " },
            "ahead" => RegulationTitleTests.Said() with { AsOf = host.Today.AddDays(1) },
            _ => RegulationTitleTests.Said(),
        };

        var refused = await host.SendAsync(
            new ReviseTitleCommand(missing is "number" ? 100 : 13, null, said, missing is "reason" ? "" : "First entry"), Roles.Counsel);

        Assert.Equal(RefusalKind.Invalid, refused.Refusal!.Kind);
        Assert.Equal(9, (await host.SendAsync(new ListTitlesQuery())).Value.Rows.Count);
    }

    [Theory]
    [InlineData("update commission.regulation_title set heading = 'x'")]
    [InlineData("delete from commission.regulation_title")]
    [InlineData("update commission.regulation_edition set authority = 'x'")]
    [InlineData("insert into commission.official_host (host, source, valid_from) values ('evil.example', 'x', '2024-01-01')")]
    [InlineData("update commission.cross_reference set built = 'Whole'")]
    [InlineData("update kernel.term set gloss = 'x'")]
    public async Task NothingIsRewritten_ByTheApplicationItself(string sql) =>
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => host.AsAppAsync(sql))).SqlState);
}
