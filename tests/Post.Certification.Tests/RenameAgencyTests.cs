using Post.Certification.Domain;
using Post.Certification.Features.RenameAgency;
using Post.Certification.Features.ShowAgency;
using Post.Certification.Tests.Imports;
using Post.Kernel.Requests;
using static Post.Certification.Tests.Imports.FileDesk;

namespace Post.Certification.Tests;

[Trait("Clause", "8.03(2) Law Enforcement Agency")]
public sealed class RenameAgencyTests(CertificationHost host) : IClassFixture<CertificationHost>
{
    private static readonly DateOnly s_day = new(2026, 2, 1);

    [Theory]
    [InlineData("2015-01-01", "C 2015-01-01..2018-01-01; A 2018-01-01..2020-01-01; B 2020-01-01..")]
    [InlineData("2018-01-01", "C 2018-01-01..2020-01-01; B 2020-01-01..")]
    [InlineData("2019-01-01", "A 2018-01-01..2019-01-01; C 2019-01-01..2020-01-01; B 2020-01-01..")]
    [InlineData("2020-01-01", "A 2018-01-01..2020-01-01; C 2020-01-01..")]
    [InlineData("2024-01-01", "A 2018-01-01..2020-01-01; B 2020-01-01..2024-01-01; C 2024-01-01..")]
    public void Name_HoldsUpToTheNextOneOnRecord(string from, string expected) => Assert.Equal(expected, Told("C", from));

    [Theory]
    [InlineData("A", "2015-01-01", "A 2015-01-01..2020-01-01; B 2020-01-01..")]
    [InlineData("B", "2019-01-01", "A 2018-01-01..2019-01-01; B 2019-01-01..")]
    [InlineData("B", "2018-01-01", "B 2018-01-01..")]
    [InlineData("B", "2022-01-01", "A 2018-01-01..2020-01-01; B 2020-01-01..")]
    public void SameNameBesideItself_IsOneStretch(string name, string from, string expected) => Assert.Equal(expected, Told(name, from));

    [Fact]
    public async Task NewName_SupersedesOnBothAxesAndIsAKnownSpelling()
    {
        var agency = await AgencyAsync("Aldham Police");
        var day = host.Clock.GetUtcNow();
        host.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Null((await RenameAsync(agency, "Aldham Public Safety", s_day)).Refusal);

        var file = await FileAsync(agency);
        Assert.Equal(
            [("Aldham Public Safety", s_day, null), ("Aldham Police", June, (DateOnly?)s_day)],
            file.Names.Select(n => (n.Name, n.ValidFrom, n.ValidTo)));
        Assert.Equal(("Act of 2026, c. 12", "Letter of the clerk"), (file.Names[0].Authority, file.Names[0].Reason));
        Assert.Contains(file.Spellings, s => s.Spelling == "Aldham Public Safety");
        // Known on the day before, the old name had no end.
        var before = (await host.AsStaffAsync(new ShowAgencyQuery(agency, null, DateOnly.FromDateTime(day.Date)))).Value;
        Assert.Equal(("Aldham Police", (DateOnly?)null), (before.Name, Assert.Single(before.Names).ValidTo));
        Assert.Equal("Aldham Police", (await host.AsStaffAsync(new ShowAgencyQuery(agency, new DateOnly(2026, 1, 31)))).Value.Name);
    }

    [Fact]
    public async Task Refusals_ChangeNothing()
    {
        var agency = await AgencyAsync("Berrow Police");
        await AgencyAsync("Corve Police");
        await host.ReportAsync(Reports.Agencies(Reports.August, "Dene Police Dept"));
        var provisional = await host.AgencyAsync("Dene Police Dept");

        Assert.Equal(new NameOfAnotherAgency("CORVE POLICE"), (await RenameAsync(agency, "CORVE POLICE", s_day)).Refusal);
        Assert.Equal(new NameOfAnotherAgency("Unassociated Officer"), (await RenameAsync(agency, "Unassociated Officer", s_day)).Refusal);
        Assert.Equal(new NameKnownAlready("Berrow Police", s_day), (await RenameAsync(agency, "Berrow Police", s_day)).Refusal);
        Assert.Equal(new StillASpelling("Dene Police Dept"), (await RenameAsync(provisional, "Dene Police", s_day)).Refusal);
        Assert.IsType<NotValid>((await RenameAsync(agency, "Berrow Public Safety", new DateOnly(2030, 1, 1))).Refusal);
        Assert.IsType<NotValid>((await RenameAsync(agency, "--", s_day)).Refusal);
        Assert.Single((await FileAsync(agency)).Names);
    }

    private static string Told(string name, string from) => string.Join("; ", NameSpan
        .With([new("B", new(2020, 1, 1), null), new("A", new(2018, 1, 1), new(2020, 1, 1))], name, DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture))
        .Select(s => $"{s.Name} {s.From:yyyy-MM-dd}..{s.Until:yyyy-MM-dd}"));

    private Task<Result<Done>> RenameAsync(Guid agency, string name, DateOnly from) =>
        host.AsStaffAsync(new RenameAgencyCommand(agency, name, from, "Act of 2026, c. 12", "Letter of the clerk"));

    private async Task<AgencyFile> FileAsync(Guid agency) => (await host.AsStaffAsync(new ShowAgencyQuery(agency))).Value;

    private async Task<Guid> AgencyAsync(string name)
    {
        await host.BringInAsync("agencies", Agencies(Agency(name)));
        return await host.AgencyAsync(name);
    }
}
