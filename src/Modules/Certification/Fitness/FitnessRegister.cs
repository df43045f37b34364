using Microsoft.EntityFrameworkCore;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Persons;
using Post.Kernel.Requests;

namespace Post.Certification.Fitness;

/// <summary>An evaluation as staff, and the officer it is about, read it.</summary>
public sealed record FitnessRow(
    Guid Id, string Kind, DateOnly On, string Evaluator, string Outcome, DateOnly? NextDueOn, string By, DateTimeOffset RecordedAt, string? Because,
    DateTimeOffset? SupersededAt)
{
    public string KindWords => FitnessWords.OfKind(Kind);
    public string OutcomeWords => FitnessWords.OfOutcome(Outcome);
    public string Tone => FitnessWords.ToneOf(Outcome);
    public string? BecauseWords => Because is { } because ? FitnessWords.OfCorrection(because) : null;

    internal static FitnessRow Of(FitnessEvaluation e) => new(
        e.Id, e.Kind.ToString(), e.EvaluatedOn, e.Evaluator, e.Outcome.ToString(), e.NextDueOn, e.RecordedByName, e.RecordedAt,
        e.SupersededBecause?.ToString(), e.SupersededAt);
}

/// <summary>
/// The one place that reads evaluations of fitness. Nothing else in the product asks for them: what is public, what an agency sees and
/// what leaves as a file cannot contain them.
/// </summary>
internal sealed class FitnessRegister(CertificationDb db)
{
    /// <summary>Under every number of the person, the latest first.</summary>
    public async Task<IReadOnlyList<FitnessEvaluation>> OfAsync(OfficerMembers person, CancellationToken ct) =>
        await db.FitnessEvaluations.AsNoTracking().Where(e => person.MemberIds.Contains(e.PersonId))
            .OrderByDescending(e => e.EvaluatedOn).ThenByDescending(e => e.RecordedAt).ThenByDescending(e => e.Id).ToListAsync(ct);

    /// <summary>The person whom the number is of; refused where nobody has it, or where it is a number of somebody else by a merge.</summary>
    public async Task<Result<OfficerMembers>> PersonAsync(Guid number, CancellationToken ct)
    {
        var named = await db.People.AsNoTracking().Where(p => p.Id == number).Select(p => p.OfficerNumber).SingleOrDefaultAsync(ct);
        if (named is null) return new NotFound("This officer");
        var person = (await db.MembersAsync([number], ct))[number];
        if (person.PersonId == number) return person;
        var into = await db.People.AsNoTracking().Where(p => p.Id == person.PersonId).Select(p => p.OfficerNumber).SingleAsync(ct);
        return new NumberIsMerged(named, into, person.PersonId);
    }
}
