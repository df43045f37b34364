using MediatR;
using Post.Audit;
using Post.Certification.Fitness;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ShowFitness;

/// <summary>Evaluations of an officer's fitness, for staff who may read the class MedPsych.</summary>
[Requires(CertificationPermissions.ReadFitness)]
[Audited("officer-fitness.shown", DataClass.Restricted, Fields = ["fitness"])]
internal sealed record ShowFitnessQuery(Guid PersonId) : IQuery<OfficerFitnessRecord>, INamesSubjects
{
    public IEnumerable<Guid> SubjectIds => [PersonId];
}

/// <param name="Standing">Of each kind the latest.</param>
/// <param name="Rows">What stands, the latest first.</param>
/// <param name="Earlier">What was corrected or withdrawn.</param>
/// <param name="MayKeep">Whether the caller may record and correct.</param>
/// <param name="Today">The legal day.</param>
public sealed record OfficerFitnessRecord(
    IReadOnlyList<FitnessStanding> Standing, IReadOnlyList<FitnessRow> Rows, IReadOnlyList<FitnessRow> Earlier, bool MayKeep, DateOnly Today)
    : INamesSubjects, ICountsRows
{
    public IReadOnlyList<Guid> MemberIds { get; init; } = [];
    public IEnumerable<Guid> SubjectIds => MemberIds;
    public int RowCount => Rows.Count;
}

internal sealed class ShowFitnessHandler(FitnessRegister register, CurrentCaller caller, PermissionTable permissions, TimeProvider clock)
    : IRequestHandler<ShowFitnessQuery, Result<OfficerFitnessRecord>>
{
    public async Task<Result<OfficerFitnessRecord>> Handle(ShowFitnessQuery query, CancellationToken ct)
    {
        var person = await register.PersonAsync(query.PersonId, ct);
        if (person.Refusal is { } refusal) return refusal;
        var today = clock.Today();
        var all = await register.OfAsync(person.Value, ct);
        return new OfficerFitnessRecord(
            FitnessStanding.Of(all, today), [.. all.Where(e => e.SupersededAt is null).Select(FitnessRow.Of)],
            [.. all.Where(e => e.SupersededAt is not null).Select(FitnessRow.Of)],
            permissions.Allows(caller.Value.Roles, CertificationPermissions.KeepFitness), today)
        {
            MemberIds = person.Value.MemberIds,
        };
    }
}
