using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Certification.Reporting;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ListOwnReports;

/// <summary>The reports of the caller's own agency, the newest first.</summary>
[Requires(CertificationPermissions.UsePortal)]
[Audited("own-agency.reports.listed", DataClass.Personal, Fields = ["report"], Lists = true, OwnWords = true)]
internal sealed record ListOwnReportsQuery(string? Part = null, Guid? Before = null, int Limit = 25) : IQuery<OwnReportList>, IAsksFor
{
    public string? Query => Part;
}

internal sealed class ListOwnReportsValidator : AbstractValidator<ListOwnReportsQuery>
{
    public ListOwnReportsValidator()
    {
        RuleFor(q => q.Part).IsEnumName(typeof(ReportState)).When(q => q.Part is not null).WithMessage("There is no such part of the list.");
        RuleFor(q => q.Limit).InclusiveBetween(1, 100).WithMessage("A page has 1 to 100 rows.");
    }
}

/// <param name="Agency">The caller's own agency.</param>
/// <param name="Rows">Reports.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record OwnReportList(string Agency, IReadOnlyList<OwnReportRow> Rows, Guid? Next) : INamesSubjects, ICountsRows
{
    /// <summary>Whom the numbers stood for; for the log, and never shown.</summary>
    internal IReadOnlyList<Guid> Persons { get; init; } = [];

    public IEnumerable<Guid> SubjectIds => Persons;
    public int RowCount => Rows.Count;
}

/// <param name="Id">The report.</param>
/// <param name="Reference">Its number.</param>
/// <param name="Kind">What it reports.</param>
/// <param name="OfficerNumber">As the agency wrote it.</param>
/// <param name="State">How far it came.</param>
/// <param name="StateWords">The same in words.</param>
/// <param name="OccurredOn">The day it happened.</param>
/// <param name="KnownOn">The day the agency knew.</param>
/// <param name="SubmittedAt">When it was submitted.</param>
/// <param name="InTime">False where it came after the last day.</param>
/// <param name="Elapsed">Days from when it was known to the submission, or to today.</param>
public sealed record OwnReportRow(
    Guid Id, string Reference, string Kind, string? OfficerNumber, string State, string StateWords, DateOnly? OccurredOn, DateOnly? KnownOn,
    DateTimeOffset? SubmittedAt, bool InTime, int? Elapsed);

internal sealed class ListOwnReportsHandler(CertificationDb db, ActingMembers acting, TimeProvider clock)
    : IRequestHandler<ListOwnReportsQuery, Result<OwnReportList>>
{
    public async Task<Result<OwnReportList>> Handle(ListOwnReportsQuery query, CancellationToken ct)
    {
        var acts = await acting.CurrentAsync(ct);
        if (acts.Refusal is { } refusal) return refusal;
        var own = db.AgencyReports.AsNoTracking().Where(r => r.AgencyId == acts.Value.AgencyId);
        if (Enum.TryParse<ReportState>(query.Part, out var state)) own = own.Where(r => r.State == state);
        if (query.Before is { } before) own = own.Where(r => r.Id < before);
        var found = await own.OrderByDescending(r => r.Id).Take(query.Limit + 1).ToListAsync(ct);
        var page = found.Take(query.Limit).ToList();
        return new OwnReportList(acts.Value.Agency, page.ConvertAll(Row), found.Count > query.Limit ? page[^1].Id : null)
        {
            Persons = [.. page.Select(r => r.PersonId).OfType<Guid>()],
        };
    }

    private OwnReportRow Row(AgencyReport r) => new(
        r.Id, r.Reference, ReportWords.Of(r.Kind), r.OfficerNumber, r.State.ToString(), ReportWords.Of(r.State), r.OccurredOn, r.KnownOn,
        r.SubmittedAt, r.InTime, Elapsed(r));

    private int? Elapsed(AgencyReport r) =>
        r.KnownOn is not { } known ? null : (r.SubmittedAt is { } at ? CivilClock.LegalDate(at) : clock.Today()).DayNumber - known.DayNumber;
}
