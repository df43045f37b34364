using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Certification.Persons;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ListOwnRecertifications;

/// <summary>
/// Officers who serve at the caller's own agency and whose certifications ended, end soon, or end within the round they are in; those
/// who end first come first.
/// </summary>
[Requires(CertificationPermissions.UsePortal)]
[Audited("own-agency.recertifications.listed", DataClass.Personal, Fields = ["identity", "certificates", "application"], Lists = true)]
internal sealed record ListOwnRecertificationsQuery(Guid? After = null, int Limit = 50) : IQuery<OwnRecertifications>;

internal sealed class ListOwnRecertificationsValidator : AbstractValidator<ListOwnRecertificationsQuery>
{
    public ListOwnRecertificationsValidator() => RuleFor(q => q.Limit).InclusiveBetween(1, 100).WithMessage("A page has 1 to 100 rows.");
}

/// <param name="Agency">The caller's own agency.</param>
/// <param name="Total">How many officers there are.</param>
/// <param name="Without">For how many of them no application is open.</param>
/// <param name="Rows">Officers, by the day on which the certification ends and by name.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record OwnRecertifications(string Agency, int Total, int Without, IReadOnlyList<RecertificationRow> Rows, Guid? Next) : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Rows.SelectMany(r => r.MemberIds);
    public int RowCount => Rows.Count;
}

/// <param name="PersonId">The officer.</param>
/// <param name="OfficerNumber">The officer number.</param>
/// <param name="Name">The present name.</param>
/// <param name="LapsesOn">Last day of the certification.</param>
/// <param name="Ended">Whether that has passed.</param>
/// <param name="Round">The round that it falls into; null where it is in none.</param>
/// <param name="DueOn">Last day of an application in that round.</param>
/// <param name="Open">The application that is open for it.</param>
public sealed record RecertificationRow(
    Guid PersonId, string OfficerNumber, string Name, DateOnly LapsesOn, bool Ended, string? Round, DateOnly? DueOn, OwnApplicationRow? Open)
{
    public IReadOnlyList<Guid> MemberIds { get; init; } = [PersonId];
}

internal sealed class ListOwnRecertificationsHandler(
    CertificationDb db, ActingMembers acting, PresentRoster roster, CertificationEnds certifications, OwnApplications applications, ChangeContext change,
    TimeProvider clock)
    : IRequestHandler<ListOwnRecertificationsQuery, Result<OwnRecertifications>>
{
    public async Task<Result<OwnRecertifications>> Handle(ListOwnRecertificationsQuery query, CancellationToken ct)
    {
        var acts = await acting.CurrentAsync(ct);
        if (acts.Refusal is { } refusal) return refusal;
        var all = await AllAsync(acts.Value.AgencyId, clock.Today(), ct);
        var from = query.After is { } after ? all.FindIndex(r => r.PersonId == after) + 1 : 0;
        var page = all.Skip(from).Take(query.Limit).ToList();
        change.Summarise($"Officers of {acts.Value.Agency} due for recertification");
        return new OwnRecertifications(
            acts.Value.Agency, all.Count, all.Count(r => r.Open is null), page, from + page.Count < all.Count ? page[^1].PersonId : null);
    }

    private async Task<List<RecertificationRow>> AllAsync(Guid agency, DateOnly today, CancellationToken ct)
    {
        var near = today.AddDays(await db.RuleAsync(IntakeRules.ExpiryDays, today, ct));
        var (lines, ids) = await roster.OfAsync(agency, today, ct);
        var persons = lines.Select(l => l.PersonId).ToList();
        var members = await db.MembersAsync(persons, ct);
        var ends = await certifications.OfAsync(ids, ct);
        var rounds = await RoundsAsync(persons, today, ct);
        var open = (await applications.OfAsync(agency, ids, ct))
            .Where(a => a is { Open: true, Kind: nameof(ApplicationKind.Recertification) }).ToLookup(a => a.PersonId);
        return
        [
            .. lines.SelectMany(Row).OrderBy(r => r.LapsesOn).ThenBy(r => r.Name, StringComparer.Ordinal).ThenBy(r => r.PersonId),
        ];

        IEnumerable<RecertificationRow> Row(RosterLine line)
        {
            var numbers = members[line.PersonId].MemberIds;
            var last = numbers.SelectMany(n => ends[n]).DefaultIfEmpty().Max();
            var round = rounds.GetValueOrDefault(line.PersonId);
            if (round?.EndsOn < last) round = null;
            if (last == default || (last > near && round is null)) yield break;
            yield return new RecertificationRow(
                line.PersonId, line.OfficerNumber, line.Name, last, last < today,
                round is null ? null : RecertificationRound.ReferenceOf(round.Cycle, round.EndsOn), round?.DueOn, numbers.SelectMany(n => open[n]).FirstOrDefault())
            {
                MemberIds = numbers,
            };
        }
    }

    private async Task<Dictionary<Guid, RoundDays>> RoundsAsync(List<Guid> persons, DateOnly today, CancellationToken ct) => (await (
        from member in db.RoundMembers.AsNoTracking()
        where persons.Contains(member.PersonId)
        join round in db.Rounds on member.RoundId equals round.Id
        where round.EndsOn >= today
        orderby round.EndsOn
        select new { member.PersonId, round.Cycle, round.DueOn, round.EndsOn }).ToListAsync(ct))
        .GroupBy(m => m.PersonId).ToDictionary(g => g.Key, g => new RoundDays(g.First().Cycle, g.First().DueOn, g.First().EndsOn));

    private sealed record RoundDays(int Cycle, DateOnly DueOn, DateOnly EndsOn);
}
