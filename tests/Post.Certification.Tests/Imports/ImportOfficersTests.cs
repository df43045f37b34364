using Post.Kernel.Imports;
using static Post.Certification.Tests.Imports.FileDesk;

namespace Post.Certification.Tests.Imports;

public sealed class ImportOfficersTests(CertificationHost host) : IClassFixture<CertificationHost>
{
    private const string Staged = "staged_officer_row";

    [Fact]
    public async Task ListRow_GivesNameStatusAndEmployerOfTheDay()
    {
        var run = await host.BringInAsync("officers", Officers(
            Officer("4101-0001", "O'Brien Jr., Mary K.", "Conditionally Certified", remark: "Exam due within 90 days")));

        Assert.Equal(new ImportCounts(1, 1, 0, 0, 0), run.Counts);
        var facts = await host.FactsOfAsync("4101-0001");
        Assert.Equal(("Mary", "O'Brien", "Jr."), (facts.Name.FirstName, facts.Name.Surname, facts.Name.Suffix));
        Assert.Equal(("ConditionallyCertified", June), (facts.Status!.Code, facts.Status.AsOf));
        Assert.True(facts.Source.IsCommissionList);
        Assert.Equal("2026-07-01 Exam due within 90 days", await host.ScalarAsync<string>(
            "select s.expires_on || ' ' || s.remark from certification.status_report s join certification.person p on p.id = s.person_id where p.officer_number = '4101-0001'"));
    }

    [Theory]
    [InlineData("4102-0001", "", "NotRecorded")]
    [InlineData("4102-0002", "Not Certified – On Leave", "NotCertifiedOnLeave")]
    [InlineData("4102-0003", "Administrative Suspension", "AdministrativelySuspended")]
    [InlineData("4102-0004", "Restricted / Inactive", "RestrictedInactive")]
    [InlineData("4102-0005", "Certified/SRO", "CertifiedSro")]
    public async Task StatusWords_AreReadAsTheCommissionWritesThem(string number, string status, string code)
    {
        await host.BringInAsync("officers", Officers(Officer(number, status: status)));

        Assert.Equal(code, (await host.FactsOfAsync(number)).Status!.Code);
    }

    [Fact]
    public async Task StatusOutsideTheVocabulary_IsHeld()
    {
        var run = await host.BringInAsync("officers", Officers(Officer("4103-0001", status: "Sort of certified")));

        Assert.Equal(1, run.Counts.Held);
        Assert.Equal("Held: The status “Sort of certified” is not in the vocabulary.", await host.ReasonAsync(run, Staged, 1));
    }

    [Fact]
    public async Task SeveralEmployersOnTheList_AreAllPresentAndOneLeftOutLaterIsGone()
    {
        await host.BringInAsync("officers", Officers(Officer("4104-0001", agency: "Alder Bay Police Department"), Officer("4104-0001")));
        Assert.Equal(2, (await host.FactsOfAsync("4104-0001")).Service.Count(s => s.Current));

        await host.BringInAsync("officers", Officers(Officer("4104-0001")), July);

        var service = (await host.FactsOfAsync("4104-0001")).Service;
        Assert.Equal([true, false], service.Select(s => s.Current));
    }

    [Fact]
    public async Task ServiceKnownFromAHistory_IsNotEndedByAListThatNamesAnotherAgency()
    {
        await host.BringInAsync("employment", Employment(Spell("4105-0001", "3/1/2015", agency: "Alder Bay Police Department")));

        await host.BringInAsync("officers", Officers(Officer("4105-0001")), July);

        Assert.Equal(2, (await host.FactsOfAsync("4105-0001")).Service.Count(s => s.Current));
        Assert.Contains("Alder Bay Police Department since 2015-03-01", await host.ScalarAsync<string>(
            "select details from certification.review_item where kind = 'ServiceNotListed' and officer_number = '4105-0001'"), StringComparison.Ordinal);
        await host.BringInAsync("officers", Officers(Officer("4105-0001", agency: "UNASSOCIATED OFFICER")), August);
        Assert.DoesNotContain((await host.FactsOfAsync("4105-0001")).Service, s => s.Current);
    }

    [Fact]
    public async Task SroRow_AddsToTheStatusAndContradictsNothing()
    {
        var run = await host.BringInAsync("officers", Officers(
            Officer("4106-0001"), Officer("4106-0001", certification: "School Resource Officer", expires: "9/1/2027")));

        Assert.Equal(2, run.Counts.Accepted);
        Assert.Equal("CertifiedSro", (await host.FactsOfAsync("4106-0001")).Status!.Code);
    }

    [Fact]
    public async Task TwoRowsThatGiveTheStatusDifferently_AreBothHeld()
    {
        var run = await host.BringInAsync("officers", Officers(
            Officer("4107-0001", status: "Suspended"), Officer("4107-0001", agency: "Alder Bay Police Department")));

        Assert.Equal(2, run.Counts.Held);
    }

    [Fact]
    public async Task SameListAgain_ChangesNothing()
    {
        var file = Officers(Officer("4108-0001"), Officer("4108-0002", "Nguyen, Minh", "", "UNASSOCIATED OFFICER", ""),
            Officer("4108-0003", "WALSH, BRIDGET"), Officer("4108-0003", "WALSH, BRIDGET", agency: "Alder Bay Police Department"));
        await host.BringInAsync("officers", file);
        var (record, announced) = (await host.RecordAsync(), await host.ScalarAsync<long>("select count(*) from kernel.outbox"));

        var again = await host.BringInAsync("officers", file);

        Assert.Equal(new ImportCounts(4, 0, 0, 0, 4), again.Counts);
        Assert.Equal(record, await host.RecordAsync());
        Assert.Equal(announced, await host.ScalarAsync<long>("select count(*) from kernel.outbox"));
    }

    [Fact]
    public async Task LaterList_EndsTheStatusAndAnOlderOneDoesNotTakeItBack()
    {
        await host.BringInAsync("officers", Officers(Officer("4109-0001")));
        await host.BringInAsync("officers", Officers(Officer("4109-0001", status: "Suspended")), August);

        var older = await host.BringInAsync("officers", Officers(Officer("4109-0001", status: "Decertified")), July);

        Assert.Equal("Unchanged: The record holds a later list of this officer.", await host.ReasonAsync(older, Staged, 1));
        Assert.Equal("Suspended", (await host.FactsOfAsync("4109-0001")).Status!.Code);
        Assert.Equal("Certified 2025-06-30 2025-08-31", await host.ScalarAsync<string>(
            "select s.code || ' ' || s.as_of || ' ' || s.valid_to from certification.status_report s join certification.person p on p.id = s.person_id " +
            "where p.officer_number = '4109-0001' and s.valid_to is not null and s.superseded_at is null"));
    }

    [Fact]
    public async Task LeftOutOfALaterFullList_IsQueuedAndNothingIsDeleted()
    {
        await using var alone = await StartAsync();
        await alone.BringInAsync("officers", Officers(
            Officer("4110-0001"), Officer("4110-0002", "Silva, Ana"), Officer("4110-0003", "Cole, Ben"), Officer("4110-0004", "Dow, Eve")));
        var before = await alone.FactsOfAsync("4110-0004");

        await alone.BringInAsync("officers", Officers(
            Officer("4110-0001"), Officer("4110-0002", "Silva, Ana"), Officer("4110-0003", "Cole, Ben")), July);

        Assert.Equal("4110-0004: Not in the latest status list; last named in the one of 2025-06-30.", await alone.ScalarAsync<string>(
            "select string_agg(officer_number || ': ' || details, ';') from certification.review_item where resolved_at is null"));
        var after = await alone.FactsOfAsync("4110-0004");
        Assert.Equal((before.Status, before.CurrentAgencyId), (after.Status, after.CurrentAgencyId));

        await alone.BringInAsync("officers", Officers(
            Officer("4110-0001"), Officer("4110-0002", "Silva, Ana"), Officer("4110-0003", "Cole, Ben"), Officer("4110-0004", "Dow, Eve")), August);
        Assert.Equal("Returned", await alone.ScalarAsync<string>("select outcome from certification.review_item"));
    }

    [Fact]
    public async Task ShortListOfDecertified_SaysNothingOfTheOthers()
    {
        await using var alone = await StartAsync();
        await alone.BringInAsync("officers", Officers(
            Officer("4111-0001"), Officer("4111-0002", "Silva, Ana"), Officer("4111-0003", "Cole, Ben"), Officer("4111-0004", "Dow, Eve")));

        await alone.BringInAsync("officers", Officers(Officer("4111-0001", status: "Decertified", agency: "")), July);

        Assert.Equal(0L, await alone.ScalarAsync<long>("select count(*) from certification.review_item"));
    }

    [Fact]
    public async Task NumberUnderAnotherName_IsHeldAndTheStatusStays()
    {
        await host.BringInAsync("officers", Officers(Officer("4112-0001", "Okafor, Lena")));

        var run = await host.BringInAsync("officers", Officers(Officer("4112-0001", "Brannigan, Kevin", "Decertified")), July);

        Assert.Equal(1, run.Counts.Held);
        var facts = await host.FactsOfAsync("4112-0001");
        Assert.Equal(("Lena", "Certified"), (facts.Name.FirstName, facts.Status!.Code));
    }

    [Fact]
    public async Task SurnameThatGrows_BecomesTheNameAndTheOldOneIsFormer()
    {
        await host.BringInAsync("officers", Officers(Officer("4113-0001", "Silva, Ana")));
        await host.BringInAsync("officers", Officers(Officer("4113-0001", "Silva Rocha, Ana")), July);

        var facts = await host.FactsOfAsync("4113-0001");
        Assert.Equal("Silva Rocha", facts.Name.Surname);
        Assert.Equal("Silva", Assert.Single(facts.FormerNames).Surname);
    }

    [Theory]
    [InlineData("SMITH, JOHN", "John", "Smith", null)]
    [InlineData("MCGRATH-O'BRIEN, MARY ANN", "Mary Ann", "McGrath-O'Brien", null)]
    [InlineData("Smith, John, Jr.", "John", "Smith", "Jr.")]
    [InlineData("Smith, III, John", "John", "Smith", "III")]
    [InlineData("De los Santos, J. Robert", "J. Robert", "De los Santos", null)]
    [InlineData("Smith, John A B", "John", "Smith", null)]
    public void OfficerCell_IsPartedIntoItsNames(string cell, string first, string surname, string? suffix)
    {
        var name = Post.Certification.Intake.Reading.ReportedName.Split(cell)!;

        Assert.Equal((first, surname, suffix), (name.FirstName, name.Surname, name.Suffix));
    }

    [Fact]
    public async Task OfficerCellWithoutAComma_IsRejected()
    {
        var run = await host.BringInAsync("officers", Officers(Officer("4114-0001", "John Smith"), Officer("4114-0002")));

        Assert.Equal(1, run.Counts.Rejected);
        Assert.Contains("should be written “Last, First”", await host.ReasonAsync(run, Staged, 1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Namesakes_StayApart()
    {
        await host.BringInAsync("officers", Officers(Officer("4115-0001", "Murphy, John"), Officer("4115-0002", "Murphy, John")));

        Assert.NotEqual(await host.PersonAsync("4115-0001"), await host.PersonAsync("4115-0002"));
    }

    internal static async Task<DisposableHost> StartAsync()
    {
        var host = new DisposableHost();
        await host.InitializeAsync();
        return host;
    }
}

/// <summary>A record of its own for a test that speaks of everybody in it.</summary>
internal sealed class DisposableHost : IAsyncDisposable
{
    private readonly CertificationHost _host = new();

    public static implicit operator CertificationHost(DisposableHost alone) => alone._host;

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task<ImportRun> BringInAsync(string kind, string text, DateOnly? asOf = null) => FileDesk.BringInAsync(_host, kind, text, asOf);

    public Task<string> RecordAsync() => FileDesk.RecordAsync(_host);

    public Task<T> ScalarAsync<T>(string sql, params object[] values) => _host.ScalarAsync<T>(sql, values);

    public Task<Post.Certification.Contracts.OfficerFacts> FactsOfAsync(string number) => _host.FactsOfAsync(number);

    public async ValueTask DisposeAsync() => await _host.DisposeAsync();
}
