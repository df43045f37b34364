using Post.Certification.Contracts;
using Post.Certification.Features.ListOfficers;
using Post.Certification.Features.MergePersons;
using Post.Certification.Features.ShowOfficer;
using Post.Certification.Features.UnmergePersons;
using Post.Certification.Features.WithdrawDistinction;
using Post.Certification.Persons;
using Post.Kernel.Requests;
using static Post.Certification.Tests.Reports;

namespace Post.Certification.Tests;

public sealed class MergePersonsTests(CertificationHost host) : IClassFixture<CertificationHost>
{
    [Fact]
    [Trait("Clause", "8.06(3)(a)1")]
    public async Task File_ShowsWhatWasReportedUnderEitherNumberAndUnderWhich()
    {
        await host.ReportAsync(List(August, Officer("6001-0001", "Ana", "Silva", agency: "Otis Police Department")));
        await host.ReportAsync(List(September, Officer("6001-0002", "Ana", "Rocha", status: "Suspended", agency: "Gill Police Department")));

        Assert.Null((await host.MergeAsync("6001-0001", "6001-0002")).Refusal);

        var file = await host.FileAsync("6001-0002");
        Assert.Equal(["6001-0002", "6001-0001"], file.Numbers.Select(n => n.OfficerNumber));
        Assert.Equal(("Rocha", "Silva"), (file.Name.Surname, Assert.Single(file.FormerNames).Surname));
        Assert.Equal("Suspended", file.Status!.Code);
        Assert.Equal("6001-0001", file.NumberOf(Assert.Single(file.ContradictingStatuses).PersonId));
        Assert.Equal(["Gill Police Department", "Otis Police Department"], file.Employments.Select(e => e.Agency).Order());
        Assert.Equal("6001-0001", file.NumberOf(file.Employments.Single(e => e.Agency.StartsWith("Otis", StringComparison.Ordinal)).PersonId));
        Assert.Equal(("Letter of the agency", "Memorandum 12", "CertStaff (test)"), Assert.Single(file.Merges.Select(m => (m.Reason, m.Authority, m.DecidedBy))));
        Assert.Equal(0, file.Namesakes);
    }

    [Fact]
    [Trait("Clause", "8.07(5)")]
    public async Task Look_NamesEveryNumberOfThePerson()
    {
        await host.ReportAsync(List(August, Officer("6002-0001", "Flo", "Ames"), Officer("6002-0002", "Flo", "Ames")));
        await host.MergeAsync("6002-0001", "6002-0002");
        Guid[] both = [await host.PersonAsync("6002-0001"), await host.PersonAsync("6002-0002")];

        await host.FileAsync("6002-0002");
        await host.AsStaffAsync(new ListOfficersQuery("6002-0002", null, null, null));

        foreach (var action in new[] { "officer.opened", "officers.listed", "persons.merged" })
        {
            Assert.Equal(both.Order(), (await host.ScalarAsync<Guid[]>(
                "select subject_ids from audit.event where action = $1 and outcome = 'Ok' order by at_db desc limit 1", action)).Order());
        }
    }

    [Fact]
    public async Task MergedNumber_LeadsToThePersonAndIsNoneOfItsOwn()
    {
        await host.ReportAsync(List(August,
            Officer("6003-0001", "Ivo", "Quandt", agency: "Quandt Police"), Officer("6003-0002", "Ivo", "Renner", status: "Suspended", agency: null)));
        await host.MergeAsync("6003-0001", "6003-0002");
        var (merged, stands) = (await host.PersonAsync("6003-0001"), await host.PersonAsync("6003-0002"));

        var opened = await host.AsStaffAsync(new ShowOfficerQuery(merged));

        Assert.Equal(new NumberIsMerged("6003-0001", "6003-0002", stands), opened.Refusal);
        foreach (var text in new[] { "6003-0001", "6003-0002", "quandt", "renner", "ivo quandt" })
        {
            var row = Assert.Single((await host.AsStaffAsync(new ListOfficersQuery(text, null, null, null))).Value.Rows);
            Assert.Equal((stands, "6003-0001", "Quandt Police"), (row.PersonId, Assert.Single(row.Others).OfficerNumber, Assert.Single(row.Agencies)));
        }

        var agency = await host.AgencyAsync("Quandt Police");
        Assert.Equal(stands, Assert.Single((await host.AsStaffAsync(new ListOfficersQuery(null, agency, null, null))).Value.Rows).PersonId);
        Assert.Equal(new OfficerMembers(stands, []) with { MemberIds = [] }, (await host.MembersAsync(merged))[merged] with { MemberIds = [] });
        Assert.Equal([stands, merged], (await host.MembersAsync(merged))[merged].MemberIds);
        Assert.Empty(await host.FactsAsync(merged));
        Assert.Equal([merged], Assert.Single(await host.FactsAsync(stands, merged)).OtherIds);
        Assert.DoesNotContain(merged, await host.AskAsync<IOfficerDirectory, IReadOnlyList<Guid>>(d => d.ListAsync(null, 100_000, default)));
        Assert.Equal(merged, await host.PersonAsync("6003-0001"));
    }

    [Fact]
    public async Task StatusFilter_FindsAPersonByTheStatusThatIsShown()
    {
        await host.ReportAsync(List(August, Officer("6004-0001", "Uma", "Vance"), Officer("6004-0003", "Uma", "Xiang")));
        await host.ReportAsync(List(September, Officer("6004-0002", "Uma", "Wyler", status: "Decertified"), Officer("6004-0004", "Uma", "Zorn", status: "NotRecorded")));
        await host.MergeAsync("6004-0002", "6004-0001");
        await host.MergeAsync("6004-0004", "6004-0003");

        Assert.Equal(["6004-0003"], await FoundAsync("Certified"));
        Assert.Equal(["6004-0001"], await FoundAsync("Decertified"));
        Assert.Empty(await FoundAsync("NotRecorded"));
        Assert.Equal("Certified", (await host.FileAsync("6004-0003")).Status!.Code);
        Assert.True(Assert.Single(await host.FactsAsync(await host.PersonAsync("6004-0001"))).Decertified);

        async Task<IEnumerable<string>> FoundAsync(string status) =>
            (await host.AsStaffAsync(new ListOfficersQuery("6004", null, status, null))).Value.Rows.Select(r => r.OfficerNumber);
    }

    [Fact]
    public async Task StatusesOfOneDayThatDiffer_AreAllShownAndNoneIsChosen()
    {
        await host.ReportAsync(List(August, Officer("6005-0001", "Mo", "Hale"), Officer("6005-0002", "Mo", "Hale", status: "Suspended")));
        await host.MergeAsync("6005-0001", "6005-0002");

        var file = await host.FileAsync("6005-0002");

        Assert.Null(file.Status);
        Assert.Equal(["Certified", "Suspended"], file.ContradictingStatuses.Select(s => s.Code).Order());
        Assert.Null(Assert.Single(await host.FactsAsync(file.PersonId)).Status);
        Assert.Null(Assert.Single((await host.AsStaffAsync(new ListOfficersQuery("6005", null, null, null))).Value.Rows).StatusCode);
    }

    [Fact]
    public async Task OneServiceUnderTwoNumbers_IsOneToOthers()
    {
        await host.ReportAsync(List(August, Officer("6006-0001", "Bo", "Lind"), Officer("6006-0002", "Bo", "Lind")));
        await host.MergeAsync("6006-0001", "6006-0002");

        var facts = Assert.Single(await host.FactsAsync(await host.PersonAsync("6006-0002")));

        Assert.True(Assert.Single(facts.Service).Current);
        Assert.Equal(2, (await host.FileAsync("6006-0002")).Employments.Count);
    }

    [Fact]
    public async Task LaterFile_AddsToTheNumberItNamesAndIsShownInTheOneFile()
    {
        await host.ReportAsync(List(August, Officer("6007-0001", "Kit", "Moss"), Officer("6007-0002", "Kit", "Moss")));
        await host.MergeAsync("6007-0001", "6007-0002");
        await host.ReportAsync(List(September, Officer("6007-0001", "Kit", "Moss", status: "Suspended")));

        Assert.Equal("Suspended", (await host.FileAsync("6007-0002")).Status!.Code);
        await host.UnmergeAsync("6007-0001");
        Assert.Equal("Suspended", (await host.FileAsync("6007-0001")).Status!.Code);
        Assert.Equal("Certified", (await host.FileAsync("6007-0002")).Status!.Code);
    }

    [Fact]
    public async Task WhatCannotBe_IsRefusedInWords()
    {
        await host.ReportAsync(List(August, [.. Enumerable.Range(1, 4).Select(i => Officer($"6008-000{i}", "Al", "Pike"))]));
        var one = await host.PersonAsync("6008-0001");
        await host.MergeAsync("6008-0001", "6008-0002");

        Assert.IsType<MergeIntoItself>((await host.MergeAsync("6008-0003", "6008-0003")).Refusal);
        Assert.IsType<NumberIsMerged>((await host.MergeAsync("6008-0001", "6008-0003")).Refusal);
        Assert.IsType<NumberIsMerged>((await host.MergeAsync("6008-0003", "6008-0001")).Refusal);
        Assert.IsType<NumberIsMerged>((await host.MergeAsync("6008-0002", "6008-0001")).Refusal);
        Assert.Contains("6008-0001", Assert.IsType<NumberTakesOthersIn>((await host.MergeAsync("6008-0002", "6008-0003")).Refusal).Text, StringComparison.Ordinal);
        Assert.IsType<NumberNotMerged>((await host.UnmergeAsync("6008-0003")).Refusal);
        Assert.IsType<NumbersAreOnePerson>((await host.KeepApartAsync("6008-0001", "6008-0002")).Refusal);
        Assert.IsType<NotFound>((await host.AsStaffAsync(new MergePersonsCommand(Guid.NewGuid(), one, "So it is", null))).Refusal);
        Assert.IsType<NotFound>((await host.AsStaffAsync(new UnmergePersonsCommand(Guid.NewGuid(), "So it is"))).Refusal);
        Assert.Equal(RefusalKind.Invalid, (await host.AsStaffAsync(new MergePersonsCommand(Guid.NewGuid(), one, " ", null))).Refusal!.Kind);
        Assert.Equal(RefusalKind.Invalid, (await host.AsStaffAsync(new UnmergePersonsCommand(one, ""))).Refusal!.Kind);
        Assert.Equal(1L, await host.ScalarAsync<long>(
            "select count(*) from certification.person_merge m join certification.person p on p.id = m.person_id where p.officer_number like '6008%'"));
    }

    [Fact]
    public async Task KeptApart_CannotBeMergedUntilItIsWithdrawn()
    {
        await host.ReportAsync(List(August, [.. Enumerable.Range(1, 3).Select(i => Officer($"6009-000{i}", "Al", "Rusk"))]));
        await host.KeepApartAsync("6009-0001", "6009-0002");
        await host.MergeAsync("6009-0003", "6009-0002");

        var refused = Assert.IsType<NumbersKeptApart>((await host.MergeAsync("6009-0001", "6009-0002")).Refusal);
        Assert.IsType<KeptApartAlready>((await host.KeepApartAsync("6009-0002", "6009-0001")).Refusal);
        var row = Assert.Single((await host.FileAsync("6009-0001")).Distinctions);
        var mirrored = Assert.Single((await host.FileAsync("6009-0002")).Distinctions);
        Assert.Contains("Father and son", refused.Text, StringComparison.Ordinal);
        Assert.Equal(("6009-0002", "6009-0001", "Father and son"), (row.OtherNumber, mirrored.OtherNumber, row.Reason));

        Assert.Null((await host.AsStaffAsync(new WithdrawDistinctionCommand(row.Id, "The son was never an officer"))).Refusal);
        Assert.IsType<DistinctionWithdrawn>((await host.AsStaffAsync(new WithdrawDistinctionCommand(row.Id, "Again"))).Refusal);
        Assert.Null((await host.MergeAsync("6009-0001", "6009-0002")).Refusal);
        Assert.Equal(3, (await host.FileAsync("6009-0002")).Numbers.Count);
    }

    [Fact]
    public async Task TwoMergesAtOnce_NeverMakeACircle()
    {
        await host.ReportAsync(List(August, Officer("6010-0001", "Al", "Stone"), Officer("6010-0002", "Al", "Stone"), Officer("6010-0003", "Al", "Stone")));

        var done = await Task.WhenAll(
            host.MergeAsync("6010-0001", "6010-0002"), host.MergeAsync("6010-0002", "6010-0003"), host.MergeAsync("6010-0003", "6010-0001"));

        Assert.Single(done, d => !d.Refused);
        Assert.All(done.Where(d => d.Refused), d => Assert.True(d.Refusal is NumberIsMerged or NumberTakesOthersIn));
    }

    [Fact]
    public async Task OldNumbers_AreFoundAmongMany_InAFixedNumberOfStatements()
    {
        await host.ReportAsync(List(August, [.. Enumerable.Range(1, 8).Select(i => Officer($"6011-000{i}", "Al", $"Thorne{i}"))]));
        var alone = await host.StatementsOfAsync(new ListOfficersQuery("6011", null, null, null));
        await host.MergeAsync("6011-0001", "6011-0002");
        var few = await host.StatementsOfAsync(new ListOfficersQuery("6011", null, null, null));
        await host.MergeAsync("6011-0003", "6011-0004");
        await host.MergeAsync("6011-0005", "6011-0004");

        Assert.Equal(few, await host.StatementsOfAsync(new ListOfficersQuery("6011", null, null, null)));
        Assert.InRange(few - alone, 0, 2);
        Assert.Equal(5, (await host.AsStaffAsync(new ListOfficersQuery("6011", null, null, null))).Value.Rows.Count);
    }
}
