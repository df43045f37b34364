using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Certification.Persons;
using Post.Certification.Reporting;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ListOwnConditions;

/// <summary>Conditions of one officer who serves at the caller's own agency, to choose from when one was met (12.05(1)(a), (f)).</summary>
[Requires(CertificationPermissions.UsePortal)]
[Audited("own-agency.conditions.listed", DataClass.Personal, Fields = ["condition"], Lists = true)]
internal sealed record ListOwnConditionsQuery(string OfficerNumber) : IQuery<OwnConditions>;

internal sealed class ListOwnConditionsValidator : AbstractValidator<ListOwnConditionsQuery>
{
    public ListOwnConditionsValidator() => RuleFor(q => q.OfficerNumber).NotEmpty().MaximumLength(AgencyReport.NumberMaxLength)
        .WithMessage("Give the officer number.");
}

/// <param name="OfficerNumber">The number that was asked for.</param>
/// <param name="Rows">Conditions that are open, or were missed.</param>
public sealed record OwnConditions(string OfficerNumber, IReadOnlyList<OpenCondition> Rows) : INamesSubjects, ICountsRows
{
    public required IReadOnlyList<Guid> MemberIds { get; init; }
    public IEnumerable<Guid> SubjectIds => MemberIds;
    public int RowCount => Rows.Count;
}

internal sealed class ListOwnConditionsHandler(CertificationDb db, ActingMembers acting, OpenConditions conditions, TimeProvider clock)
    : IRequestHandler<ListOwnConditionsQuery, Result<OwnConditions>>
{
    public async Task<Result<OwnConditions>> Handle(ListOwnConditionsQuery query, CancellationToken ct)
    {
        var acts = await acting.CurrentAsync(ct);
        if (acts.Refusal is { } refusal) return refusal;
        // One answer for an officer of another agency, for one who left and for nobody (ADR 0045).
        if (await db.ServingUnderAsync(acts.Value.AgencyId, query.OfficerNumber.Trim(), clock.Today(), ct) is not { } person) return new NotOfOwnAgency();
        var members = (await db.MembersAsync([person], ct))[person].MemberIds;
        return new OwnConditions(query.OfficerNumber.Trim(), await conditions.OfAsync(members, ct)) { MemberIds = members };
    }
}
