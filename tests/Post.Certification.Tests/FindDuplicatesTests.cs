using Post.Certification.Features.ComparePersons;
using Post.Certification.Features.FindAllDuplicates;
using Post.Certification.Features.ListPossibleDuplicates;
using Post.Certification.Features.WithdrawDistinction;
using Post.Certification.Persons;
using Post.Certification.Tests.Imports;
using Post.Kernel.Time;
using Post.Kernel.Work;
using static Post.Certification.Tests.Imports.FileDesk;

namespace Post.Certification.Tests;

public sealed class FindDuplicatesTests(CertificationHost host) : IClassFixture<CertificationHost>
{
    private const string Mill = "Millbrook Police Department";
    private const string Otis = "Otis Police Department";

    [Fact]
    public async Task ServiceAtOneAgencyAtOnce_IsAskedAbout()
    {
        await TakeAsync(Spell("6101-0001", "3/1/2015", "", Mill), Spell("6101-0002", "3/1/2018", "", Mill));

        Assert.Equal(["6101-0001 6101-0002: same-agency"], await host.PairsAsync("6101"));
    }

    [Fact]
    public async Task ServiceThatFollowsTheOther_IsAskedAbout()
    {
        await TakeAsync(
            Spell("6102-0001", "3/1/2015", "6/30/2018", Mill), Spell("6102-0002", "8/1/2018", "", Otis),
            Spell("6102-0003", "1/1/2020", "", Otis, "Jones"), Spell("6102-0004", "3/1/2015", "6/30/2018", Mill, "Jones"));

        Assert.Equal(["6102-0001 6102-0002: follow-on"], await host.PairsAsync("6102"));
    }

    [Fact]
    public async Task NamesakesAtTwoAgenciesAtOnce_OrByNameAlone_AreNot()
    {
        await TakeAsync(
            Spell("6103-0001", "3/1/2015", "", Mill), Spell("6103-0002", "3/1/2018", "", Otis),
            Spell("6103-0003", "3/1/1990", "3/1/1995", Mill, "Jones"), Spell("6103-0004", "3/1/2018", "", Otis, "Jones"));

        Assert.Empty(await host.PairsAsync("6103"));
    }

    [Fact]
    public async Task DifferentSuffix_TellsNamesakesApart_AndTheSameOneAdds()
    {
        await host.ReportAsync(Reports.List(June,
            Reports.Officer("6104-0001", "Roy", "Ottley", "Jr."), Reports.Officer("6104-0002", "Roy", "Ottley", "Sr."),
            Reports.Officer("6104-0003", "Roy", "Ottley", "JR"), Reports.Officer("6104-0004", "Roy", "Ottley")));
        await host.SettleAsync();

        Assert.Equal(
            [
                "6104-0001 6104-0003: same-agency, same-suffix", "6104-0001 6104-0004: same-agency",
                "6104-0002 6104-0004: same-agency", "6104-0003 6104-0004: same-agency",
            ],
            await host.PairsAsync("6104"));
    }

    [Fact]
    public async Task PairThatParts_GoesAndOneThatWeighsMore_KeepsItsAge()
    {
        await TakeAsync(Spell("6105-0001", "3/1/2015", "6/30/2018", Mill), Spell("6105-0002", "8/1/2018", "", Otis));
        var found = await FoundAtAsync("6105-0001", "6105-0002");
        host.Clock.Advance(TimeSpan.FromDays(1));

        await TakeAsync(July, Spell("6105-0002", "8/1/2017", "", Mill));
        Assert.Equal(["6105-0001 6105-0002: same-agency"], await host.PairsAsync("6105"));
        Assert.Equal(found, await FoundAtAsync("6105-0001", "6105-0002"));

        await host.ReportAsync(Reports.List(August, Reports.Officer("6105-0002", "Mary", "Brandt")));
        await host.SettleAsync();
        Assert.Empty(await host.PairsAsync("6105"));
        Assert.Equal(2L, await host.ScalarAsync<long>(
            """
            select count(*) from certification.possible_duplicate d
            join certification.person p on p.id = d.person_id join certification.person o on o.id = d.other_person_id
            where p.officer_number like '6105%' and o.officer_number like '6105%'
            """));
    }

    [Fact]
    public async Task DecidedPair_LeavesTheQueueAndComesBackWhenTheDecisionIsTakenBack()
    {
        await TakeAsync(Spell("6106-0001", "3/1/2015", "", Mill), Spell("6106-0002", "3/1/2018", "", Mill));
        await host.KeepApartAsync("6106-0001", "6106-0002");
        Assert.Empty(await host.PairsAsync("6106"));
        await TakeAsync(July, Spell("6106-0002", "4/1/2018", "", Mill));
        Assert.Empty(await host.PairsAsync("6106"));

        var kept = (await host.FileAsync("6106-0001")).Distinctions[0].Id;
        await host.AsStaffAsync(new WithdrawDistinctionCommand(kept, "Not so"));
        Assert.Single(await host.PairsAsync("6106"));
        await host.MergeAsync("6106-0001", "6106-0002");
        Assert.Empty(await host.PairsAsync("6106"));
        await host.UnmergeAsync("6106-0001");
        Assert.Single(await host.PairsAsync("6106"));
    }

    [Fact]
    public async Task NumberOfAMergedPerson_IsAskedAboutAsThatPerson()
    {
        await TakeAsync(Spell("6107-0001", "3/1/2015", "", Mill), Spell("6107-0002", "3/1/2018", "", Mill), Spell("6107-0003", "3/1/2019", "", Mill));
        Assert.Equal(3, (await host.PairsAsync("6107")).Count);

        await host.MergeAsync("6107-0001", "6107-0002");

        Assert.Equal(["6107-0002 6107-0003: same-agency"], await host.PairsAsync("6107"));
        await host.KeepApartAsync("6107-0001", "6107-0003");
        Assert.Empty(await host.PairsAsync("6107"));
    }

    [Fact]
    public async Task RevisedRule_CountsFromItsDayForEverybody()
    {
        await TakeAsync(Spell("6110-0001", "3/1/2015", "6/30/2018", Mill, "Umber"), Spell("6110-0002", "12/1/2018", "", Otis, "Umber"));
        Assert.Empty(await host.PairsAsync("6110"));
        await host.ExecuteAsync(
            "insert into certification.duplicate_rule (code, value, meaning, source, valid_from) values ('follow-on-days', 365, 'Longer', 'Test', $1)",
            host.Clock.Today());

        Assert.Null((await host.Send(new FindAllDuplicatesCommand())).Refusal);

        Assert.Equal(["6110-0001 6110-0002: follow-on"], await host.PairsAsync("6110"));
        await host.ExecuteAsync("delete from certification.duplicate_rule where source = 'Test'");
    }

    [Fact]
    public async Task Queue_PagesByKeyTheHeaviestFirst_AndNamesWhomItShows()
    {
        await TakeAsync([.. Enumerable.Range(1, 4).Select(i => Spell($"6108-000{i}", "3/1/2015", "", Mill))]);
        var seen = new List<DuplicateRow>();
        Guid? after = null;
        do
        {
            var page = (await host.AsStaffAsync(new ListPossibleDuplicatesQuery(after, 4))).Value;
            Assert.Equal(page.Rows.SelectMany(r => new[] { r.One.PersonId, r.Other.PersonId }).Distinct().Order(), page.SubjectIds.Order());
            seen.AddRange(page.Rows);
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(seen.Count, seen.DistinctBy(r => r.Id).Count());
        Assert.Equal(seen.Select(r => r.Score).OrderDescending(), seen.Select(r => r.Score));
        Assert.Equal(6, seen.Count(r => (r.One.OfficerNumber[..4], r.Other.OfficerNumber[..4]) == ("6108", "6108")));
        var queue = await host.AskAsync<IEnumerable<IWorkQueue>, QueueState>(
            q => q.Single(w => w.Link == "/staff/certification/duplicates").ReadAsync(default));
        Assert.Equal(seen.Count, queue.Count);
    }

    [Fact]
    [Trait("Clause", "8.07(5)")]
    public async Task Comparison_ShowsBothFilesAndNamesBoth()
    {
        await TakeAsync(Spell("6109-0001", "3/1/2015", "", Mill), Spell("6109-0002", "3/1/2018", "", Mill));
        var (one, other) = (await host.PersonAsync("6109-0001"), await host.PersonAsync("6109-0002"));

        var compared = (await host.AsStaffAsync(new ComparePersonsQuery(one, other))).Value;

        Assert.Equal(["same-agency"], compared.Grounds);
        Assert.Equal(("6109-0001", "6109-0002"), (compared.One.File.OfficerNumber, compared.Other.File.OfficerNumber));
        Assert.Equal((0, 0), (compared.One.Complaints, compared.Other.Complaints));
        Assert.Equal(new[] { one, other }.Order(), compared.SubjectIds.Order());
        Assert.IsType<MergeIntoItself>((await host.AsStaffAsync(new ComparePersonsQuery(one, one))).Refusal);
        await host.MergeAsync("6109-0001", "6109-0002");
        Assert.IsType<NumberIsMerged>((await host.AsStaffAsync(new ComparePersonsQuery(one, other))).Refusal);
    }

    private Task<DateTime> FoundAtAsync(string one, string other) => host.ScalarAsync<DateTime>(
        """
        select max(found_at) from certification.possible_duplicate d
        join certification.person p on p.id = d.person_id join certification.person o on o.id = d.other_person_id
        where d.gone_at is null and $1 in (p.officer_number, o.officer_number) and $2 in (p.officer_number, o.officer_number)
        """, one, other);

    private Task TakeAsync(params string[] spells) => TakeAsync(June, spells);

    private async Task TakeAsync(DateOnly asOf, params string[] spells)
    {
        await host.BringInAsync("employment", Employment(spells), asOf);
        await host.SettleAsync();
    }
}
