using Post.Audit;
using Post.Kernel.Imports;
using Post.Kernel.Imports.ShowImport;
using Post.Testing;
using static Post.Standards.Tests.ImportDisciplinary.ImportDesk;

namespace Post.Standards.Tests.ImportDisciplinary;

public sealed class ImportDisciplinaryTests : IClassFixture<ModuleHost>
{
    private readonly ModuleHost _host;

    public ImportDisciplinaryTests(ModuleHost host) => _host = host;

    [Fact]
    [Trait("Clause", "8.05(2)(a)")]
    public async Task OneComplaintWithTwoOfficers_IsOneComplaintAndTwoSubjects()
    {
        var run = await _host.BringInAsync(File(
            Row(60000001, 60000001, "1100-0001"), Row(60000002, 60000001, "1100-0002", "Silva"), Row(60000003, 60000001, "1100-0002", "Silva")));

        Assert.Equal(new ImportCounts(3, 3, 0, 0, 0), run.Value.Counts);
        Assert.Equal(1L, await _host.ScalarAsync<long>("select count(*) from standards.complaint where number = '60000001'"));
        Assert.Equal(2L, await _host.ScalarAsync<long>(
            "select count(*) from standards.complaint_subject u join standards.complaint c on c.id = u.complaint_id where c.number = '60000001'"));
    }

    [Fact]
    public async Task SameFileAgain_ChangesNothing()
    {
        var file = File(Row(60000101, 60000101, "1101-0001"), Row(60000102, 60000101, "1101-0001"));
        await _host.BringInAsync(file);
        await _host.SettleAsync();
        var before = await _host.RecordDigestAsync();
        var announced = await _host.ScalarAsync<long>("select count(*) from kernel.outbox");

        var again = await _host.BringInAsync(file);

        Assert.Equal(ImportState.Done, again.Value.State);
        Assert.Equal(new ImportCounts(2, 0, 0, 0, 2), again.Value.Counts);
        Assert.Equal(before, await _host.RecordDigestAsync());
        Assert.Equal(announced, await _host.ScalarAsync<long>("select count(*) from kernel.outbox"));
    }

    [Fact]
    public async Task LaterFileWithACorrection_SupersedesAndKeepsTheOldReport()
    {
        await _host.BringInAsync(File(Row(60000201, 60000201, "1102-0001", disciplines: "Suspension: 1-5 days")));

        var run = await _host.BringInAsync(
            File(Row(60000201, 60000201, "1102-0001", disciplines: "Suspension: 1-5 days (DISCIPLINE DECISION WAS REVERSED)")),
            asOf: DisciplinaryFile.AsOf.AddDays(30));

        Assert.Equal(1, run.Value.Counts.Accepted);
        const string states = """
            select string_agg(s.state || ':' || (s.superseded_at is null), ',' order by s.recorded_at, s.id)
            from standards.disciplinary_action s join standards.allegation a on a.id = s.allegation_id where a.number = 'A-60000201'
            """;
        Assert.Equal("Imposed:false,Reversed:true", await _host.ScalarAsync<string>(states));
    }

    [Fact]
    public async Task OlderFile_DoesNotUndoALaterOne()
    {
        var later = File(Row(60000301, 60000301, "1103-0001", disciplines: "Retraining"));
        await _host.BringInAsync(later, asOf: DisciplinaryFile.AsOf.AddDays(60));
        var before = await _host.RecordDigestAsync();

        var run = await _host.BringInAsync(File(Row(60000301, 60000301, "1103-0001", disciplines: "Demotion")));

        Assert.Equal(1, run.Value.Counts.Unchanged);
        Assert.Equal(before, await _host.RecordDigestAsync());
    }

    [Fact]
    public async Task DryRun_ReportsAndLeavesTheRecord()
    {
        var before = await _host.RecordDigestAsync();

        var run = await _host.BringInAsync(File(Row(60000401, 60000401, "1104-0001")), dryRun: true);

        Assert.Equal(ImportState.Checked, run.Value.State);
        Assert.Equal(1, run.Value.Counts.Accepted);
        Assert.Equal(before, await _host.RecordDigestAsync());
        Assert.Equal(0L, await _host.ScalarAsync<long>("select count(*) from certification.person where officer_number = '1104-0001'"));
    }

    [Fact]
    public async Task AllOrNothing_OneBadRowKeepsEveryRowOut()
    {
        var run = await _host.BringInAsync(
            File(Row(60000501, 60000501, "1105-0001"), Row(60000502, 60000501, "not-a-number")), allOrNothing: true);

        Assert.Equal(ImportState.Refused, run.Value.State);
        Assert.Contains("1 rows were rejected", run.Value.Problem, StringComparison.Ordinal);
        Assert.Equal(0L, await _host.ScalarAsync<long>("select count(*) from standards.complaint where number = '60000501'"));
    }

    [Fact]
    public async Task GoodRowsAmongBad_GoInAndTheBadKeepTheirCellsAndReasons()
    {
        var run = await _host.BringInAsync(File(
            Row(60000601, 60000601, "1106-0001"), Row(60000602, 60000601, "nobody"), "only,three,cells", Row(60000601, 60000601, "1106-0001")));

        Assert.Equal(new ImportCounts(4, 1, 0, 3, 0), run.Value.Counts);
        const string reasons = "select string_agg(reasons[1], '~' order by row_no) from standards.staged_disciplinary_row where run_id = $1 and verdict = 'Rejected'";
        var said = (await _host.ScalarAsync<string>(reasons, run.Value.Id)).Split('~');
        Assert.Contains("MPTCID should be written 0000-0000", said[0], StringComparison.Ordinal);
        Assert.Contains("3 cells", said[1], StringComparison.Ordinal);
        Assert.Contains("stands in the file already", said[2], StringComparison.Ordinal);
        Assert.Equal("only", await _host.ScalarAsync<string>(
            "select cells[1] from standards.staged_disciplinary_row where run_id = $1 and row_no = 3", run.Value.Id));
    }

    [Fact]
    [Trait("Clause", "8.06(4)(b)1.i")]
    public async Task DispositionThatSaysNothingClear_IsHeldAndNotFinal()
    {
        var run = await _host.BringInAsync(File(Row(60000701, 60000701, "1107-0001", disposition: "Other")));

        Assert.Equal(new ImportCounts(1, 0, 1, 0, 0), run.Value.Counts);
        Assert.False(await _host.ScalarAsync<bool>(
            "select d.final from standards.disposition d join standards.allegation a on a.id = d.allegation_id where a.number = 'A-60000701'"));
    }

    [Fact]
    public async Task Promotion_LeavesOneEventThatNamesThePersons()
    {
        var run = await _host.BringInAsync(File(Row(60000801, 60000801, "1108-0001"), Row(60000802, 60000802, "1108-0002", "Nguyen")));

        const string named = """
            select cardinality(e.subject_ids) from audit.event e
            where e.action = 'import.promoted' and e.outcome = 'Ok' and e.parent_id = $1
            """;
        Assert.Equal(2, await _host.ScalarAsync<int>(named, run.Value.RootEvent!.Value));
        Assert.Equal(1L, await _host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'import.received' and id = $1 and artefact_sha256 is not null", run.Value.RootEvent!.Value));
    }

    [Fact]
    public async Task Namesakes_StayTwoPersons()
    {
        await _host.BringInAsync(File(Row(60000901, 60000901, "1109-0001", "Murphy", "John"), Row(60000902, 60000902, "1109-0002", "Murphy", "John")));

        Assert.Equal(2L, await _host.ScalarAsync<long>(
            "select count(distinct person_id) from certification.person_name where surname = 'Murphy' and first_name = 'John'"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("POST.,LastName\n1,2\n")]
    [InlineData("a,b,c\n1,2,3\n")]
    [InlineData("%PDF-1.7 not a csv")]
    public async Task UnreadableFile_IsRefusedWithOneEventAndNothingElse(string text)
    {
        var before = await _host.ScalarAsync<long>("select count(*) from audit.event");
        var runs = await _host.ScalarAsync<long>("select count(*) from kernel.import_run");

        var refused = await _host.BringInAsync(text);

        Assert.IsType<FileNotReadable>(refused.Refusal);
        Assert.Equal(before + 1, await _host.ScalarAsync<long>("select count(*) from audit.event"));
        Assert.Equal(runs, await _host.ScalarAsync<long>("select count(*) from kernel.import_run"));
        Assert.True(await _host.CountEventsAsync("import.received", AuditOutcome.Invalid) > 0);
    }

    [Fact]
    public async Task HeaderAlone_IsNotTakenInAndSaysWhy()
    {
        var run = await _host.BringInAsync(Header + "\n");

        Assert.Equal(ImportState.Refused, run.Value.State);
        Assert.Contains("no rows", run.Value.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FormulaText_IsKeptAsText()
    {
        await _host.BringInAsync(File(Row(60001001, 60001001, "1110-0001", details: "=cmd|' /C calc'!A0")));

        Assert.Equal("=cmd|' /C calc'!A0", await _host.ScalarAsync<string>(
            "select r.narrative from standards.allegation_report r join standards.allegation a on a.id = r.allegation_id where a.number = 'A-60001001'"));
    }

    [Fact]
    [Trait("Clause", "8.07(5)")]
    public async Task RowsShownToStaff_NameThePersonsInTheLog()
    {
        var run = await _host.BringInAsync(File(Row(60001101, 60001101, "1111-0001"), Row(60001102, 60001102, "broken")));

        var shown = await _host.Send(new ListImportRowsQuery(run.Value.Id, null), People.StandardsStaff(_host.Clock));

        Assert.Equal(2, shown.Value.RowCount);
        var person = await _host.ScalarAsync<Guid>("select id from certification.person where officer_number = '1111-0001'");
        Assert.Equal([person], shown.Value.SubjectIds);
        Assert.Equal(1L, await _host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'import.rows.shown' and outcome = 'Ok' and subject_ids = array[$1]", person));
    }
}
