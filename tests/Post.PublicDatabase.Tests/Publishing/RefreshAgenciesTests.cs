using Post.Certification.Contracts;
using Post.PublicDatabase.Features.RefreshAgencies;

namespace Post.PublicDatabase.Tests.Publishing;

public sealed class RefreshAgenciesTests : PublicationTest
{
    [Fact]
    public async Task Renamed_EveryDocumentThatNamesItFollows()
    {
        var agency = Register.Agency("Milbrook PD");
        var serving = Register.Officer("Dana", "Whitfield", "9000-0001", agency);
        var reported = Register.Officer("John", "Smith", "9000-0002");
        Register.Complaint(reported, "00000001", agency: agency);
        await Host.RefreshAsync(serving, reported);

        Register.Rename(agency, "Millbrook Police Department");
        Assert.Null((await Host.Send(new RefreshAgenciesCommand([agency]))).Refusal);
        await Host.SettleAsync();

        Assert.Contains("Millbrook Police Department", await Host.DocumentAsync(serving), StringComparison.Ordinal);
        Assert.Contains("Millbrook Police Department", await Host.DocumentAsync(reported), StringComparison.Ordinal);
        Assert.DoesNotContain("Milbrook PD", await Host.AllPublishedAsync(), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Clause", "8.03(2) Law Enforcement Agency")]
    public async Task SuccessionRecordedThenWithdrawn_BothPagesFollow()
    {
        var (ended, into) = (Register.Agency("Ashby Police Department"), Register.Agency("Berlin Police Department"));
        var serving = Register.Officer("Dana", "Whitfield", "9000-0001", ended);
        await Host.RefreshAsync(serving);
        await Host.Send(new RefreshAgenciesCommand([ended, into]));
        var (before, document) = (await Host.AllPublishedAsync(), await Host.DocumentAsync(serving));

        Register.Succeed(ended, new DateOnly(2026, 1, 1), into);
        await Host.Send(new RefreshAgenciesCommand([ended]));
        await Host.SettleAsync();

        var agencies = (await Host.SnapshotAsync()).Agencies;
        var end = agencies[0].Ended!;
        Assert.Equal(("Merged", new DateOnly(2026, 1, 1), "Berlin Police Department"), (end.How, end.On, Assert.Single(end.Into).Name));
        Assert.Equal("Ashby Police Department", Assert.Single(agencies[1].TookOverFrom).Agency.Name);
        // Nobody's service moved: the officer's document is the same to the byte.
        Assert.Equal(document, await Host.DocumentAsync(serving));

        Register.Rename(ended, "Ashby Public Safety");
        await Host.Send(new RefreshAgenciesCommand([ended]));
        Assert.Equal("Ashby Public Safety", (await Host.SnapshotAsync()).Agencies.Single(a => a.TookOverFrom.Count > 0).TookOverFrom[0].Agency.Name);

        Register.Rename(ended, "Ashby Police Department");
        Register.Succeed(ended, default);
        await Host.Send(new RefreshAgenciesCommand([ended, into]));
        await Host.SettleAsync();
        Assert.Equal(before, await Host.AllPublishedAsync());
    }

    [Fact]
    [Trait("Clause", "8.06(3)(a)4")]
    public async Task OfficerOfTwoAgencies_IsPublishedUnderBoth()
    {
        var (one, two) = (Register.Agency("Ashby Police Department", county: "Essex"), Register.Agency("Berlin Police Department"));
        var person = Register.Officer("Dana", "Whitfield", "9000-0001", one);
        Register.Change(person, o => o with
        {
            Service = [new ServiceSpell(one, null, null, true), new ServiceSpell(two, new(2020, 1, 1), null, true)],
        });
        await Host.RefreshAsync(person);

        var snapshot = await Host.SnapshotAsync();
        Assert.Equal([1, 1], snapshot.Agencies.Select(a => a.Officers));
        Assert.Equal([1, 1], snapshot.Agencies.Select(a => snapshot.Officers.Search(new(AgencyKey: a.Key)).Total.Count));
        Assert.Equal(["Essex", "Norfolk"], Assert.Single(snapshot.Officers.Officers).Counties);
        var document = await Host.DocumentAsync(person);
        Assert.Contains("\"currentAgencies\":[{", document, StringComparison.Ordinal);

        Register.Change(person, o => o with { Service = [.. o.Service.Take(1)] });
        await Host.RefreshAsync(person);
        Assert.Equal(0, (await Host.SnapshotAsync()).Officers.Search(new(AgencyKey: snapshot.Agencies[1].Key)).Total.Count);
    }

    [Fact]
    [Trait("Clause", "8.06(3)")]
    public async Task ProvisionalAgency_IsShownOnlyWhileSomethingPublishedNamesIt()
    {
        var person = Register.Officer("Dana", "Whitfield", "9000-0001");
        Register.Agency("Harbor City Police Department");
        var provisional = Register.Agency("Named by a withheld complaint only", provisional: true);
        Register.Complaint(person, "00000001", "Unfounded", agency: provisional);

        await Host.RebuildAsync();

        var published = await Host.AllPublishedAsync();
        Assert.Contains("Harbor City Police Department", published, StringComparison.Ordinal);
        Assert.DoesNotContain("withheld complaint only", published, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OfficersComeAndGo_TheCountFollows()
    {
        var agency = Register.Agency("Millbrook Police Department");
        var one = Register.Officer("Dana", "Whitfield", "9000-0001", agency);
        var two = Register.Officer("John", "Smith", "9000-0002", agency);
        await Host.RefreshAsync(one, two);
        Assert.Equal(2, await Host.ScalarAsync<int>("select officers from published.agency"));

        Register.Change(two, o => o with { CurrentAgencyId = null });
        await Host.RefreshAsync(two);

        Assert.Equal(1, await Host.ScalarAsync<int>("select officers from published.agency"));
        Assert.Equal(1, (await Host.SnapshotAsync()).Agencies.Single().Officers);
    }

    [Fact]
    [Trait("Clause", "8.06(3)(a)4")]
    public async Task ManyAtOnce_AreCountedAsEachByItself()
    {
        var agencies = Enumerable.Range(0, 20).Select(i => Register.Agency($"Agency of the {i:00}th town", provisional: i % 5 == 0)).ToList();
        var named = Register.Agency("Named by a shown complaint only", provisional: true);
        var officers = Enumerable.Range(0, 50).Select(i => Register.Officer("Dana", "Whitfield", $"9000-{i:0000}", agencies[i % 7])).ToList();
        Register.Complaint(officers[0], "00000001", agency: named);
        await Host.RefreshAsync([.. officers]);
        Assert.Null((await Host.Send(RefreshAgenciesCommand.All)).Refusal);
        var together = await Host.AllPublishedAsync();

        await Host.ExecuteAsync("delete from published.agency");
        foreach (var agency in agencies.Append(named)) await Host.Send(new RefreshAgenciesCommand([agency]));

        Assert.Equal(together, await Host.AllPublishedAsync());
        Assert.Equal(50L, await Host.ScalarAsync<long>("select sum(officers) from published.agency"));
        // 20 less the two provisional ones that nobody serves at (10th, 15th), and the one that a complaint names.
        Assert.Equal(19L, await Host.ScalarAsync<long>("select count(*) from published.agency"));
    }
}
