using Post.Certification.Contracts;
using Post.Certification.Domain;
using Post.Certification.Features.ReturnReport;
using Post.Certification.Features.SaveOwnReport;
using Post.Certification.Features.SubmitOwnReport;
using Post.Certification.Features.TakeInReport;
using Post.Kernel.Access;

namespace Post.Certification.Tests.Year;

/// <summary>An agency at its reports through the year: prepared by its clerk, submitted by its liaison.</summary>
internal sealed record YearAgency(PortalHost Host, YearDesk Desk, Guid Id, string Name, Caller Liaison, Caller Clerk)
{
    public static async Task<YearAgency> OpenAsync(PortalHost host, YearDesk desk, string name)
    {
        var id = await host.AgencyAsync(name);
        await host.MemberAsync(id, MemberCapacity.Head);
        return new YearAgency(
            host, desk, id, name, await host.MemberAsync(id, MemberCapacity.Liaison), await host.MemberAsync(id, MemberCapacity.Clerk));
    }

    public Task HiresAsync(string number, string first, string surname, DateOnly on) => ReportAsync(ReportKind.Hire, new ReportContent
    {
        OfficerNumber = number,
        FirstName = first,
        Surname = surname,
        OccurredOn = on,
        KnownOn = on,
        Rank = "Patrol Officer",
        AppointmentCode = "FullTime",
        ShowsMisconduct = "No",
    });

    public Task LeavesAsync(string number, string nature, DateOnly on, string reason = "Own wish") =>
        ReportAsync(ReportKind.Separation, Separation(number, nature, on, reason));

    public Task GoesOnLeaveAsync(string number, DateOnly on, DateOnly until) => ReportAsync(
        ReportKind.WorkStatusChange, WorkStatus(number, "OnLeave", on) with { LeaveNatureCode = "Military", LeaveEndsOn = until });

    public Task ReturnsToDutyAsync(string number, DateOnly on) => ReportAsync(ReportKind.WorkStatusChange, WorkStatus(number, "FullDuty", on));

    public async Task CorrectsAsync(string number, string nature, DateOnly on, string reason)
    {
        var old = await ReportOfAsync(number);
        await Desk.SendAsync(
            new SaveOwnReportCommand(null, ReportKind.Separation, Separation(number, nature, on, reason), old, "The reason was missing"), AtWork(Clerk));
        await SubmitAsync(number);
    }

    public async Task IsTakenInAsync(string number) =>
        await Desk.SendAsync(new TakeInReportCommand(await ReportOfAsync(number), null, SamePerson: false), Host.Staff);

    public async Task IsReturnedAsync(string number) =>
        await Desk.SendAsync(new ReturnReportCommand(await ReportOfAsync(number), "Say for what reason."), Host.Staff);

    public async Task IsLookedUpAsync(string number, HireTaskOutcome outcome, string? receipt) =>
        await Desk.CloseTaskAsync(await ReportOfAsync(number), outcome, receipt);

    private async Task ReportAsync(ReportKind kind, ReportContent said)
    {
        await Desk.SendAsync(new SaveOwnReportCommand(null, kind, said), AtWork(Clerk));
        await SubmitAsync(said.OfficerNumber!);
    }

    private async Task SubmitAsync(string number)
    {
        var report = await ReportOfAsync(number);
        var revision = await Host.ScalarAsync<int>("select revision from certification.agency_report where id = $1", report);
        await Desk.SendAsync(new SubmitOwnReportCommand(report, revision, Attested: true), AtWork(Liaison));
    }

    private static ReportContent Separation(string number, string nature, DateOnly on, string reason) => new()
    {
        OfficerNumber = number,
        OccurredOn = on,
        KnownOn = on,
        NatureCode = nature,
        Reason = reason,
        MisconductBased = "No",
        DuringInvestigation = "No",
        ShowsMisconduct = "No",
    };

    private static ReportContent WorkStatus(string number, string code, DateOnly on) => new()
    {
        OfficerNumber = number,
        OccurredOn = on,
        KnownOn = on,
        WorkStatusCode = code,
        Evidence = "Order of that day",
        ShowsMisconduct = "No",
    };

    /// <summary>A purpose is chosen anew each day.</summary>
    private Caller AtWork(Caller member) => member with { Purpose = member.Purpose! with { ChosenAt = Host.Clock.GetUtcNow() } };

    private Task<Guid> ReportOfAsync(string number) => Host.ScalarAsync<Guid>(
        "select id from certification.agency_report where agency_id = $1 and officer_number = $2 order by number desc limit 1", Id, number);
}
