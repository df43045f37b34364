using MediatR;
using Post.Audit;
using Post.Certification.Fitness;
using Post.Certification.Personal;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ShowPersonalFitness;

/// <summary>Evaluations of the caller's own fitness, as they stand (c. 66A, § 2(i)).</summary>
[Requires(CertificationPermissions.UseOwnRecord)]
[Audited("own-fitness.shown", DataClass.Restricted, Fields = ["fitness"])]
internal sealed record ShowPersonalFitnessQuery : IQuery<PersonalFitness>;

/// <param name="Standing">Of each kind the latest.</param>
/// <param name="Rows">What stands, the latest first; who entered it is no part of it.</param>
/// <param name="Today">The legal day.</param>
public sealed record PersonalFitness(IReadOnlyList<FitnessStanding> Standing, IReadOnlyList<PersonalEvaluation> Rows, DateOnly Today) : INamesSubjects, ICountsRows
{
    internal IReadOnlyList<Guid> Own { get; init; } = [];
    public IEnumerable<Guid> SubjectIds => Own;
    public int RowCount => Rows.Count;
}

/// <summary>An evaluation as the officer reads it.</summary>
public sealed record PersonalEvaluation(string KindWords, DateOnly On, string Evaluator, string OutcomeWords, string Tone, DateOnly? NextDueOn, DateTimeOffset RecordedAt);

internal sealed class ShowPersonalFitnessHandler(OwnPerson own, FitnessRegister register, TimeProvider clock)
    : IRequestHandler<ShowPersonalFitnessQuery, Result<PersonalFitness>>
{
    public async Task<Result<PersonalFitness>> Handle(ShowPersonalFitnessQuery query, CancellationToken ct)
    {
        var person = await own.CurrentAsync(ct);
        if (person.Refusal is { } nobody) return nobody;
        var today = clock.Today();
        var standing = (await register.OfAsync(person.Value, ct)).Where(e => e.SupersededAt is null).ToList();
        return new PersonalFitness(
            FitnessStanding.Of(standing, today),
            standing.ConvertAll(FitnessRow.Of).ConvertAll(r => new PersonalEvaluation(r.KindWords, r.On, r.Evaluator, r.OutcomeWords, r.Tone, r.NextDueOn, r.RecordedAt)),
            today)
        {
            Own = person.Value.MemberIds,
        };
    }
}
