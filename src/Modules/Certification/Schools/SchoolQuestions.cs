using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Time;

namespace Post.Certification.Schools;

/// <summary>Puts a school resource officer before a person, once for the same words.</summary>
internal sealed class SchoolQuestions(CertificationDb db, TimeProvider clock)
{
    private static readonly CultureInfo s_culture = CultureInfo.GetCultureInfo("en-US");

    private FactSource? _source;

    /// <returns>False where it was asked before, whether or not somebody has looked since.</returns>
    public async Task<bool> AskAsync(ReviewKind kind, Guid person, string details, CancellationToken ct)
    {
        var number = await db.People.AsNoTracking().Where(p => p.Id == person).Select(p => p.OfficerNumber).SingleAsync(ct);
        if (await db.ReviewItems.AnyAsync(i => i.Kind == kind && i.OfficerNumber == number && i.Details == details, ct)) return false;
        var now = clock.GetUtcNow();
        _source ??= db.Sources.Add(new FactSource
        {
            Id = Guid.CreateVersion7(now),
            Description = "School resource officers, looked at by night",
            IsCommissionList = false,
            AsOf = clock.Today(),
            RecordedAt = now,
        }).Entity;
        db.ReviewItems.Add(new ReviewItem
        {
            Id = Guid.CreateVersion7(now),
            Kind = kind,
            OfficerNumber = number,
            PersonId = person,
            Details = details,
            AsOf = clock.Today(),
            SourceId = _source.Id,
            OpenedAt = now,
        });
        return true;
    }

    public static string Contradicted(Certificate ended, DateOnly listed, string words) =>
        $"The certification as a school resource officer ended on {Day(ended.ExpiresOn!.Value)}, and the list of {Day(listed)} still says “{words}”. Nothing was changed.";

    public static string ServesWhileSuspended(ServiceAtSchool service, string agency, DateOnly? since) =>
        $"Serves for {agency} at {service.School}, {service.Place}, since {Day(service.StartsOn)}, while the certification as a school resource officer is suspended{(since is { } day ? $" (as of {Day(day)})" : "")}.";

    private static string Day(DateOnly day) => day.ToString("MMMM d, yyyy", s_culture);
}
