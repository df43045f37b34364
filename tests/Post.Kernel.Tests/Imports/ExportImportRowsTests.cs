using System.Text;
using Post.Kernel.Imports.ExportRows;
using Post.Kernel.Requests;
using Post.Kernel.Tests.Imports.Roster;

namespace Post.Kernel.Tests.Imports;

/// <summary>Refused rows go back to their sender as a file that can be corrected and sent again.</summary>
public sealed class ExportImportRowsTests(RosterHost host) : IClassFixture<RosterHost>
{
    [Fact]
    public async Task RefusedRows_StandUnderTheirOwnHeaderWithReasonsAndNoCellActs()
    {
        var run = (await host.BringInAsync("Number,LastName,FirstName,Agency,HiredOn\n1,Smith,Mary,A,2017-07-05\n2,=1+1,@x,,\n3,Ito,\"M \"\"ae\"\"\",A,soon\n")).Value;

        var (text, export) = await ExportAsync(run.Id);

        Assert.Equal(2, export.RowCount);
        Assert.Equal("roster-rows.csv", export.FileName);
        var lines = text.TrimEnd().Split("\r\n");
        Assert.Equal("row,line,outcome,reasons,Number,LastName,FirstName,Agency,HiredOn", lines[0]);
        Assert.Equal("2,3,Rejected,Agency is blank.,2,'=1+1,'@x,,", lines[1]);
        Assert.Equal("3,4,Rejected,A day is not written 2017-07-05.,3,Ito,\"M \"\"ae\"\"\",A,soon", lines[2]);
    }

    [Fact]
    public async Task Export_LeavesOneEventWithTheNumberOfRows()
    {
        var run = (await host.BringInAsync("Number,LastName,FirstName,Agency\n,Event,Mary,A\n")).Value;
        var before = await host.CountEventsAsync("import.rows.exported");

        await ExportAsync(run.Id);

        Assert.Equal(before + 1, await host.CountEventsAsync("import.rows.exported"));
        Assert.Equal(1, await host.ScalarAsync<int>("select row_count from audit.event where action = 'import.rows.exported' order by at_db desc limit 1"));
    }

    [Fact]
    public async Task ManyRows_AreWrittenWholeAndTheFileIsGoneAfterwards()
    {
        var run = (await host.BringInAsync("Number,LastName,FirstName,Agency\n" + string.Concat(Enumerable.Range(1, 9_000).Select(i => $",Name {i},Mary,A\n")))).Value;

        var (text, export) = await ExportAsync(run.Id);

        Assert.Equal(9_000, export.RowCount);
        Assert.Equal(9_001, Bytes.Rows("h\n" + string.Join('\n', text.TrimEnd().Split("\r\n").Select(_ => "x"))).Count);
        Assert.False(File.Exists(((FileStream)export.Content).Name));
    }

    [Fact]
    public async Task NoSuchRun_IsNotFound() => Assert.IsType<NotFound>((await host.Send(new ExportImportRowsQuery(Guid.NewGuid()))).Refusal);

    private async Task<(string Text, ImportRowsExport Export)> ExportAsync(Guid run)
    {
        var export = (await host.Send(new ExportImportRowsQuery(run))).Value;
        using var reader = new StreamReader(export.Content, Encoding.UTF8);
        return (await reader.ReadToEndAsync(), export);
    }
}
