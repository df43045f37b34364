using Post.Audit;
using Post.Kernel.Imports;
using Post.Kernel.Imports.Profiles;
using Post.Kernel.Imports.Profiles.ListProfiles;
using Post.Kernel.Imports.Profiles.RetireProfile;
using Post.Kernel.Imports.Profiles.ShowProfile;
using Post.Kernel.Imports.Reading;
using Post.Kernel.Imports.ShowImport;
using Post.Kernel.Requests;
using Post.Kernel.Tests.Imports.Roster;
using Post.Testing;
using static Post.Kernel.Tests.Imports.Roster.RosterHost;

namespace Post.Kernel.Tests.Imports;

/// <summary>Profiles from their saving to their end, and files that come in by them.</summary>
public sealed class ImportProfileTests(RosterHost host) : IClassFixture<RosterHost>
{
    private const string Header = "badge_no,officer,grade,hired";

    private static FieldRule[] Rules(string agency) =>
    [
        From("Number", "badge_no"), new("LastName") { Column = "officer", Part = NamePart.Surname }, new("FirstName") { Column = "officer", Part = NamePart.FirstName },
        Always("Agency", agency), new("Rank") { Column = "grade", Values = new Dictionary<string, string> { ["S"] = "Sergeant" } },
        new("HiredOn") { Column = "hired", DateForm = "M/d/yyyy" },
    ];

    [Fact]
    public async Task UnknownLayout_ComesInByItsProfileWithoutBeingAsked()
    {
        var saved = await host.SaveAsync("Harbor City roster", Header, Rules("Harbor City"));

        var run = (await host.BringInAsync($"{Header}\n101,\"SMITH, MARY A\",S,7/5/2017\n102,Nobody,S,7/5/2017\n103,\"ITO, MAE\",P,5 July\n")).Value;

        Assert.Equal(new ImportCounts(3, 1, 0, 2, 0), run.Counts);
        Assert.Equal((saved.Value, "Harbor City roster", ImportState.Done), (run.ProfileId!.Value, run.ProfileName, run.State));
        Assert.Equal("(101,\"Harbor City\",SMITH,MARY,\"\",Sergeant,2017-07-05,)", await host.MemberAsync("101"));
        var rows = (await host.Send(new ListImportRowsQuery(run.Id, ImportVerdict.Rejected))).Value.Rows;
        Assert.Equal(["102", "Nobody", "S", "7/5/2017"], rows[0].Cells);
        Assert.Contains("“LAST, FIRST M”", rows[0].Reasons[0], StringComparison.Ordinal);
        Assert.Contains("like 7/5/2017, and is “5 July”", Assert.Single(rows[1].Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ColumnsInAnotherOrder_AreStillThatLayout_AndAWorkbookToo()
    {
        await host.SaveAsync("Ordered", "one,two,three,four", From("Number", "one"), From("LastName", "two"), From("FirstName", "three"), From("Agency", "four"));

        var csv = await host.BringInAsync("Four,three,TWO,one\nHill Town,Mary,Smith,201\n");
        var again = await host.BringInAsync(WorkbookFile.OfCsv("two,one,three,four\nSmith,201,Mary,Hill Town\n"));

        Assert.Equal(new ImportCounts(1, 1, 0, 0, 0), csv.Value.Counts);
        Assert.Equal(new ImportCounts(1, 0, 0, 0, 1), again.Value.Counts);
        Assert.Equal("XLSX workbook", again.Value.Encoding);
    }

    [Fact]
    public async Task SeparatorAndSheetOfAProfile_AreUsed()
    {
        var rules = (FieldRule[])[From("Number", "nr"), From("LastName", "zuname"), From("FirstName", "vorname"), Always("Agency", "Semicolon Town")];
        await host.Send(Save("Semicolons", "nr;zuname;vorname", rules, new ReadingOptions(';')));
        await host.Send(Save("Second sheet", "n2,zuname,vorname", [From("Number", "n2"), .. rules[1..]], new ReadingOptions(Sheet: "Data")));
        var workbook = new WorkbookFile();
        workbook.WithSheet("Cover", workbook.Row(1, "Roster of the town")).WithSheet("Data", workbook.Row(1, "n2", "zuname", "vorname") + workbook.Row(2, 302, "Ito", "Mae"));

        var text = await host.BringInAsync("nr;zuname;vorname\n301;\"Smith, Jr.\";Mary\n");
        var sheet = await host.BringInAsync(workbook.ToBytes());

        Assert.Equal(("Semicolons", "Second sheet"), (text.Value.ProfileName, sheet.Value.ProfileName));
        Assert.Contains("Smith, Jr.", await host.MemberAsync("301"), StringComparison.Ordinal);
        Assert.Contains("Ito", await host.MemberAsync("302"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SavedAgainUnderItsName_IsTheNextVersionAndTheOldOneStays()
    {
        var first = (await host.SaveAsync("Versions", "v1,l,f", From("Number", "v1"), From("LastName", "l"), From("FirstName", "f"), Always("Agency", "One"))).Value;
        var run = (await host.BringInAsync("v1,l,f\n401,Smith,Mary\n")).Value;

        var same = await host.SaveAsync("Versions", "v1,l,f", From("Number", "v1"), From("LastName", "l"), From("FirstName", "f"), Always("Agency", "One"));
        var second = await host.SaveAsync("versions", "v1,l,f", From("Number", "v1"), From("LastName", "l"), From("FirstName", "f"), Always("Agency", "Two"));

        Assert.Equal(first, same.Value);
        var shown = (await host.Send(new ShowProfileQuery(second.Value))).Value;
        Assert.Equal([2, 1], shown.Versions.Select(v => v.Version));
        Assert.NotNull(shown.Versions[1].SupersededAt);
        Assert.Equal(first, (await host.Send(new ShowImportQuery(run.Id))).Value.ProfileId);
        Assert.Equal(1L, await host.ScalarAsync<long>("select count(*) from kernel.import_profile where id = $1 and rules::text like '%One%'", first));
    }

    [Fact]
    public async Task ProfileChangedAfterTheDryRun_IsNotTakenForTheOneThatWasTried()
    {
        FieldRule[] rules = [From("Number", "d1"), From("LastName", "l"), From("FirstName", "f")];
        var file = "d1,l,f\n451,Smith,Mary\n";
        await host.SaveAsync("Dry", "d1,l,f", [.. rules, Always("Agency", "Tried")]);
        var tried = (await host.BringInAsync(file, dryRun: true)).Value;

        var same = await host.BringInAsync(file, tried.ProfileId.ToString());
        await host.SaveAsync("Dry", "d1,l,f", [.. rules, Always("Agency", "Changed")]);
        var changed = await host.BringInAsync(file, tried.ProfileId.ToString());

        Assert.Equal((ImportState.Done, tried.ProfileId), (same.Value.State, same.Value.ProfileId));
        Assert.IsType<ProfileNotLive>(changed.Refusal);
    }

    [Fact]
    public async Task Saving_LeavesOneEventWithTheRulesBeforeAndAfter()
    {
        var before = await host.CountEventsAsync("import.profile.saved");

        await host.SaveAsync("Traced", "t1,l,f", From("Number", "t1"), From("LastName", "l"), From("FirstName", "f"), Always("Agency", "A"));

        Assert.Equal(before + 1, await host.CountEventsAsync("import.profile.saved"));
    }

    [Fact]
    public async Task FaultyRulesAndNames_AreRefusedAndNothingIsKept()
    {
        var count = await host.ScalarAsync<long>("select count(*) from kernel.import_profile");

        var missing = await host.SaveAsync("Faulty", "a,b", From("Number", "a"));
        var twice = await host.SaveAsync("Faulty", Header, [.. Rules("X"), From("Number", "grade")]);
        var nameless = await host.SaveAsync("", Header, Rules("X"));

        Assert.Contains("Nothing fills LastName, FirstName, Agency", Assert.IsType<ProfileNotWhole>(missing.Refusal).Text, StringComparison.Ordinal);
        Assert.Contains("Number is filled from “badge_no” and “grade”", Assert.IsType<ProfileNotWhole>(twice.Refusal).Text, StringComparison.Ordinal);
        Assert.IsType<NotValid>(nameless.Refusal);
        Assert.Equal(count, await host.ScalarAsync<long>("select count(*) from kernel.import_profile"));
    }

    [Fact]
    public async Task TwoProfilesForOneHeader_AreAskedFor_AndOneMayBeNamed()
    {
        FieldRule[] rules = [From("Number", "s1"), From("LastName", "l"), From("FirstName", "f")];
        await host.SaveAsync("Active", "s1,l,f", [.. rules, Always("Agency", "Active")]);
        await host.SaveAsync("Inactive", "s1,l,f", [.. rules, Always("Agency", "Inactive")]);

        var several = await host.BringInAsync("s1,l,f\n501,Smith,Mary\n");
        var named = await host.BringInAsync("s1,l,f\n501,Smith,Mary\n", "inactive");
        var unknown = await host.BringInAsync("s1,l,f\n501,Smith,Mary\n", "Gone");

        Assert.Contains("“Active”, “Inactive”", Assert.IsType<ProfilesSeveral>(several.Refusal).Text, StringComparison.Ordinal);
        Assert.Equal("Inactive", named.Value.ProfileName);
        Assert.IsType<ProfileUnknown>(unknown.Refusal);
    }

    [Fact]
    public async Task ProfileThatDoesNotFitTheFile_IsRefusedByTheColumnItMisses()
    {
        await host.SaveAsync("Misfit", "m1,l,f", From("Number", "m1"), From("LastName", "l"), From("FirstName", "f"), Always("Agency", "A"));

        var refused = await host.BringInAsync("m1,l\n1,Smith\n", "Misfit");
        var twice = await host.BringInAsync("m1,l,f,F\n1,Smith,Mary,Ann\n", "Misfit");

        Assert.Contains("no column “f”", Assert.IsType<FileNotReadable>(refused.Refusal).Text, StringComparison.Ordinal);
        Assert.Equal(ImportState.Done, twice.Value.State);
    }

    [Fact]
    public async Task Retired_IsNoLongerChosenAndItsNameIsFree()
    {
        FieldRule[] rules = [From("Number", "r1"), From("LastName", "l"), From("FirstName", "f"), Always("Agency", "A")];
        var id = (await host.SaveAsync("Retiring", "r1,l,f", rules)).Value;

        var wordless = await host.Send(new RetireProfileCommand(id, ""));
        var done = await host.Send(new RetireProfileCommand(id, "The town merged."));
        var twice = await host.Send(new RetireProfileCommand(id, "Again."));

        Assert.IsType<NotValid>(wordless.Refusal);
        Assert.Null(done.Refusal);
        Assert.IsType<ProfileNotLive>(twice.Refusal);
        Assert.True(Assert.IsType<FileNotReadable>((await host.BringInAsync("r1,l,f\n601,Smith,Mary\n")).Refusal).CanBeMapped);
        Assert.False((await host.SaveAsync("Retiring", "r1,l,f", rules)).Refused);
        Assert.Equal(2, (await host.Send(new ShowProfileQuery(id))).Value.Versions.Count);
        Assert.Contains((await host.Send(new ListProfilesQuery())).Value.Profiles, p => p.Profile.Name == "Retiring" && p.Profile.Version == 2);
    }

    [Fact]
    public async Task TwoAtOnceUnderOneName_LeaveOneInUse()
    {
        var saved = await Task.WhenAll(Enumerable.Range(1, 6).Select(i => host.SaveAsync(
            "Contested", "c1,l,f", From("Number", "c1"), From("LastName", "l"), From("FirstName", "f"), Always("Agency", $"Town {i}"))));

        Assert.DoesNotContain(saved, s => s.Refused);
        Assert.Equal(1L, await host.ScalarAsync<long>("select count(*) from kernel.import_profile where name = 'Contested' and superseded_at is null"));
        Assert.Equal(6L, await host.ScalarAsync<long>("select count(distinct version) from kernel.import_profile where name = 'Contested'"));
    }

    [Fact]
    public async Task KnownLayoutInAWorkbook_IsReadAsTheCsvIs()
    {
        var workbook = WorkbookFile.Of(["Number", "LastName", "FirstName", "Agency", "HiredOn"], [701, "Smith", "Mary", "Known", new DateOnly(2017, 7, 5)]);

        var run = await host.BringInAsync(workbook);

        Assert.Equal(new ImportCounts(1, 1, 0, 0, 0), run.Value.Counts);
        Assert.Null(run.Value.ProfileId);
        Assert.Equal("(701,Known,Smith,Mary,\"\",\"\",2017-07-05,)", await host.MemberAsync("701"));
        Assert.Equal(1, (await host.BringInAsync("Number,LastName,FirstName,Agency,HiredOn\n701,Smith,Mary,Known,2017-07-05\n")).Value.Counts.Unchanged);
    }

    [Fact]
    public async Task WorkbookDamagedInTheMiddle_IsRefusedAndNothingGoesIn()
    {
        var file = new WorkbookFile();
        var rows = string.Concat(Enumerable.Range(2, 5_000).Select(i => file.Row(i, i, "Smith", "Mary", "Damaged Town")));
        file.WithSheet("S", file.Row(1, "Number", "LastName", "FirstName", "Agency") + rows + """<row r="9000"><c r="A9000">""");

        var run = (await host.BringInAsync(file.ToBytes())).Value;

        Assert.Equal(ImportState.Refused, run.State);
        Assert.Contains("damaged", run.Problem, StringComparison.Ordinal);
        Assert.Equal(0L, await host.ScalarAsync<long>("select count(*) from roster.member where agency = 'Damaged Town'"));
        Assert.Equal(1L, await host.CountEventsAsync("import.refused", AuditOutcome.Ok));
    }
}
