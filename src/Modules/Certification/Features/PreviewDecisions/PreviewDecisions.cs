using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Rounds;
using Post.Kernel.Requests;

namespace Post.Certification.Features.PreviewDecisions;

/// <summary>What each complete application of a round, or of one agency in it, would become, by the rules of a single decision.</summary>
[Requires(CertificationPermissions.Decide)]
[Audited("recertification-decisions.previewed", DataClass.Personal, Fields = ["identity", "application", "status"], Lists = true)]
internal sealed record PreviewDecisionsQuery(
    Guid RoundId, Guid? AgencyId, DateOnly EffectiveOn, DateOnly? ExpiresOn = null, Guid? After = null, int Limit = 100) : IQuery<DecisionsPreview>;

internal sealed class PreviewDecisionsValidator : AbstractValidator<PreviewDecisionsQuery>
{
    public PreviewDecisionsValidator() =>
        RuleFor(q => q.Limit).InclusiveBetween(1, 100).WithMessage("A page has 1 to 100 rows.");
}

/// <param name="Ready">How many would be granted.</param>
/// <param name="Refused">How many the rules speak against.</param>
/// <param name="Rows">A page of them, those refused first.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record DecisionsPreview(int Ready, int Refused, IReadOnlyList<PreviewedDecision> Rows, Guid? Next) : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Rows.Select(r => r.PersonId);
    public int RowCount => Rows.Count;
}

public sealed record PreviewedDecision(
    Guid PersonId, string OfficerNumber, string Name, Guid ApplicationId, string Application, DateOnly? ExpiresOn, string? Refusal);

internal sealed class PreviewDecisionsHandler(CertificationDb db, RoundDecisions decisions) : IRequestHandler<PreviewDecisionsQuery, Result<DecisionsPreview>>
{
    public async Task<Result<DecisionsPreview>> Handle(PreviewDecisionsQuery query, CancellationToken ct)
    {
        if (!await db.Rounds.AnyAsync(r => r.Id == query.RoundId, ct)) return new NotFound("This round");
        var found = await decisions.OfAsync(new TogetherWish(query.RoundId, query.AgencyId, query.EffectiveOn, query.ExpiresOn), ct);
        if (found.Refusal is { } refusal) return refusal;
        var ordered = found.Value.OrderBy(f => f.Refusal is null).ToList();
        var from = query.After is { } after ? ordered.FindIndex(f => f.Officer.PersonId == after) + 1 : 0;
        var page = ordered.Skip(from).Take(query.Limit).ToList();
        return new DecisionsPreview(
            ordered.Count(f => f.Refusal is null), ordered.Count(f => f.Refusal is not null),
            page.ConvertAll(f => new PreviewedDecision(
                f.Officer.PersonId, f.Officer.OfficerNumber, f.Officer.Name, f.Officer.ApplicationId!.Value,
                CertificationApplication.ReferenceOf(f.Number), f.ExpiresOn, f.Refusal)),
            ordered.Count > from + query.Limit ? page[^1].Officer.PersonId : null);
    }
}
