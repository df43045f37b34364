using Post.App.Access;
using Post.Certification.Features.ListOfficers;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Testing;
using static Post.Certification.Tests.Reports;

namespace Post.Certification.Tests;

/// <summary>A register of sixty, and a few with names that must be told apart.</summary>
public sealed class ListOfficersRegister : IAsyncLifetime
{
    public CertificationHost Host { get; } = new();

    public async Task InitializeAsync()
    {
        await Host.InitializeAsync();
        await Host.ReportAsync(List(
            August,
            [
                .. Officers(60),
                Officer("4001-0001", "John", "Smith", status: "Suspended", agency: "Alford Police Department"),
                Officer("4001-0002", "John", "Smith", agency: "Becket Police Department"),
                Officer("4001-0003", "Zoe", "Smith", agency: null),
                Officer("4001-0004", "Al", "Smithson"),
                Officer("4001-0005", "Maria", "De los Santos"),
                Officer("4001-0006", "Renée", "D'Entremont"),
            ]));
    }

    public Task DisposeAsync() => Host.DisposeAsync();
}

public sealed class ListOfficersTests(ListOfficersRegister register) : IClassFixture<ListOfficersRegister>
{
    private readonly CertificationHost _host = register.Host;

    public static TheoryData<string> PeopleRoles => [.. Roles.OfPeople];

    [Fact]
    public async Task Pages_VisitEveryOfficerOnceInOrder()
    {
        var seen = new List<OfficerRow>();
        Guid? after = null;
        do
        {
            var page = (await _host.AsStaffAsync(new ListOfficersQuery(null, null, null, after, 7))).Value;
            seen.AddRange(page.Rows);
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(66, seen.Select(r => r.PersonId).Distinct().Count());
        Assert.Equal(66, seen.Count);
        var smiths = seen.Where(r => r.Surname.StartsWith("Smith", StringComparison.Ordinal)).Select(r => $"{r.FirstName} {r.Surname}");
        Assert.Equal(["John Smith", "John Smith", "Zoe Smith", "Al Smithson"], smiths);
    }

    [Theory]
    [InlineData("smith", 4)]
    [InlineData("Smith,", 3)]
    [InlineData("smith, jo", 2)]
    [InlineData("john smith", 2)]
    [InlineData("ZOE SMITH", 1)]
    [InlineData("de los santos", 1)]
    [InlineData("dentremont", 1)]
    [InlineData("renee d'entremont", 1)]
    [InlineData("4001-0002", 1)]
    [InlineData("40010002", 1)]
    [InlineData("4001", 6)]
    [InlineData("%", 66)]
    [InlineData("nobody at all", 0)]
    public async Task Text_FindsByHowNameOrNumberBegins(string text, int expected) =>
        Assert.Equal(expected, (await _host.AsStaffAsync(new ListOfficersQuery(text, null, null, null, 100))).Value.Rows.Count);

    [Fact]
    public async Task AgencyAndStatus_Narrow()
    {
        var alford = await _host.AgencyAsync("Alford Police Department");

        var byAgency = (await _host.AsStaffAsync(new ListOfficersQuery(null, alford, null, null))).Value;
        Assert.Equal("4001-0001", Assert.Single(byAgency.Rows).OfficerNumber);
        Assert.Equal("Alford Police Department", byAgency.Agency);
        var byStatus = (await _host.AsStaffAsync(new ListOfficersQuery(null, null, "Suspended", null))).Value;
        Assert.Equal("4001-0001", Assert.Single(byStatus.Rows).OfficerNumber);
        Assert.Empty((await _host.AsStaffAsync(new ListOfficersQuery("zoe smith", alford, null, null))).Value.Rows);
    }

    [Fact]
    public async Task Row_HasStatusAndPresentAgency()
    {
        var row = Assert.Single((await _host.AsStaffAsync(new ListOfficersQuery("4001-0002", null, null, null))).Value.Rows);

        Assert.Equal(("Certified", "Certified", (DateOnly?)August), (row.StatusCode, row.StatusLabel, row.StatusAsOf));
        Assert.Equal(["Becket Police Department"], row.Agencies);
        Assert.Empty(Assert.Single((await _host.AsStaffAsync(new ListOfficersQuery("zoe smith", null, null, null))).Value.Rows).Agencies);
    }

    [Fact]
    public async Task Look_IsRecordedWithEverySubjectAndTheWordsAsked()
    {
        var shown = (await _host.AsStaffAsync(new ListOfficersQuery("smith", null, null, null, 3))).Value;

        var subjects = await _host.ScalarAsync<Guid[]>(
            "select subject_ids from audit.event where action = 'officers.listed' and outcome = 'Ok' order by at_db desc limit 1");
        Assert.Equal(shown.Rows.Select(r => r.PersonId).Order(), subjects.Order());
        var words = await _host.ScalarAsync<string>(
            "select convert_from(p.body, 'UTF8') from audit.payload p join audit.event e on e.id = p.event_id " +
            "where e.action = 'officers.listed' order by e.at_db desc limit 1");
        Assert.Contains("smith", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoPurpose_IsRefusedAndShowsNothing()
    {
        var listed = await _host.Send(new ListOfficersQuery(null, null, null, null), People.WithoutPurpose(_host.Staff));
        Assert.IsType<PurposeNeeded>(listed.Refusal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public async Task PageOfAnotherSize_IsRefused(int limit) =>
        Assert.IsType<NotValid>((await _host.AsStaffAsync(new ListOfficersQuery(null, null, null, null, limit))).Refusal);

    [Theory]
    [MemberData(nameof(PeopleRoles))]
    public async Task Role_SeesOfficersOnlyWithThePermission(string role)
    {
        var listed = await _host.Send(new ListOfficersQuery(null, null, null, null), People.With(role, _host.Clock));

        var allowed = RolePermissions.Table.Allows([role], CertificationPermissions.ReadOfficers);
        Assert.Equal(!allowed, listed.Refusal is NotAllowed);
        if (allowed) Assert.Null(listed.Refusal);
    }

    [Fact]
    public async Task Statements_DoNotGrowWithTheRows()
    {
        await _host.StatementsOfAsync(new ListOfficersQuery(null, null, null, null, 1));
        var one = await _host.StatementsOfAsync(new ListOfficersQuery(null, null, null, null, 1));
        var hundred = await _host.StatementsOfAsync(new ListOfficersQuery(null, null, null, null, 100));

        Assert.Equal(one, hundred);
        Assert.InRange(one, 2, 6);
    }
}
