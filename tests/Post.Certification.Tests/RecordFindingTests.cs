using Post.Certification.Applications;
using Post.Certification.Domain;
using Post.Certification.Features.RecordFinding;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Tests;

public sealed class RecordFindingTests(CertificationHost host) : IClassFixture<CertificationHost>
{
    [Fact]
    public async Task LaterFinding_SupersedesAndTheEarlierStays()
    {
        var person = await host.OfficerAsync("6201-0001");
        var application = await host.ReceivedAsync(person, ApplicationKind.Recertification);

        await host.FindAsync(application, "background", Finding.NotMet, "The check is two years old");
        await host.FindAsync(application, "background", Finding.Met, null, "Check of May 2026");

        var file = await host.ApplicationAsync(application);
        var found = file.Requirements.Single(r => r.Code == "background").Found;
        Assert.Equal(("Met", "Check of May 2026"), (found.Finding, found.Document));
        Assert.Equal(("NotMet", "The check is two years old"), Assert.Single(file.Earlier.Select(e => (e.Finding, e.Note))));
        Assert.Equal(1L, await host.ScalarAsync<long>(
            "select count(*) from certification.requirement_evidence where application_id = $1 and item_code = 'background' and superseded_at is null", application));
        Assert.Equal(2L, await host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'certification-requirement.found' and outcome = 'Ok' and subject_ids = array[$1]", person));
    }

    [Theory]
    [InlineData("NotMet")]
    [InlineData("Waived")]
    public async Task NotMetOrWaivedWithoutAReason_IsInvalid(string finding) => Assert.Equal(
        RefusalKind.Invalid,
        (await host.AsStaffAsync(new RecordFindingCommand(Guid.NewGuid(), "age", finding, null, " ", null))).Refusal!.Kind);

    [Fact]
    public async Task EvidenceOfADayToCome_IsInvalid() => Assert.Equal(
        RefusalKind.Invalid,
        (await host.AsStaffAsync(new RecordFindingCommand(Guid.NewGuid(), "age", "Met", host.Clock.Today().AddDays(1), null, null))).Refusal!.Kind);

    [Fact]
    public async Task UnknownRequirementOrApplication_OrADecidedOne_IsRefused()
    {
        var application = await host.ReceivedAsync(await host.OfficerAsync("6202-0001"), ApplicationKind.Recertification);

        Assert.IsType<NoSuchRequirement>((await host.FindAsync(application, "age", Finding.Met)).Refusal);
        Assert.IsType<NotFound>((await host.FindAsync(Guid.NewGuid(), "age", Finding.Met)).Refusal);
        Assert.Null((await host.DecideAsync(application, DecisionKind.Nonrenew)).Refusal);
        Assert.IsType<ApplicationClosed>((await host.FindAsync(application, "work", Finding.Met)).Refusal);
    }
}
