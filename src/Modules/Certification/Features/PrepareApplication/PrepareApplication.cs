using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Applications;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Certification.Units;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.PrepareApplication;

/// <summary>
/// What an application for an officer of the own agency would have to show today, to be answered requirement by requirement. Without a
/// kind, the one that the officer's record suggests.
/// </summary>
[Requires(CertificationPermissions.EnterApplications)]
[Audited("own-agency.application.prepared", DataClass.Personal, Fields = ["identity", "application", "requirements"])]
internal sealed record PrepareApplicationQuery(Guid PersonId, string? Kind = null) : IQuery<ApplicationForm>, INamesSubjects
{
    public IEnumerable<Guid> SubjectIds => [PersonId];
}

internal sealed class PrepareApplicationValidator : AbstractValidator<PrepareApplicationQuery>
{
    public PrepareApplicationValidator() =>
        RuleFor(q => q.Kind).Must(k => k is null || EnteredKinds.IsOne(k)).WithMessage("Choose what is applied for.");
}

/// <param name="PersonId">The officer.</param>
/// <param name="OfficerNumber">The number by which the officer is known.</param>
/// <param name="Name">The present name.</param>
/// <param name="Kind">What would be applied for.</param>
/// <param name="WhyNot">Why none of this kind can be entered now; null where one can.</param>
/// <param name="Open">The application that stands in the way, as far as the agency may know of it.</param>
/// <param name="Standard">The standard in force.</param>
/// <param name="Items">Its requirements in their order.</param>
/// <param name="LapsesOn">Last day of the certification on record.</param>
/// <param name="Representative">Head of the officer's bargaining unit, as the agency keeps it.</param>
public sealed record ApplicationForm(
    Guid PersonId, string OfficerNumber, string Name, string Kind, string? WhyNot, OwnApplicationRow? Open, string? Standard,
    IReadOnlyList<FormItem> Items, DateOnly? LapsesOn, string? Representative) : INamesSubjects, ICountsRows
{
    public IReadOnlyList<Guid> MemberIds { get; init; } = [PersonId];
    public IEnumerable<Guid> SubjectIds => MemberIds;
    public int RowCount => 1;
}

/// <summary>A requirement, and what usually shows it.</summary>
public sealed record FormItem(string Code, string Title, string ShownBy, string Clause, bool RunsOut);

internal sealed class PrepareApplicationHandler(
    CertificationDb db, ActingMembers acting, RecordReader records, ApplicationOpening opening, OwnApplications applications, UnitRegister units, TimeProvider clock)
    : IRequestHandler<PrepareApplicationQuery, Result<ApplicationForm>>
{
    public async Task<Result<ApplicationForm>> Handle(PrepareApplicationQuery query, CancellationToken ct)
    {
        var acts = await acting.CurrentAsync(ct, MemberCapacity.Liaison);
        if (acts.Refusal is { } refusal) return refusal;
        var (agency, today) = (acts.Value.AgencyId, clock.Today());
        if (await db.ServingAsync(agency, query.PersonId, today, ct) is not { } person) return new NotOfOwnAgency();
        var record = await records.OfAsync(query.PersonId, ct);
        var kind = query.Kind is { } asked
            ? Enum.Parse<ApplicationKind>(asked)
            : record.AsOfficer.Count == 0 ? ApplicationKind.Initial : ApplicationKind.Recertification;
        var standard = await opening.StandardAsync(kind, today, ct);
        var whyNot = await opening.WhyNotAsync(query.PersonId, kind, record, ct) ?? (standard is null ? new NoStandardInForce(today) : null);
        var open = await applications.OfAsync(agency, person.MemberIds, ct);
        var (number, name) = await NamedAsync(person.PersonId, ct);
        return new ApplicationForm(
            query.PersonId, number, name, kind.ToString(), whyNot?.Text, open.FirstOrDefault(a => a.Open && a.Kind == kind.ToString()),
            standard is null ? null : $"{standard.Title}, version {standard.Version} ({standard.Source})",
            whyNot is null ? await ItemsAsync(standard!.Id, ct) : [], ApplicationOpening.LapsesOn(kind, record), await HeadAsync(agency, person.PersonId, today, ct))
        {
            MemberIds = person.MemberIds,
        };
    }

    private async Task<(string Number, string Name)> NamedAsync(Guid person, CancellationToken ct)
    {
        var found = await (
            from known in db.People.AsNoTracking()
            where known.Id == person
            join name in db.Names.Present() on known.Id equals name.PersonId
            select new { known.OfficerNumber, Name = name.FirstName + " " + name.Surname + (name.Suffix == null ? "" : " " + name.Suffix) }).SingleAsync(ct);
        return (found.OfficerNumber, found.Name);
    }

    private Task<List<FormItem>> ItemsAsync(Guid standard, CancellationToken ct) => db.StandardItems.AsNoTracking()
        .Where(i => i.StandardId == standard).OrderBy(i => i.Place).Select(i => new FormItem(i.Code, i.Title, i.ShownBy, i.Clause, i.RunsOut)).ToListAsync(ct);

    private async Task<string?> HeadAsync(Guid agency, Guid person, DateOnly today, CancellationToken ct) =>
        (await units.OfAsync(agency, today, ct)).Units.FirstOrDefault(u => u.Members.Any(m => m.PersonId == person))?.Head;
}
