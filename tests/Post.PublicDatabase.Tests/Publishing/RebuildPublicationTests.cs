using Post.Certification.Contracts;
using Post.PublicDatabase.Publishing;

namespace Post.PublicDatabase.Tests.Publishing;

public sealed class RebuildPublicationTests : PublicationTest
{
    [Fact]
    public async Task EmptyCopies_AreMadeWholeAndEachPageIsAChildOfTheAct()
    {
        for (var i = 0; i <= OfficerPublisher.PageSize; i++) Register.Officer("Dana", $"Whitfield{i}", $"9000-{i:0000}");

        await Host.RebuildAsync();

        Assert.Equal(OfficerPublisher.PageSize + 1L, await Host.ScalarAsync<long>("select count(*) from published.officer"));
        Assert.Equal(2L, await Host.ScalarAsync<long>("""
            select count(*) from audit.event child join audit.event parent on parent.id = child.parent_id
            where parent.action = 'publication.rebuilt' and child.action = 'publication.officers.decided'
            """));
    }

    [Fact]
    public async Task CopyThatNoRecordSupports_IsRemoved()
    {
        var person = Register.Officer("Dana", "Whitfield", "9000-0001");
        await Host.RebuildAsync();
        await Host.ExecuteAsync("""
            insert into published.officer select 'zzzz-zzzz-zzzz', 'x', 'Left', 'Over', null, '{}', 'Certified', null, null, null,
              '{}', data_through, null, doc, doc_sha256, sort_key, '{}' from published.officer
            """);

        await Host.RebuildAsync();

        Assert.Equal(1L, await Host.ScalarAsync<long>("select count(*) from published.officer"));
        Assert.NotNull(await Host.DocumentAsync(person));
    }

    [Fact]
    [Trait("Clause", "8.06(4)(b)13")]
    public async Task ThreeYearsOver_NobodySeesThePersonFromMidnightThoughNoJobRan()
    {
        var person = Register.Officer("Dana", "Whitfield", "9000-0001");
        Register.Change(person, o => o with
        {
            ServingFrom = new DateOnly(2020, 1, 1),
            ServedUntil = new DateOnly(2025, 1, 1),
            LastCertifiedOn = new DateOnly(2023, 6, 10),
        });
        await Host.RebuildAsync();

        // The last day is 2026-06-10; at 03:59:59 UTC of the 11th it is still that day in Massachusetts.
        Host.Clock.Set(new DateTimeOffset(2026, 6, 11, 3, 59, 59, TimeSpan.Zero));
        Assert.NotNull((await Host.SnapshotAsync()).FindOfficer(Host.Keys.OfOfficer(person)));
        Host.Clock.Set(new DateTimeOffset(2026, 6, 11, 4, 0, 0, TimeSpan.Zero));
        Assert.Null((await Host.SnapshotAsync()).FindOfficer(Host.Keys.OfOfficer(person)));

        await Host.RebuildAsync();
        Assert.Null(await Host.DocumentAsync(person));

        Register.Change(person, o => o with { CurrentAgencyId = Register.Agency("Millbrook Police Department") });
        await Host.RefreshAsync(person);
        Assert.NotNull(await Host.DocumentAsync(person));
    }

    [Fact]
    [Trait("Clause", "8.06(1)")]
    public async Task AgencyFileWithoutDates_IsHeldAndNotPublished()
    {
        var person = Register.Officer("Dana", "Whitfield", "9000-0001");
        Register.Change(person, o =>
            o with { Source = new SourceFacts(Guid.NewGuid(), "Roster", false, FakeRegister.AsOf) });

        await Host.RebuildAsync();

        Assert.Null(await Host.DocumentAsync(person));
        Assert.Equal(1, await Host.DecisionsAsync("item_key = 'name' and result = 'Hold' and '2' = any (rows)"));
    }
}
