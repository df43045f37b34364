using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Kernel.Requests;

namespace Post.Certification.Features.ShowOfficer;

[Requires(CertificationPermissions.ReadOfficers)]
[Audited("officer.opened", DataClass.Personal, Fields = ["identity", "names", "status", "employment", "separations", "certificates"])]
internal sealed record ShowOfficerQuery(Guid PersonId) : IQuery<OfficerFile>, INamesSubjects
{
    public IEnumerable<Guid> SubjectIds => [PersonId];
}

/// <summary>An officer's file as certification staff read it; each fact with its source and the days it held.</summary>
public sealed record OfficerFile(
    Guid PersonId,
    string OfficerNumber,
    NameRow Name,
    IReadOnlyList<NameRow> FormerNames,
    StatusRow? Status,
    IReadOnlyList<StatusRow> StatusHistory,
    IReadOnlyList<EmploymentRow> Employments,
    IReadOnlyList<CertificateRow> Certificates,
    int ToLookAt,
    int Namesakes) : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => [PersonId];
    public int RowCount => 1;
    public IReadOnlyList<string> Employers => [.. Employments.Where(e => e.Open).Select(e => e.Agency).Distinct()];
}

public sealed record NameRow(
    string FirstName, string Surname, string? Suffix, DateOnly ValidFrom, DateOnly? ValidTo, string Source,
    DateTimeOffset RecordedAt);

public sealed record StatusRow(
    string Code, string Label, string Meaning, DateOnly AsOf, DateOnly? ValidTo, string SourceText, DateOnly? ExpiresOn,
    string? Remark, string Source, DateTimeOffset RecordedAt);

public sealed record EmploymentRow(
    Guid AgencyId, string Agency, bool Provisional, bool Open, DateOnly? StartsOn, DateOnly? EndsOn, DateOnly? SeenFrom,
    DateOnly? LastSeenOn, DateOnly? GoneBy, string? Rank, string? AppointmentCode, string Source, DateTimeOffset RecordedAt)
{
    /// <summary>How and why service ended or was interrupted, as reported; not public (8.05(1)(j)-(k)).</summary>
    public IReadOnlyList<SeparationRow> Separations { get; init; } = [];
}

public sealed record SeparationRow(
    Guid AgencyId, DateOnly SeparatedOn, string NatureCode, string? Reason, string MisconductBased, string DuringInvestigation);

public sealed record CertificateRow(
    string Number, string TypeCode, string StatusCode, DateOnly? StatusOn, DateOnly? DecidedOn, DateOnly GrantedOn,
    DateOnly? ExpiresOn, string? Conditions, string Source, DateTimeOffset RecordedAt);

internal sealed class ShowOfficerHandler(CertificationDb db) : IRequestHandler<ShowOfficerQuery, Result<OfficerFile>>
{
    public async Task<Result<OfficerFile>> Handle(ShowOfficerQuery query, CancellationToken ct)
    {
        var id = query.PersonId;
        var number = await db.People.AsNoTracking()
            .Where(p => p.Id == id).Select(p => p.OfficerNumber).SingleOrDefaultAsync(ct);
        if (number is null) return new NotFound("This officer");

        var names = await NamesAsync(id, ct);
        var statuses = await StatusesAsync(id, ct);
        var employments = await EmploymentsAsync(id, ct);
        return new OfficerFile(
            id,
            number,
            names[0],
            names.Skip(1).ToList(),
            statuses.FirstOrDefault(s => s.ValidTo is null),
            statuses,
            WithSeparations(employments, await SeparationsAsync(id, ct)),
            await CertificatesAsync(id, ct),
            await db.ReviewItems.CountAsync(i => i.PersonId == id && i.ResolvedAt == null, ct),
            await NamesakesAsync(id, ct));
    }

    private Task<List<NameRow>> NamesAsync(Guid id, CancellationToken ct) => (
        from name in db.Names.AsNoTracking()
        where name.PersonId == id && name.SupersededAt == null
        join source in db.Sources on name.SourceId equals source.Id
        orderby name.ValidTo == null descending, name.ValidTo descending
        select new NameRow(
            name.FirstName, name.Surname, name.Suffix, name.ValidFrom, name.ValidTo, source.Description, name.RecordedAt))
        .ToListAsync(ct);

    private Task<List<StatusRow>> StatusesAsync(Guid id, CancellationToken ct) => (
        from status in db.Statuses.AsNoTracking()
        where status.PersonId == id && status.SupersededAt == null
        join code in db.StatusCodes on status.Code equals code.Code
        join source in db.Sources on status.SourceId equals source.Id
        orderby status.AsOf descending
        select new StatusRow(
            status.Code, code.Label, code.Meaning, status.AsOf, status.ValidTo, status.SourceText, status.ExpiresOn,
            status.Remark, source.Description, status.RecordedAt))
        .ToListAsync(ct);

    private Task<List<EmploymentRow>> EmploymentsAsync(Guid id, CancellationToken ct) => (
        from employment in db.Employments.AsNoTracking()
        where employment.PersonId == id && employment.SupersededAt == null
        join agency in db.LawEnforcementAgencies on employment.AgencyId equals agency.Id
        join name in db.LawEnforcementAgencyNames.Present() on agency.Id equals name.AgencyId
        join source in db.Sources on employment.SourceId equals source.Id
        orderby employment.EndsOn == null && employment.GoneBy == null descending,
            employment.GoneBy ?? employment.EndsOn descending, employment.StartsOn ?? employment.SeenFrom descending
        select new EmploymentRow(
            agency.Id, name.Name, agency.Provisional, employment.EndsOn == null && employment.GoneBy == null, employment.StartsOn,
            employment.EndsOn, employment.SeenFrom, employment.LastSeenOn, employment.GoneBy, employment.Rank,
            employment.AppointmentCode, source.Description, employment.RecordedAt))
        .ToListAsync(ct);

    private Task<List<SeparationRow>> SeparationsAsync(Guid id, CancellationToken ct) => db.Separations.AsNoTracking()
        .Where(s => s.PersonId == id && s.SupersededAt == null)
        .OrderBy(s => s.SeparatedOn)
        .Select(s => new SeparationRow(s.AgencyId, s.SeparatedOn, s.NatureCode, s.Reason, s.MisconductBased, s.DuringInvestigation))
        .ToListAsync(ct);

    private static List<EmploymentRow> WithSeparations(List<EmploymentRow> employments, List<SeparationRow> separations) =>
    [
        .. employments.Select(e => e with
        {
            Separations =
            [
                .. separations.Where(s => s.AgencyId == e.AgencyId
                    && !(s.SeparatedOn < e.StartsOn) && !(s.SeparatedOn > e.EndsOn)),
            ],
        }),
    ];

    private Task<List<CertificateRow>> CertificatesAsync(Guid id, CancellationToken ct) => (
        from certificate in db.Certificates.AsNoTracking()
        where certificate.PersonId == id && certificate.SupersededAt == null
        join source in db.Sources on certificate.SourceId equals source.Id
        orderby certificate.GrantedOn descending, certificate.Number
        select new CertificateRow(
            certificate.Number, certificate.TypeCode, certificate.StatusCode, certificate.StatusOn, certificate.DecidedOn,
            certificate.GrantedOn, certificate.ExpiresOn, certificate.Conditions, source.Description, certificate.RecordedAt))
        .ToListAsync(ct);

    // Only how many: who they are would be a look at other persons' data.
    private Task<int> NamesakesAsync(Guid id, CancellationToken ct) =>
        db.Names.Present().CountAsync(
            n => n.PersonId != id && db.Names.Present().Any(own => own.PersonId == id && own.SortKey == n.SortKey), ct);
}
