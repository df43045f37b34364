using Post.Certification.Contracts;
using Post.Certification.Domain;
using Post.Certification.Features.AnswerOwnStatement;
using Post.Certification.Features.SaveOwnReport;
using Post.Certification.Features.ShowOwnReport;
using Post.Certification.Features.SubmitOwnReport;
using Post.Certification.Reporting;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Certification.Tests;

/// <summary>An agency at its reports: who acts for it, and the acts of the portal in the order in which a person does them.</summary>
internal sealed record ReportingAgency(PortalHost Host, Guid Id, string Name, Caller Head, Caller Liaison, Caller Clerk)
{
    /// <summary>With one officer for each number, on the Commission's list of September 2024 and without known days.</summary>
    public static async Task<ReportingAgency> OpenAsync(PortalHost host, string name, params string[] numbers)
    {
        await host.ReportAsync(Reports.List(Reports.September, [.. numbers.Select((n, i) => Reports.Officer(n, $"First{i}", "Rivers", agency: name))]));
        if (numbers.Length == 0) await host.ReportAsync(Reports.Agencies(Reports.September, name));
        var id = await host.AgencyAsync(name);
        return new ReportingAgency(
            host, id, name, await host.MemberAsync(id, MemberCapacity.Head), await host.MemberAsync(id, MemberCapacity.Liaison),
            await host.MemberAsync(id, MemberCapacity.Clerk));
    }

    public ReportContent Separation(string number, DateOnly? on = null) => new()
    {
        OfficerNumber = number,
        OccurredOn = on ?? Host.Today.AddDays(-3),
        KnownOn = on ?? Host.Today.AddDays(-3),
        NatureCode = "Retirement",
        Reason = "Length of service",
        MisconductBased = "No",
        DuringInvestigation = "No",
        ShowsMisconduct = "No",
    };

    public ReportContent Hire(string number, string first = "First0", string surname = "Rivers", DateOnly? on = null) => new()
    {
        OfficerNumber = number,
        FirstName = first,
        Surname = surname,
        OccurredOn = on ?? Host.Today.AddDays(-2),
        KnownOn = on ?? Host.Today.AddDays(-2),
        Rank = "Patrol Officer",
        AppointmentCode = "FullTime",
        ShowsMisconduct = "No",
    };

    /// <summary>What every report of an own officer says, whatever else it says.</summary>
    public ReportContent Matter(string number, DateOnly? on = null) => new()
    {
        OfficerNumber = number,
        OccurredOn = on ?? Host.Today.AddDays(-3),
        KnownOn = Host.Today.AddDays(-1),
        Evidence = "Certificate kept in the personnel file",
        ShowsMisconduct = "No",
    };

    public async Task<Guid> PrepareAsync(ReportKind kind, ReportContent said, Caller? by = null)
    {
        var saved = await Host.Send(new SaveOwnReportCommand(null, kind, said), by ?? Clerk);
        Assert.Null(saved.Refusal);
        return saved.Value;
    }

    /// <summary>Read as it stands, and submitted.</summary>
    public async Task<Result<SubmittedReport>> SubmitAsync(Guid report, Caller? by = null)
    {
        var read = await Host.Send(new ShowOwnReportQuery(report), by ?? Liaison);
        Assert.Null(read.Refusal);
        return await Host.Send(new SubmitOwnReportCommand(report, read.Value.File.Revision, Attested: true), by ?? Liaison);
    }

    public async Task<Result<SubmittedReport>> ReportAsync(ReportKind kind, ReportContent said) => await SubmitAsync(await PrepareAsync(kind, said));

    /// <summary>The id of a report that was received.</summary>
    public async Task<Guid> ReceivedAsync(ReportKind kind, ReportContent said)
    {
        var id = await PrepareAsync(kind, said);
        var submitted = await SubmitAsync(id);
        Assert.Null(submitted.Refusal);
        Assert.Null(submitted.Value.Barred);
        return id;
    }

    public Task<Result<Done>> AnswerAsync(Guid statement, bool takesIn, string? words = null, Caller? by = null) =>
        Host.Send(new AnswerOwnStatementCommand(statement, takesIn, words), by ?? Liaison);

    public async Task<Guid> CorrectionAsync(Guid old, ReportKind kind, ReportContent said)
    {
        var saved = await Host.Send(new SaveOwnReportCommand(null, kind, said, old, "The day was wrong"), Clerk);
        Assert.Null(saved.Refusal);
        return saved.Value;
    }

    public async Task<ReportFile> FileAsync(Guid report) => (await Host.Send(new ShowOwnReportQuery(report), Head)).Value.File;

    /// <summary>Gives the officer's service there a known first day, as a history would.</summary>
    public Task KnownSinceAsync(string number, DateOnly day) => Host.ExecuteAsync(
        """
        update certification.employment set starts_on = $3 where agency_id = $2 and superseded_at is null
          and person_id = (select id from certification.person where officer_number = $1)
        """, number, Id, day);
}
