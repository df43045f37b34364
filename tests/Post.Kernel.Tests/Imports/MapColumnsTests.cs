using System.Text;
using Post.Kernel.Imports;
using Post.Kernel.Imports.Drafts.DiscardDraft;
using Post.Kernel.Imports.Drafts.DraftImport;
using Post.Kernel.Imports.Drafts.ShowDraft;
using Post.Kernel.Imports.Drafts.TryMapping;
using Post.Kernel.Imports.ListImports;
using Post.Kernel.Imports.Profiles;
using Post.Kernel.Imports.Reading;
using Post.Kernel.Imports.ReceiveImport;
using Post.Kernel.Requests;
using Post.Kernel.Tests.Imports.Roster;
using Post.Testing;
using static Post.Kernel.Tests.Imports.Roster.RosterHost;

namespace Post.Kernel.Tests.Imports;

/// <summary>A file whose columns nobody has named: laid aside, looked at, tried, and ended.</summary>
public sealed class MapColumnsTests(RosterHost host) : IClassFixture<RosterHost>
{
    private static readonly FieldRule[] s_rules =
        [From("Number", "star"), From("LastName", "last_name"), From("FirstName", "first_name"), Always("Agency", "Lake City"), new("HiredOn") { Column = "appointed_date", DateForm = "M/d/yyyy" }];

    private static readonly string s_file = "star,last_name,first_name,appointed_date,note\n"
        + string.Concat(Enumerable.Range(1, 30).Select(i => $"{i}.0,Smith,Mary,7/{i}/2017,\n")) + "99,Ito,Mae,soon,\n";

    [Fact]
    public async Task Draft_ShowsTwentyRowsWhatTheyLookLikeAndWhatMightFillTheFields()
    {
        var draft = await host.DraftAsync(Encoding.UTF8.GetBytes(s_file), kind: null);

        var shown = (await host.Send(new ShowDraftQuery(draft))).Value;

        Assert.Equal(("roster", 20, 5), (shown.Kind, shown.Rows.Count, shown.Columns.Count));
        Assert.Equal(["1.0", "Smith", "Mary", "7/1/2017", ""], shown.Rows[0]);
        Assert.Equal((GuessedType.Number, true), (shown.Columns[0].Guess.Type, shown.Columns[0].Guess.WholeNumber));
        Assert.Equal(GuessedType.Blank, shown.Columns[4].Guess.Type);
        var fields = shown.Fields.ToDictionary(f => f.Name);
        Assert.Equal(("last_name", "first_name"), (fields["LastName"].Proposed?.Column, fields["FirstName"].Proposed?.Column));
        Assert.True(fields["Agency"].Required);
        Assert.Null(fields["Agency"].Proposed);
    }

    [Fact]
    public async Task LookingAtADraft_NeedsAPurposeAndLeavesAnEventWithTheFilesDigest()
    {
        var draft = await host.DraftAsync(Encoding.UTF8.GetBytes(s_file));
        var staff = People.CertificationStaff(host.Clock);

        Assert.IsType<PurposeNeeded>((await host.Send(new ShowDraftQuery(draft), People.WithoutPurpose(staff))).Refusal);
        Assert.Null((await host.Send(new ShowDraftQuery(draft), staff)).Refusal);

        Assert.Equal(1L, await host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'import.draft.shown' and outcome = 'Ok' and artefact_sha256 is not null and actor_id = $1", staff.Id!));
    }

    [Fact]
    public async Task Separator_IsGuessedFromTheFirstLine()
    {
        var draft = await host.DraftAsync("a;b;c\n1;2,5;3\n"u8.ToArray());

        Assert.Equal(';', (await host.Send(new ShowDraftQuery(draft))).Value.Reading.Delimiter);
        Assert.Equal(["a;b;c"], (await host.Send(new ShowDraftQuery(draft, Delimiter: ','))).Value.Columns.Select(c => c.Name));
    }

    [Fact]
    public async Task Sheets_AreOfferedAndTheNamedOneIsShown()
    {
        var file = new WorkbookFile();
        file.WithSheet("Cover", file.Row(1, "x")).WithSheet("Secret", file.Row(1, "s"), "hidden").WithSheet("Data", file.Row(1, "star") + file.Row(2, 7));
        var draft = await host.DraftAsync(file.ToBytes());

        var shown = (await host.Send(new ShowDraftQuery(draft, Sheet: "Data"))).Value;

        Assert.Equal(["Cover", "Data"], shown.Sheets);
        Assert.Equal(["7"], Assert.Single(shown.Rows));
    }

    [Fact]
    public async Task Trying_ShowsTheRowsInTheWordsOfTheKindAndKeepsNothing()
    {
        var draft = await host.DraftAsync("star,last_name,first_name,appointed_date\n7,Smith,Mary,7/5/2017\n8,Ito,Mae,soon\n9,,Ann,\n"u8.ToArray());

        var tried = (await host.Send(new TryMappingQuery(draft, "roster", ReadingOptions.Default, s_rules, null))).Value;

        Assert.Equal(["Number", "LastName", "FirstName", "Agency", "HiredOn"], tried.Fields);
        Assert.Equal(["7", "Smith", "Mary", "Lake City", "2017-07-05"], tried.Rows[0].Cells);
        Assert.Equal([ImportVerdict.Accepted, ImportVerdict.Rejected, ImportVerdict.Rejected], tried.Rows.Select(r => r.Verdict));
        Assert.Contains("“soon”", Assert.Single(tried.Rows[1].Reasons), StringComparison.Ordinal);
        Assert.Equal("LastName is blank.", Assert.Single(tried.Rows[2].Reasons));
        Assert.Equal(0L, await host.ScalarAsync<long>("select count(*) from roster.staged_row where cells[2] = 'Ito' and cells[4] = 'soon'"));
    }

    [Fact]
    public async Task TryingRulesThatAreNotWhole_IsRefusedInWords()
    {
        var draft = await host.DraftAsync(Encoding.UTF8.GetBytes(s_file));

        var refused = await host.Send(new TryMappingQuery(draft, "roster", ReadingOptions.Default, s_rules[1..], null));

        Assert.Contains("Nothing fills Number", Assert.IsType<ProfileNotWhole>(refused.Refusal).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draft_WaitsUntilItIsBroughtInOrDiscarded()
    {
        var used = await host.DraftAsync(Encoding.UTF8.GetBytes("w1,l,f\n1,Smith,Mary\n"), "used.csv");
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        var thrown = await host.DraftAsync("x,y\n1,2\n"u8.ToArray(), "thrown.csv");
        Assert.Equal(["thrown.csv", "used.csv"], await WaitingAsync("used.csv", "thrown.csv"));

        await host.SaveAsync("Waiting", "w1,l,f", From("Number", "w1"), From("LastName", "l"), From("FirstName", "f"), Always("Agency", "W"));
        var shown = (await host.Send(new ShowDraftQuery(used))).Value;
        await host.Send(new ReceiveImportCommand("roster", "used.csv", shown.Draft.FileSha256, AsOf, true, false, "Waiting", used));
        await host.Send(new DiscardDraftCommand(thrown));

        Assert.Equal("Waiting", shown.FittingProfile);
        Assert.Empty(await WaitingAsync("used.csv", "thrown.csv"));
        Assert.IsType<NotFound>((await host.Send(new ShowDraftQuery(used))).Refusal);
        Assert.IsType<NotFound>((await host.Send(new TryMappingQuery(thrown, "roster", ReadingOptions.Default, s_rules, null))).Refusal);
    }

    [Fact]
    public async Task FileThatCannotBeRead_IsNoDraft()
    {
        using var picture = new MemoryStream([0x89, 0x50, 0x4E, 0x47, 0, 0]);
        var sha256 = await host.KeepAsync(picture);

        Assert.Equal("binary", Assert.IsType<FileNotReadable>((await host.Send(new DraftImportCommand("x.csv", sha256, null, null))).Refusal).Reason);
    }

    [Fact]
    public async Task FileNobodyKept_IsNotLookedFor() => Assert.IsType<NotFound>((await host.Send(new ShowDraftQuery(Guid.NewGuid()))).Refusal);

    private async Task<IReadOnlyList<string>> WaitingAsync(params string[] names) =>
        [.. (await host.Send(new ListImportsQuery())).Value.Drafts.Select(d => d.FileName).Where(names.Contains)];
}
