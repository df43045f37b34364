using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Persons;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.OfficerFiles;

/// <summary>
/// Reads the file of a person with all their numbers, as it is or as it was and was known, in a fixed number of statements.
/// </summary>
internal sealed class OfficerFileReader(CertificationDb db)
{
    public async Task<Result<OfficerFile>> ReadAsync(Guid person, FileMoment at, CancellationToken ct)
    {
        var known = await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == person, ct);
        if (known is null) return new NotFound("This officer");

        var merges = await db.MergesAsync(person, at.Known, ct);
        if (merges.Find(m => m.PersonId == person && m.UndoneAt is null) is { } merged)
        {
            return new NumberIsMerged(known.OfficerNumber, merged.IntoOfficerNumber, merged.IntoPersonId);
        }

        NumberRow[] numbers =
        [
            new(person, known.OfficerNumber),
            .. merges.Where(m => m.IntoPersonId == person && m.UndoneAt is null)
                .Select(m => new NumberRow(m.PersonId, m.OfficerNumber)).OrderBy(n => n.OfficerNumber, StringComparer.Ordinal),
        ];
        var members = numbers.Select(n => n.PersonId).ToArray();
        var file = await RowsAsync(numbers, members, at, ct);
        if (file is null) return await NothingThenAsync(members, known.CreatedAt, ct);
        return file with { Merges = merges, Distinctions = await db.DistinctionsAsync(members, at.Known, ct) };
    }

    private async Task<OfficerFile?> RowsAsync(NumberRow[] numbers, Guid[] members, FileMoment at, CancellationToken ct)
    {
        var rows = new FileRows(db, members, at);
        var allNames = await rows.NamesAsync(ct);
        var names = PastRows.On(at, allNames);
        var statuses = PastRows.On(at, await rows.StatusesAsync(ct));
        var employments = PastRows.On(at, await rows.EmploymentsAsync(ct), await rows.SeparationsAsync(ct), await rows.FactsAsync(ct));
        var certificates = PastRows.On(at, await rows.CertificatesAsync(ct));
        var taken = await rows.TrainingsAsync(ct);
        var trainings = PastRows.On(at, taken, await rows.ExplanationsAsync(taken, ct), await rows.DisputesAsync(taken, null, ct));
        if (allNames.Count == 0 || names.Count + statuses.Count + employments.Count + certificates.Count + trainings.Count == 0) return null;

        var name = NameOf(members[0], names) ?? allNames.OrderBy(n => n.ValidFrom).ThenBy(n => n.PersonId != members[0]).First();
        var present = PresentStatus.Of(
            [.. statuses.Where(s => s.ValidTo is null).OrderBy(s => Array.IndexOf(members, s.PersonId))], s => s.Code, s => s.AsOf);
        return new OfficerFile(
            members[0], numbers[0].OfficerNumber, name, [.. names.Where(n => n != name)], present.Shown, statuses, employments, certificates,
            at.IsPast ? 0 : await db.ReviewItems.CountAsync(i => members.Contains(i.PersonId!.Value) && i.ResolvedAt == null, ct),
            at.IsPast ? 0 : await NamesakesAsync(members, ct))
        {
            Numbers = numbers,
            Trainings = trainings,
            Retrainings = PastRows.On(at, await rows.RetrainingsAsync(ct)),
            ContradictingStatuses = present.Contradicting,
        };
    }

    // Whoever merged two numbers chose which one stands, and with it the name: a later file about the other changes no title.
    private static NameRow? NameOf(Guid person, List<NameRow> names) =>
        names.Find(n => n.PersonId == person && n.ValidTo is null) ?? names.Find(n => n.ValidTo is null) ?? names.FirstOrDefault();

    // Only how many: who they are would be a look at other persons' data. Numbers of one person are one.
    private Task<int> NamesakesAsync(Guid[] members, CancellationToken ct) =>
        db.Names.Present().CountAsync(
            n => !members.Contains(n.PersonId)
                && !db.Merges.Present().Any(m => m.PersonId == n.PersonId)
                && db.Names.Present().Any(own => members.Contains(own.PersonId) && own.SortKey == n.SortKey), ct);

    private async Task<Refusal> NothingThenAsync(Guid[] members, DateTimeOffset created, CancellationToken ct)
    {
        var day = await db.Names.AsNoTracking().Where(n => members.Contains(n.PersonId)).MinAsync(n => (DateOnly?)n.ValidFrom, ct);
        var served = await db.Employments.AsNoTracking().Where(e => members.Contains(e.PersonId))
            .MinAsync(e => e.StartsOn ?? e.SeenFrom, ct);
        return new NothingOnRecordThen(served < day ? served : day, CivilClock.LegalDate(created));
    }
}

/// <summary>The day asked lies before everything that is known, or what is known was learned later.</summary>
internal sealed record NothingOnRecordThen(DateOnly? FirstDay, DateOnly RecordedOn)
    : Refusal("Nothing about this officer was on record for that point in time. "
        + $"The record speaks of days from {FirstDay ?? RecordedOn:MMMM d, yyyy} on, and its first entry was made on {RecordedOn:MMMM d, yyyy}.")
{
    public override RefusalKind Kind => RefusalKind.NotFound;
}

/// <summary>Nobody knows yet what will hold on a day to come.</summary>
internal sealed record DayLiesAhead(DateOnly Day)
    : Refusal($"{Day:MMMM d, yyyy} lies ahead: the record says what was and what is. Choose today or an earlier day.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}
