using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Data;

namespace Post.Certification.Reporting;

/// <summary>A name as it was told, from which day, and which source of a name it corrects.</summary>
internal sealed record NameSaid(string FirstName, string Surname, string? Suffix, DateOnly On, Guid? Corrects)
{
    public static NameSaid By(AgencyReport report) =>
        new(report.FirstName!, report.Surname!, report.Suffix, report.OccurredOn!.Value, report.Supersedes);

    public static NameSaid By(OfficerStatement statement) =>
        new(statement.FirstName!, statement.Surname!, statement.Suffix, statement.OccurredOn, statement.Supersedes);

    public bool Is(PersonName present) => present.FirstName == FirstName && present.Surname == Surname && present.Suffix == Suffix;
}

/// <summary>A new name of an officer from its day on; the name before it becomes a former one.</summary>
internal sealed class NameRows(CertificationDb db, ChangeContext change, TimeProvider clock)
{
    public Task<PersonName> PresentAsync(Guid person, CancellationToken ct) =>
        db.Names.AsNoTracking().Present().SingleAsync(n => n.PersonId == person, ct);

    public async Task RenameAsync(NameSaid said, Guid person, FactSource source, CancellationToken ct)
    {
        var present = await PresentAsync(person, ct);
        var (now, day) = (source.RecordedAt, said.On);
        // The name that the corrected one brought was never borne: what it had made former is the present name again, from its days.
        var wrong = said.Corrects is { } old && present.SourceId == old;
        var former = wrong ? await FormerAsync(person, present, ct) : present;
        var gone = new[] { present.Id, (former ?? present).Id };
        await db.Names.Where(n => gone.Contains(n.Id)).ExecuteUpdateAsync(n => n.SetProperty(x => x.SupersededAt, now), ct);
        // First seen after the day of the change, the old name was borne the day before it at the latest.
        if (former is not null) db.Names.Add(Row(former, former.ValidFrom < day ? former.ValidFrom : day.AddDays(-1), day, now));
        db.Names.Add(new PersonName
        {
            Id = NewId(),
            PersonId = person,
            FirstName = said.FirstName,
            Surname = said.Surname,
            Suffix = said.Suffix,
            SortKey = PersonName.SortKeyOf(said.FirstName, said.Surname),
            ValidFrom = day,
            RecordedAt = now,
            SourceId = source.Id,
        });
        change.Changed("name", $"{present.Surname}, {present.FirstName}", $"{said.Surname}, {said.FirstName}");
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
