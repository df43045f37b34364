using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;

namespace Post.Certification.Schools;

/// <summary>Whether the training of a year is done.</summary>
public enum SroTrainingState
{
    Missing,

    /// <summary>Somebody else than the training committee tells of it; until the committee does, it does not count (M.G.L. c. 6E, § 3(b)).</summary>
    Unverified,
    Completed,
}

/// <param name="PersonId">Who held the certification for the whole of the year so far.</param>
/// <param name="CompletedOn">When the training was completed, as its provider reports it.</param>
/// <param name="ToldOn">When it was completed as somebody else tells.</param>
/// <param name="LookedAt">What staff made of the year that ended without it; null where nobody has looked.</param>
public sealed record SroTraining(Guid PersonId, DateOnly? CompletedOn, DateOnly? ToldOn, string? LookedAt)
{
    public SroTrainingState State =>
        CompletedOn is not null ? SroTrainingState.Completed : ToldOn is not null ? SroTrainingState.Unverified : SroTrainingState.Missing;
}

/// <summary>Reads who completed the yearly training as a school resource officer; a year without it ends no certification.</summary>
internal sealed class SroTrainings(CertificationDb db)
{
    /// <summary>Under these a certificate is in force no more from its day on.</summary>
    private static readonly string[] s_ended = [.. CertificateCodes.Ended, CertificateCodes.Vacated, CertificateCodes.Renewed];

    /// <summary>Years that the rules know and that have begun by the day, the latest first.</summary>
    public async Task<IReadOnlyList<(SroTrainingYear Year, SroTrainingRule Rule)>> YearsAsync(DateOnly from, DateOnly today, CancellationToken ct)
    {
        var rules = await db.SroTrainingRules.AsNoTracking().OrderByDescending(r => r.ValidFrom).ToListAsync(ct);
        var years = new List<(SroTrainingYear, SroTrainingRule)>();
        for (var day = today; day >= from;)
        {
            if (rules.Find(r => r.ValidFrom <= day) is not { } rule) break;
            var year = rule.YearOf(day);
            // A year is measured by the rule of its first day.
            rule = rules.Find(r => r.ValidFrom <= year.First) ?? rule;
            years.Add((year, rule));
            day = year.First.AddDays(-1);
        }

        return years;
    }

    public IQueryable<SroTraining> Of(SroTrainingYear year, SroTrainingRule rule, DateOnly today) => db.Database.SqlQuery<SroTraining>($"""
        select person_id as "PersonId", completed_on as "CompletedOn", told_on as "ToldOn", looked_at as "LookedAt"
        from certification.sro_training({year.First}, {year.Last}, {(year.Last < today ? year.Last : today)}, {rule.TypeCode}, {rule.ProviderCode}, {s_ended})
        """);

    public async Task<SroTraining?> OfPersonAsync(SroTrainingYear year, SroTrainingRule rule, Guid person, DateOnly today, CancellationToken ct) =>
        (await Of(year, rule, today).Where(t => t.PersonId == person).ToListAsync(ct)).SingleOrDefault();
}
