using System.IO.Compression;
using Post.Kernel.Imports;
using Post.Kernel.Imports.Profiles;
using Post.Kernel.Imports.Reading;
using Post.Kernel.Tests.Imports.Roster;
using Post.Testing;
using static Post.Kernel.Tests.Imports.Roster.RosterHost;

namespace Post.Kernel.Tests.Imports;

/// <summary>Rosters of real departments, each in a layout of its own, through profiles alone.</summary>
public sealed class RealRosterTests(RosterHost host) : IClassFixture<RosterHost>
{
    [RealDataFact("chicago-cpdp/final-profiles.csv.gz")]
    public async Task Chicago_ComesInWhole()
    {
        var bytes = Unpacked("chicago-cpdp/final-profiles.csv.gz");
        await SaveAsync("Chicago", bytes,
            From("Number", "UID"), From("LastName", "last_name"), From("FirstName", "first_name"), From("Suffix", "suffix_name"),
            Always("Agency", "Chicago Police Department"), new FieldRule("Rank") { Column = "current_rank", Values = new Dictionary<string, string> { ["UNKNOWN"] = "" } },
            new FieldRule("HiredOn") { Column = "appointed_date", DateForm = "yyyy-MM-dd" }, new FieldRule("LeftOn") { Column = "resignation_date", DateForm = "yyyy-MM-dd" });

        var run = (await host.BringInAsync(bytes)).Value;
        var again = (await host.BringInAsync(bytes)).Value;

        Assert.Equal((33_051L, 0L), (run.Counts.Rows, run.Counts.Held));
        Assert.Equal(run.Counts.Accepted, await host.ScalarAsync<long>("select count(*) from roster.member where agency = 'Chicago Police Department'"));
        Assert.InRange(run.Counts.Accepted, 33_000, 33_051);
        Assert.Equal("(100001,\"Chicago Police Department\",BRODERSON,A,\"\",\"\",1950-06-03,1980-03-10)", await host.MemberAsync("100001"));
        Assert.Equal(run.Counts.Accepted, again.Counts.Unchanged);
    }

    [RealDataFact("nyc-ccrb/active_officers_2022-02-07.csv.gz")]
    public async Task NewYork_ComesInWholeAndTwoFilesOfOneHeaderAreToldApart()
    {
        var active = Unpacked("nyc-ccrb/active_officers_2022-02-07.csv.gz");
        var inactive = Unpacked("nyc-ccrb/inactive_officers_2022-02-07.csv.gz");
        FieldRule[] rules = [From("LastName", "lastname"), From("FirstName", "firstname"), From("Rank", "rank")];
        await SaveAsync("New York, active", active, [new FieldRule("Number") { Constant = "A-{id}" }, .. rules, Always("Agency", "New York City Police Department")]);
        await SaveAsync("New York, inactive", active, [new FieldRule("Number") { Constant = "I-{id}" }, .. rules, Always("Agency", "New York City Police Department (left)")]);

        Assert.IsType<ProfilesSeveral>((await host.BringInAsync(active)).Refusal);
        var first = (await host.BringInAsync(active, "New York, active")).Value;
        var second = (await host.BringInAsync(inactive, "New York, inactive")).Value;

        Assert.Equal((35_138L, 50_668L), (first.Counts.Rows, second.Counts.Rows));
        Assert.Equal((35_138L, 50_668L), (first.Counts.Accepted, second.Counts.Accepted));
        Assert.Contains("ACCARDI,RICHARD", await host.MemberAsync("A-000001"), StringComparison.Ordinal);
    }

    [RealDataFact("openoversight-rosters")]
    public async Task NineDepartments_ComeInByOneProfileForEachLayout()
    {
        var files = Directory.GetFiles(RealData.Find("openoversight-rosters")!, "*officers*.csv").Order(StringComparer.Ordinal).ToList();
        Assert.Equal(9, files.Count);
        var layouts = new HashSet<string>();
        foreach (var file in files)
        {
            var bytes = await File.ReadAllBytesAsync(file);
            var header = Header(bytes);
            if (layouts.Add(ImportProfile.Fingerprint(header))) await SaveAsync(Path.GetFileNameWithoutExtension(file), bytes,
            [
                new FieldRule("Number") { Constant = "{id}" }, From("LastName", Named(header, "last")), From("FirstName", Named(header, "first")),
                From("Agency", Named(header, "department")), new FieldRule("HiredOn") { Column = Named(header, "employment"), DateForm = "yyyy-MM-dd" },
            ]);

            var run = (await host.BringInAsync(bytes)).Value;

            Assert.Equal(ImportState.Done, run.State);
            Assert.True(run.Counts.Accepted >= run.Counts.Rows - 1, $"{Path.GetFileName(file)}: {run.Counts}");
        }

        Assert.InRange(await host.ScalarAsync<long>("select count(*) from roster.member where number like '#%'"), 3_990, 4_002);
    }

    private async Task SaveAsync(string name, byte[] bytes, params FieldRule[] rules) =>
        Assert.Null((await host.Send(Save(name, "", rules) with { Header = Header(bytes) })).Refusal);

    private static IReadOnlyList<string> Header(byte[] bytes)
    {
        using var reader = new RowReader(new MemoryStream(bytes), FileEncoding.Utf8);
        return reader.ReadHeader().Cells;
    }

    private static string Named(IReadOnlyList<string> header, string word) => header.First(h => h.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static byte[] Unpacked(string file)
    {
        using var from = new GZipStream(File.OpenRead(RealData.Find(file)!), CompressionMode.Decompress);
        using var to = new MemoryStream();
        from.CopyTo(to);
        return to.ToArray();
    }
}
