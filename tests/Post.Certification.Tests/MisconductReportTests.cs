using Post.Certification.Domain;
using Post.Certification.Features.ListAgencyReports;
using Post.Certification.Features.ShowAgencyReport;
using Post.Certification.Features.TakeInReport;

namespace Post.Certification.Tests;

/// <summary>Every report answers whether it also alleges or shows misconduct; if it does, 1.01 governs beside it (12.05(1)).</summary>
[Trait("Clause", "12.05(1)")]
public sealed class MisconductReportTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task ReportThatShowsMisconduct_HasTheClockOf101_WhichNoSettlingEnds()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Quassia Police Department", "4921-0001");
        // Known on a Thursday: two business days later is Monday.
        var said = agency.Separation("4921-0001", new DateOnly(2026, 6, 4)) with { ShowsMisconduct = "Yes" };

        var report = await agency.ReceivedAsync(ReportKind.Separation, said);

        var file = (await host.AsStaffAsync(new ShowAgencyReportQuery(report))).Value.File;
        Assert.True(file.IsRule101);
        Assert.Equal(new DateOnly(2026, 6, 8), file.ConductDueOn);
        Assert.Null((await agency.FileAsync(report)).ConductClockId);
        Assert.Null((await host.AsStaffAsync(new TakeInReportCommand(report, null, false))).Refusal);
        Assert.Equal("Running", await host.ScalarAsync<string>(
            "select state from kernel.deadline where chain_id = $1 and superseded_at is null", file.ConductClockId!));
        Assert.Equal("Rule101", await host.ScalarAsync<string>("select route from certification.agency_report where id = $1", report));
    }

    [Fact]
    public async Task ReportThatShowsNone_IsImmediate_AndHasNoOtherClock()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Rue Police Department", "4922-0001");

        var report = await agency.ReceivedAsync(ReportKind.Separation, agency.Separation("4922-0001"));

        Assert.Equal("Immediate", await host.ScalarAsync<string>("select route from certification.agency_report where id = $1", report));
        Assert.Equal(0, await host.ScalarAsync<long>(
            "select count(*) from kernel.deadline where subject_id = $1 and rule_code = 'complaint-transmittal'", report));
    }

    [Fact]
    public async Task StaffSeeItFirst_BeforeReportsOfEarlierDays_OnEveryPage()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Sage Police Department", "4923-0001", "4923-0002", "4923-0003", "4923-0004");
        await agency.ReceivedAsync(ReportKind.Separation, agency.Separation("4923-0001", host.Today.AddDays(-90)));
        var first = await agency.ReceivedAsync(ReportKind.Separation, agency.Separation("4923-0002", host.Today) with { ShowsMisconduct = "Yes" });
        await agency.ReceivedAsync(ReportKind.Separation, agency.Separation("4923-0003", host.Today.AddDays(-80)));
        var second = await agency.ReceivedAsync(
            ReportKind.Hire, agency.Hire("4923-0009", "Robin", "Vale") with { ShowsMisconduct = "Yes", KnownOn = host.Today });

        var seen = new List<AgencyReportRow>();
        Guid? after = null;
        do
        {
            var page = (await host.AsStaffAsync(new ListAgencyReportsQuery(false, after, 1))).Value;
            seen.AddRange(page.Rows);
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(seen.Count, seen.Select(r => r.Id).Distinct().Count());
        var conduct = seen.TakeWhile(r => r.IsRule101).Select(r => r.Id).ToList();
        Assert.Subset(conduct.ToHashSet(), new HashSet<Guid> { first, second });
        Assert.DoesNotContain(seen.Skip(conduct.Count), r => r.IsRule101);
    }
}
