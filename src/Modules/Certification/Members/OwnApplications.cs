using Microsoft.EntityFrameworkCore;
using Post.Certification.Applications;
using Post.Certification.Data;
using Post.Certification.Domain;

namespace Post.Certification.Members;

/// <summary>
/// An application of an officer as an agency where the officer serves may know of it: that it is, for what and since when. Only the
/// agency that entered it may open it.
/// </summary>
/// <param name="PersonId">Under which number it stands.</param>
/// <param name="Id">Its address where the own agency entered it; otherwise null.</param>
/// <param name="Reference">Its number.</param>
/// <param name="Kind">What is applied for.</param>
/// <param name="ReceivedOn">The day on which it came.</param>
/// <param name="Open">False where it has been decided.</param>
public sealed record OwnApplicationRow(Guid PersonId, Guid? Id, string Reference, string Kind, DateOnly ReceivedOn, bool Open)
{
    public string KindWords => DecisionWords.OfApplication(Kind);
}

/// <summary>Which applications of officers an agency may know of, the newest first.</summary>
internal sealed class OwnApplications(CertificationDb db)
{
    /// <summary>Open ones whoever brought them, and of those that are closed what the agency entered itself.</summary>
    /// <param name="agency">The own agency.</param>
    /// <param name="memberIds">All ids under which facts about the officers stand.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<IReadOnlyList<OwnApplicationRow>> OfAsync(Guid agency, IReadOnlyCollection<Guid> memberIds, CancellationToken ct)
    {
        // That the Commission looks at a certification of its own motion is for nobody to learn here.
        var found = await (
            from application in db.Applications.AsNoTracking()
            where memberIds.Contains(application.PersonId) && application.Kind != ApplicationKind.OwnMotion
            let own = db.ApplicationEntries.Any(e => e.ApplicationId == application.Id && e.AgencyId == agency)
            where own || application.ClosedAt == null
            orderby application.Number descending
            select new { application.PersonId, application.Id, Own = own, application.Number, application.Kind, application.ReceivedOn, Open = application.ClosedAt == null })
            .ToListAsync(ct);
        return
        [
            .. found.Select(a => new OwnApplicationRow(
                a.PersonId, a.Own ? a.Id : null, CertificationApplication.ReferenceOf(a.Number), a.Kind.ToString(), a.ReceivedOn, a.Open)),
        ];
    }

    /// <summary>An application that the agency entered itself; one of another agency is told from none by nothing.</summary>
    public Task<CertificationApplication?> EnteredAsync(Guid agency, Guid application, CancellationToken ct) => db.Applications.AsNoTracking()
        .SingleOrDefaultAsync(a => a.Id == application && db.ApplicationEntries.Any(e => e.ApplicationId == a.Id && e.AgencyId == agency), ct);
}
