using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Applications;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Certification.Persons;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ListOwnApplications;

/// <summary>Applications that the caller's own agency entered, the newest first.</summary>
[Requires(CertificationPermissions.UsePortal)]
[Audited("own-agency.applications.listed", DataClass.Personal, Fields = ["identity", "application"], Lists = true)]
internal sealed record ListOwnApplicationsQuery(long? Before = null, int Limit = 25) : IQuery<OwnApplicationList>;

internal sealed class ListOwnApplicationsValidator : AbstractValidator<ListOwnApplicationsQuery>
{
    public ListOwnApplicationsValidator() => RuleFor(q => q.Limit).InclusiveBetween(1, 100).WithMessage("A page has 1 to 100 rows.");
}

/// <param name="Agency">The caller's own agency.</param>
/// <param name="Rows">Applications.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record OwnApplicationList(string Agency, IReadOnlyList<EnteredApplication> Rows, long? Next) : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Rows.Select(r => r.PersonId);
    public int RowCount => Rows.Count;
}

/// <param name="Id">The application.</param>
/// <param name="Number">Its place in the list.</param>
/// <param name="Kind">What was applied for.</param>
/// <param name="PersonId">The officer.</param>
/// <param name="Name">The present name.</param>
/// <param name="OfficerNumber">The officer number.</param>
/// <param name="ReceivedOn">The day on which it was entered.</param>
/// <param name="DueOn">By when it is to be decided.</param>
/// <param name="Open">False where it has been decided; null where the officer left.</param>
/// <param name="OpenItems">Requirements that the Commission has not found met or waived; null where the officer left.</param>
/// <param name="Items">How many requirements there are.</param>
public sealed record EnteredApplication(
    Guid Id, long Number, string Kind, Guid PersonId, string Name, string OfficerNumber, DateOnly ReceivedOn, DateOnly DueOn, bool? Open, int? OpenItems, int Items)
{
    public string Reference => CertificationApplication.ReferenceOf(Number);
    public string KindWords => DecisionWords.OfApplication(Kind);
}

internal sealed class ListOwnApplicationsHandler(CertificationDb db, ActingMembers acting, ChangeContext change, TimeProvider clock)
    : IRequestHandler<ListOwnApplicationsQuery, Result<OwnApplicationList>>
{
    public async Task<Result<OwnApplicationList>> Handle(ListOwnApplicationsQuery query, CancellationToken ct)
    {
        var acts = await acting.CurrentAsync(ct);
        if (acts.Refusal is { } refusal) return refusal;
        // Whom the record, put right, never shows there is left out: one of them would shut the whole list at the gate.
        var today = clock.Today();
        var own = db.PersonsOf(db.Employments.AsNoTracking().Of(acts.Value.AgencyId));
        var found = await (
            from entry in db.ApplicationEntries.AsNoTracking()
            where entry.AgencyId == acts.Value.AgencyId
            join application in db.Applications on entry.ApplicationId equals application.Id
            where (query.Before == null || application.Number < query.Before)
                && (own.Contains(application.PersonId) || db.Merges.Present().Any(m => m.PersonId == application.PersonId && own.Contains(m.IntoPersonId)))
            join person in db.People on application.PersonId equals person.Id
            join name in db.Names.Present() on person.Id equals name.PersonId
            orderby application.Number descending
            select new EnteredApplication(
                application.Id, application.Number, application.Kind.ToString(), application.PersonId, name.Surname + ", " + name.FirstName, person.OfficerNumber,
                application.ReceivedOn, application.DueOn, application.ClosedAt == null,
                db.RequirementsOn(application.Id, today).Count(r => r.IsOpen),
                db.Evidence.Count(e => e.ApplicationId == application.Id && e.SupersededAt == null))).Take(query.Limit + 1).ToListAsync(ct);
        var page = found.Take(query.Limit).ToList();
        var serving = await ServingAsync(acts.Value.AgencyId, page.ConvertAll(r => r.PersonId), ct);
        change.Summarise($"Applications that {acts.Value.Agency} entered");
        return new OwnApplicationList(
            acts.Value.Agency, page.ConvertAll(r => serving.Contains(r.PersonId) ? r : r with { Open = null, OpenItems = null }),
            found.Count > query.Limit ? page[^1].Number : null);
    }

    // Of who left, the agency reads what it said, and nothing of today.
    private async Task<HashSet<Guid>> ServingAsync(Guid agency, List<Guid> persons, CancellationToken ct)
    {
        var members = await db.MembersAsync(persons, ct);
        var ids = members.Values.SelectMany(m => m.MemberIds).ToList();
        var there = (await db.Employments.AsNoTracking().Of(agency).HoldingOn(clock.Today()).Where(e => ids.Contains(e.PersonId)).Select(e => e.PersonId)
            .ToListAsync(ct)).ToHashSet();
        return [.. persons.Where(p => members[p].MemberIds.Any(there.Contains))];
    }
}
