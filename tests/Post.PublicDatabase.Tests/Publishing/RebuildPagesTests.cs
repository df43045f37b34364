using Post.PublicDatabase.Features.RebuildPublication;
using Post.PublicDatabase.Features.RefreshOfficers;
using Post.PublicDatabase.Publishing;

namespace Post.PublicDatabase.Tests.Publishing;

/// <summary>What a page of a rebuild leaves to its end, and what never waits.</summary>
public sealed class RebuildPagesTests : PublicationTest
{
    [Fact]
    [Trait("Clause", "8.06(3)")]
    public async Task AgencyThatNothingNamesAnyMore_IsGoneWithThePage()
    {
        var provisional = Register.Agency("Unheard Of Police", provisional: true);
        var person = Register.Officer("Dana", "Whitfield", "9000-0001");
        var complaint = Register.Complaint(person, "00000001", agency: provisional);
        await Host.RefreshAsync(person);
        Assert.Equal(1, await AgenciesAsync());

        Register.End(complaint, "Unfounded");
        await PageAsync(person);

        Assert.Equal(0, await AgenciesAsync());
    }

    [Fact]
    public async Task AgencyNamedForTheFirstTime_StandsWithThePage()
    {
        var person = Register.Officer("Dana", "Whitfield", "9000-0001", Register.Agency("Millbrook Police Department"));
        await Host.RefreshAsync(person);
        await Host.ExecuteAsync("delete from published.officer");
        await Host.ExecuteAsync("delete from published.agency");

        await PageAsync(person);

        Assert.NotNull(await Host.DocumentAsync(person));
        Assert.Equal(1, await AgenciesAsync());
    }

    [Fact]
    public async Task AgencyThatOnlyGains_IsCountedAtTheEnd()
    {
        var agency = Register.Agency("Millbrook Police Department");
        Guid[] persons = [.. Enumerable.Range(1, 3).Select(i => Register.Officer("Dana", $"Whitfield{i}", $"9000-000{i}", agency))];
        await Host.RefreshAsync(persons);
        await Host.ExecuteAsync("delete from published.officer");
        await Host.ExecuteAsync("update published.agency set officers = 0, doc = replace(doc, '\"officers\":3', '\"officers\":0')");

        await PageAsync(persons);
        Assert.Equal(0, await Host.ScalarAsync<int>("select officers from published.agency"));

        await Host.RebuildAsync();
        Assert.Equal(3, await Host.ScalarAsync<int>("select officers from published.agency"));
    }

    [Fact]
    [Trait("Clause", "8.06(2)")]
    public async Task WhoComesAfterTheRebuild_SeesWhatItAdded()
    {
        var person = Register.Officer("Dana", "Whitfield", "9000-0001");
        await Host.RefreshAsync(person);
        for (var round = 0; round < 5; round++)
        {
            await Host.ExecuteAsync("delete from published.officer");
            await Host.ExecuteAsync("update published.state set version = version + 1");
            while (await SeenAsync(person)) await Task.Delay(5);
            using var done = new CancellationTokenSource();
            // Keeps a lease under way all the time.
            var reader = Task.Run(async () =>
            {
                while (!done.IsCancellationRequested) await SeenAsync(person);
            });

            Assert.Null((await Host.Send(new RebuildPublicationCommand())).Refusal);

            Assert.True(await SeenAsync(person));
            await done.CancelAsync();
            await reader;
        }
    }

    private async Task<bool> SeenAsync(Guid person) => (await Host.SnapshotAsync()).FindOfficer(Host.Keys.OfOfficer(person)) is not null;

    private Task<long> AgenciesAsync() => Host.ScalarAsync<long>("select count(*) from published.agency");

    private async Task PageAsync(params Guid[] persons) => Assert.Null((await Host.Send(
        new RefreshOfficersCommand(persons) { Page = new RebuildPage(new RebuildTurns(), MayReadAhead: true) })).Refusal);
}
