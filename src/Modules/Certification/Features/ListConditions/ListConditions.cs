using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ListConditions;

/// <summary>Which conditions are listed; the first two are figures of the desk.</summary>
internal enum ConditionCut
{
    /// <summary>Open, and due within the days of the desk or before.</summary>
    Due,

    /// <summary>Missed, and the motion that follows stands before a person.</summary>
    Missed,

    Open,
}

/// <summary>Conditions that are open or were missed, by the day on which they were to be met.</summary>
[Requires(CertificationPermissions.ReadApplications)]
[Audited("certification-conditions.listed", DataClass.Personal, Fields = ["identity", "condition"], Lists = true)]
internal sealed record ListConditionsQuery(string Show = nameof(ConditionCut.Due), Guid? After = null, int Limit = 25) : IQuery<ConditionList>, IAsksFor
{
    public string? Query => Show;
}

internal sealed class ListConditionsValidator : AbstractValidator<ListConditionsQuery>
{
    public ListConditionsValidator()
    {
        RuleFor(q => q.Show).IsEnumName(typeof(ConditionCut)).WithMessage("Choose which conditions to show.");
        RuleFor(q => q.Limit).InclusiveBetween(1, 100).WithMessage("A page has 1 to 100 rows.");
    }
}

/// <param name="Rows">By their day.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
/// <param name="Days">Within how many days one falls due that is shown as such.</param>
/// <param name="Today">The legal date of today.</param>
public sealed record ConditionList(IReadOnlyList<ConditionListRow> Rows, Guid? Next, int Days, DateOnly Today) : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Rows.Select(r => r.PersonId).Distinct();
    public int RowCount => Rows.Count;
}

/// <summary>A condition with whom it binds and the decision that set it.</summary>
public sealed record ConditionListRow(
    Guid Id, string Words, DateOnly? DueOn, bool Missed, Guid PersonId, string Name, string OfficerNumber, string? Agency, Guid ApplicationId,
    string Decision)
{
    /// <summary>Days that count from the return to duty; null where the decision set the day.</summary>
    public int? DaysFromReturn { get; init; }
}

internal sealed class ListConditionsHandler(CertificationDb db, TimeProvider clock) : IRequestHandler<ListConditionsQuery, Result<ConditionList>>
{
    public async Task<Result<ConditionList>> Handle(ListConditionsQuery query, CancellationToken ct)
    {
        var today = clock.Today();
        var days = await db.RuleAsync(IntakeRules.DeskConditionDays, today, ct);
        var found = Cut(Enum.Parse<ConditionCut>(query.Show), today.AddDays(days));
        if (query.After is { } after && await db.Conditions.AsNoTracking().SingleOrDefaultAsync(c => c.Id == after, ct) is { } last)
        {
            // Those that have no day yet come last.
            found = last.DueOn is { } day
                ? found.Where(c => c.DueOn == null || c.DueOn > day || (c.DueOn == day && c.Id > last.Id))
                : found.Where(c => c.DueOn == null && c.Id > last.Id);
        }

        var rows = await RowsAsync(found.OrderBy(c => c.DueOn).ThenBy(c => c.Id).Take(query.Limit + 1), ct);
        var page = rows.Take(query.Limit).ToList();
        return new ConditionList(page, rows.Count > query.Limit ? page[^1].Id : null, days, today);
    }

    private IQueryable<CertificationCondition> Cut(ConditionCut cut, DateOnly until)
    {
        var all = db.Conditions.AsNoTracking();
        return cut switch
        {
            ConditionCut.Due => all.Where(c => c.State == ConditionState.Open && c.DueOn <= until),
            ConditionCut.Missed => all.Where(c => c.State == ConditionState.Missed && db.Applications.Any(
                a => a.PersonId == c.PersonId && a.Kind == ApplicationKind.OwnMotion && a.ClosedAt == null)),
            _ => all.Where(c => c.State == ConditionState.Open),
        };
    }

    private async Task<List<ConditionListRow>> RowsAsync(IQueryable<CertificationCondition> page, CancellationToken ct) => await (
        from c in page
        join name in db.Names.Present() on c.PersonId equals name.PersonId
        join person in db.People on c.PersonId equals person.Id
        join application in db.Applications on c.ApplicationId equals application.Id
        join decision in db.Decisions on c.DecisionId equals decision.Id
        orderby c.DueOn, c.Id
        select new ConditionListRow(
            c.Id, c.Words, c.DueOn, c.State == ConditionState.Missed, c.PersonId, name.Surname + ", " + name.FirstName, person.OfficerNumber,
            db.LawEnforcementAgencyNames.Present().Where(n => n.AgencyId == application.AgencyId).Select(n => n.Name).FirstOrDefault(),
            application.Id, CertificationDecision.ReferenceOf(decision.Number))
        { DaysFromReturn = c.DaysFromReturn }).ToListAsync(ct);
}
