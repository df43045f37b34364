using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Applications;
using Post.Certification.Data;
using Post.Certification.Schools;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ShowOfficerSchools;

/// <summary>An officer as a school resource officer: certification, training of each year that is still asked about, and service at schools.</summary>
[Requires(CertificationPermissions.ReadOfficers)]
[Audited("officer-schools.shown", DataClass.Personal, Fields = ["identity", "certificates", "training", "employment"])]
internal sealed record ShowOfficerSchoolsQuery(Guid PersonId, DateOnly? YearEndsOn = null) : IQuery<OfficerSchools>, INamesSubjects
{
    public IEnumerable<Guid> SubjectIds => [PersonId];
}

/// <param name="PersonId">Whose they are.</param>
/// <param name="OfficerNumber">The number by which the officer is known.</param>
/// <param name="Name">The present name.</param>
/// <param name="Certification">How the certification as a school resource officer stands.</param>
/// <param name="Training">The year asked for, or the present one, where the certification was held for the whole of it so far.</param>
/// <param name="YearEndsOn">Last day of that year.</param>
/// <param name="Service">At whichever agency, the latest first.</param>
public sealed record OfficerSchools(
    Guid PersonId, string OfficerNumber, string Name, SroStanding Certification, SroTraining? Training, DateOnly? YearEndsOn,
    IReadOnlyList<SchoolServiceRow> Service) : INamesSubjects, ICountsRows
{
    public IReadOnlyList<Guid> MemberIds { get; init; } = [PersonId];
    public IEnumerable<Guid> SubjectIds => MemberIds;
    public int RowCount => Service.Count;
}

internal sealed class ShowOfficerSchoolsHandler(CertificationDb db, RecordReader records, SchoolRegister register, SroTrainings trainings, TimeProvider clock)
    : IRequestHandler<ShowOfficerSchoolsQuery, Result<OfficerSchools>>
{
    public async Task<Result<OfficerSchools>> Handle(ShowOfficerSchoolsQuery query, CancellationToken ct)
    {
        var today = clock.Today();
        var record = await records.OfAsync(query.PersonId, ct);
        var named = await (
            from name in db.Names.AsNoTracking().Present()
            where name.PersonId == record.PersonId
            join person in db.People on name.PersonId equals person.Id
            select new { person.OfficerNumber, Name = name.Surname + ", " + name.FirstName + (name.Suffix == null ? "" : " " + name.Suffix) }).SingleOrDefaultAsync(ct);
        if (named is null) return new NotFound("This officer");
        var asked = query.YearEndsOn is { } ends && ends < today ? ends : today;
        var years = await trainings.YearsAsync(asked, asked, ct);
        var trained = years.Count == 0 ? null : await trainings.OfPersonAsync(years[0].Year, years[0].Rule, record.PersonId, today, ct);
        return new OfficerSchools(
            record.PersonId, named.OfficerNumber, named.Name, SroStanding.Of(record, today), trained, years.Count == 0 ? null : years[0].Year.Last,
            await register.OfPersonAsync(record, today, ct))
        {
            MemberIds = [.. record.MemberIds.Append(query.PersonId).Distinct()],
        };
    }
}
