using Post.Standards.Contracts;

namespace Post.PublicDatabase.Tests.Publishing;

/// <summary>Two databases that differ only in withheld facts publish the same bytes.</summary>
[Trait("Clause", "8.06(3)")]
[Trait("Clause", "8.06(4)(b)1.i")]
public sealed class TwoWorldsTests
{
    [Fact]
    public async Task WithheldFactsDiffer_PublishedBytesAndSnapshotsAreEqual()
    {
        var bare = await PublishAsync(withheld: false);
        var full = await PublishAsync(withheld: true);

        Assert.NotEqual(bare.Decisions, full.Decisions);
        Assert.Equal(bare.Copies, full.Copies);
        Assert.Equal(bare.Snapshot, full.Snapshot);
    }

    private static async Task<(long Decisions, string Copies, string[] Snapshot)> PublishAsync(bool withheld)
    {
        var host = await PublicationHost.StartAsync();
        try
        {
            Record(host.Register, withheld);
            await host.RebuildAsync();
            var snapshot = await host.SnapshotAsync();
            string[] seen =
            [
                .. snapshot.Officers.Officers.Select(o => Convert.ToHexString(snapshot.FindOfficer(o.Key)!.Json.Span)),
                .. snapshot.Agencies.Select(a =>
                    $"{a.Key} {a.Name} {a.County} {string.Join('|', a.OtherSpellings)} {a.Officers}"),
                $"{snapshot.State}",
            ];
            return (await host.DecisionsAsync(), await host.AllPublishedAsync(), seen);
        }
        finally
        {
            await host.DisposeAsync();
        }
    }

    private static void Record(FakeRegister register, bool withheld)
    {
        var agency = register.Agency("Millbrook Police Department", spellings: withheld
            ? ["MILLBROOK P.D. in a withheld row"] : []);
        var dana = register.Officer("Dana", "Whitfield", "9000-0001", agency, "Jr.");
        var john = register.Officer("John", "Smith", "9000-0002", agency);
        register.Complaint(dana, "00000001", agency: agency);
        var words = register.Complaint(john, "00000002", agency: agency);
        register.Change(words, c =>
            c with { Allegations = [.. c.Allegations.Select(a => a with { Discipline = [] })] });
        if (withheld) Withhold(register, dana, john, words);
    }

    private static void Withhold(FakeRegister register, Guid dana, Guid john, Guid words)
    {
        var unseen = register.Agency("An agency that only withheld complaints name", provisional: true);
        register.Complaint(dana, "00000003", "Unfounded", agency: unseen);
        register.Complaint(dana, "00000004", "SeparatedBeforeFinding", agency: unseen);
        register.Complaint(john, "00000005", state: DisciplineState.Pending, agency: unseen);
        register.Complaint(john, "00000006", state: DisciplineState.Reversed, agency: unseen);
        register.Change(words, c => c with
        {
            Allegations =
            [
                .. c.Allegations.Select(a => a with
                {
                    Discipline = [new DisciplineFacts("Unmapped", "Words nobody has screened", DisciplineState.Imposed,
                        [])],
                }),
                Allegations.One("A-withheld", "NeedsDetermination", []) with { IncidentOn = new DateOnly(2024, 1, 1) },
            ],
        });
        var fromRoster = register.Officer("Rita", "Held", "9000-0003", unseen);
        register.Change(fromRoster, o =>
            o with { Source = o.Source with { IsCommissionList = false, AsOf = o.Source.AsOf.AddYears(1) } });
    }
}
