using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Data;

namespace Post.Certification.Reporting;

/// <summary>A new name of an officer from its day on; the name before it becomes a former one.</summary>
internal sealed class NameRows(CertificationDb db, ChangeContext change, TimeProvider clock)
{
    public Task<PersonName> PresentAsync(Guid person, CancellationToken ct) =>
        db.Names.AsNoTracking().Present().SingleAsync(n => n.PersonId == person, ct);

    public static bool IsSame(PersonName present, AgencyReport report) =>
        present.FirstName == report.FirstName && present.Surname == report.Surname && present.Suffix == report.Suffix;

    public async Task RenameAsync(AgencyReport report, Guid person, FactSource source, CancellationToken ct)
    {
        var present = await PresentAsync(person, ct);
        var (now, day) = (source.RecordedAt, report.OccurredOn!.Value);
        // The name that the corrected report brought was never borne: what it had made former is the present name again, from its days.
        var wrong = report.Supersedes is { } old && present.SourceId == old;
        var former = wrong ? await FormerAsync(person, present, ct) : present;
        var gone = new[] { present.Id, (former ?? present).Id };
        await db.Names.Where(n => gone.Contains(n.Id)).ExecuteUpdateAsync(n => n.SetProperty(x => x.SupersededAt, now), ct);
        // First seen after the day of the change, the old name was borne the day before it at the latest.
        if (former is not null) db.Names.Add(Row(former, former.ValidFrom < day ? former.ValidFrom : day.AddDays(-1), day, now));
        db.Names.Add(new PersonName
        {
            Id = NewId(),
            PersonId = person,
            FirstName = report.FirstName!,
            Surname = report.Surname!,
            Suffix = report.Suffix,
            SortKey = PersonName.SortKeyOf(report.FirstName!, report.Surname!),
            ValidFrom = day,
            RecordedAt = now,
            SourceId = source.Id,
        });
        change.Changed("name", $"{present.Surname}, {present.FirstName}", $"{report.Surname}, {report.FirstName}");
    }

    private Task<PersonName?> FormerAsync(Guid person, PersonName present, CancellationToken ct) => db.Names.AsNoTracking()
        .SingleOrDefaultAsync(n => n.PersonId == person && n.SupersededAt == null && n.ValidTo == present.ValidFrom, ct);

    private PersonName Row(PersonName name, DateOnly from, DateOnly to, DateTimeOffset now) => new()
    {
        Id = NewId(),
        PersonId = name.PersonId,
        FirstName = name.FirstName,
        Surname = name.Surname,
        Suffix = name.Suffix,
        SortKey = name.SortKey,
        ValidFrom = from,
        ValidTo = to,
        RecordedAt = now,
        SourceId = name.SourceId,
    };

    private Guid NewId() => Guid.CreateVersion7(clock.GetUtcNow());
}
