using Post.Standards.Features.FollowMovedSpelling;
using Post.Standards.Tests.ImportDisciplinary;
using Post.Testing;
using static Post.Standards.Tests.ImportDisciplinary.ImportDesk;

namespace Post.Standards.Tests;

public sealed class FollowMovedSpellingTests : IClassFixture<ModuleHost>
{
    private readonly ModuleHost _host;

    public FollowMovedSpellingTests(ModuleHost host) => _host = host;

    [Fact]
    [Trait("Clause", "8.05(2)(a)1")]
    public async Task NothingMoved_ChangesNothing()
    {
        await _host.BringInAsync(File(Row(64000001, 64000001, "1600-0001", agency: "Eastbrook Police Department")));
        var agency = await AgencyAsync("64000001");

        await _host.Send(new FollowMovedSpellingCommand(agency));

        Assert.Equal(agency, await AgencyAsync("64000001"));
    }

    [Fact]
    [Trait("Clause", "8.05(2)(a)1")]
    public async Task OnlyRowsOfTheMovedSpelling_Follow()
    {
        await _host.BringInAsync(File(
            Row(64000101, 64000101, "1601-0001", agency: "Westbrook Police Department"),
            Row(64000102, 64000102, "1601-0002", agency: "Westbrook Campus Police"),
            Row(64000103, 64000103, "1601-0003", agency: "Lakeside Police Department")));
        var (kept, moving, into) = (await AgencyAsync("64000101"), await AgencyAsync("64000102"), await AgencyAsync("64000103"));
        await _host.ExecuteAsync("update standards.complaint_report set reporting_agency_id = $1 where reporting_agency_id = $2", kept, moving);
        await _host.ExecuteAsync("update certification.agency_spelling set agency_id = $1 where spelling = 'Westbrook Campus Police'", into);

        await _host.Send(new FollowMovedSpellingCommand(kept));

        Assert.Equal(kept, await AgencyAsync("64000101"));
        Assert.Equal(into, await AgencyAsync("64000102"));
    }

    private Task<Guid> AgencyAsync(string complaint) => _host.ScalarAsync<Guid>(
        "select r.reporting_agency_id from standards.complaint_report r join standards.complaint c on c.id = r.complaint_id where c.number = $1",
        complaint);
}
