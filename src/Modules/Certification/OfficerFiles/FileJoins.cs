using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;

namespace Post.Certification.OfficerFiles;

/// <summary>Decisions about which numbers are one person, as they were known at an instant.</summary>
internal static class FileJoins
{
    /// <summary>Every merge that names the number, those taken back too; one taken back later reads as in force.</summary>
    public static async Task<List<MergeRow>> MergesAsync(
        this CertificationDb db, Guid person, DateTimeOffset known, CancellationToken ct)
    {
        var rows = await (
            from merge in db.Merges.AsNoTracking()
            where (merge.PersonId == person || merge.IntoPersonId == person) && merge.RecordedAt <= known
            join own in db.People on merge.PersonId equals own.Id
            join stands in db.People on merge.IntoPersonId equals stands.Id
            orderby merge.RecordedAt descending, merge.Id descending
            select new MergeRow(
                own.Id, own.OfficerNumber, stands.Id, stands.OfficerNumber, merge.Reason, merge.Authority, merge.DecidedByName,
                merge.RecordedAt, merge.UndoneAt, merge.UndoneByName, merge.UndoneReason)).ToListAsync(ct);
        return [.. rows.Select(r => r.UndoneAt > known ? r with { UndoneAt = null, UndoneBy = null, UndoneReason = null } : r)];
    }

    public static async Task<List<DistinctionRow>> DistinctionsAsync(
        this CertificationDb db, IReadOnlyCollection<Guid> members, DateTimeOffset known, CancellationToken ct)
    {
        var rows = await (
            from d in db.Distinctions.AsNoTracking()
            where (members.Contains(d.PersonId) || members.Contains(d.OtherPersonId)) && d.RecordedAt <= known
            join other in db.People on members.Contains(d.PersonId) ? d.OtherPersonId : d.PersonId equals other.Id
            orderby d.RecordedAt descending, d.Id descending
            select new DistinctionRow(
                d.Id, other.Id, other.OfficerNumber, d.Reason, d.DecidedByName, d.RecordedAt, d.WithdrawnAt, d.WithdrawnByName,
                d.WithdrawnReason)).ToListAsync(ct);
        return [.. rows.Select(r => r.WithdrawnAt > known ? r with { WithdrawnAt = null, WithdrawnBy = null, WithdrawnReason = null } : r)];
    }
}
