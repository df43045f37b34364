using Post.Standards.Features.FollowMergedAgency;
using Post.Standards.Tests.ImportDisciplinary;
using Post.Testing;
using static Post.Standards.Tests.ImportDisciplinary.ImportDesk;

namespace Post.Standards.Tests;

public sealed class FollowMergedAgencyTests : IClassFixture<ModuleHost>
{
    private readonly ModuleHost _host;

    public FollowMergedAgencyTests(ModuleHost host) => _host = host;

    [Fact]
    [Trait("Clause", "8.05(2)(a)1")]
    public async Task ComplaintsFollowTheAgency_AndKeepTheSourcesWords()
    {
        await _host.BringInAsync(File(
            Row(63000001, 63000001, "1500-0001", agency: "Northfield P.D. Annex"), Row(63000002, 63000002, "1500-0002", agency: "Northfield Police")));
        var from = await AgencyAsync("63000001");
        var into = await AgencyAsync("63000002");

        await _host.Send(new FollowMergedAgencyCommand(from, into));
        await _host.Send(new FollowMergedAgencyCommand(from, into));

        Assert.Equal(into, await AgencyAsync("63000001"));
        Assert.Equal("Northfield P.D. Annex", await _host.ScalarAsync<string>(
            "select r.reporting_agency_source from standards.complaint_report r join standards.complaint c on c.id = r.complaint_id where c.number = '63000001'"));
    }

    private Task<Guid> AgencyAsync(string complaint) => _host.ScalarAsync<Guid>(
        "select r.reporting_agency_id from standards.complaint_report r join standards.complaint c on c.id = r.complaint_id where c.number = $1",
        complaint);
}
