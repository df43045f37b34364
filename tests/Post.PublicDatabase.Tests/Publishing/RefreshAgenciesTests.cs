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
}
