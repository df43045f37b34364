using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ShowInstruction;

/// <summary>An instruction of the Commission with its versions, and the agencies whose liaisons have read it or have not, by name.</summary>
/// <param name="SeriesId">The instruction.</param>
/// <param name="All">Every agency with a liaison, and not only those that wait.</param>
/// <param name="After">The agency after which the page begins.</param>
/// <param name="Limit">How many agencies.</param>
[Requires(CertificationPermissions.ReadMembers)]
[Audited("liaison-instruction.shown", DataClass.None)]
internal sealed record ShowInstructionQuery(Guid SeriesId, bool All = false, Guid? After = null, int Limit = 50) : IQuery<ShownInstruction>;

internal sealed class ShowInstructionValidator : AbstractValidator<ShowInstructionQuery>
{
    public ShowInstructionValidator() => RuleFor(q => q.Limit).InclusiveBetween(1, 100).WithMessage("A page has 1 to 100 rows.");
}

/// <param name="Versions">The newest first.</param>
/// <param name="Agencies">Agencies with a liaison.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
/// <param name="Waiting">How many agencies have a liaison who has not read the newest version.</param>
/// <param name="Asked">How many agencies have a liaison.</param>
public sealed record ShownInstruction(
    IReadOnlyList<InstructionVersion> Versions, IReadOnlyList<AskedAgency> Agencies, Guid? Next, int Waiting, int Asked) : ICountsRows
{
    public int RowCount => Agencies.Count;
}

public sealed record InstructionVersion(
    int Version, string Title, string Body, DateOnly InForceFrom, DateOnly? AcknowledgeBy, DateTimeOffset SetAt, string SetBy, DateTimeOffset? SupersededAt, string? EndedBecause);

/// <param name="AgencyId">The agency.</param>
/// <param name="Agency">Its name.</param>
/// <param name="Liaisons">How many liaisons it has today.</param>
/// <param name="Acknowledged">How many of them have read it.</param>
public sealed record AskedAgency(Guid AgencyId, string Agency, int Liaisons, int Acknowledged);

internal sealed class ShowInstructionHandler(CertificationDb db, TimeProvider clock) : IRequestHandler<ShowInstructionQuery, Result<ShownInstruction>>
{
    public async Task<Result<ShownInstruction>> Handle(ShowInstructionQuery query, CancellationToken ct)
    {
        var versions = await db.Instructions.AsNoTracking()
            .Where(i => i.SeriesId == query.SeriesId && i.Source == InstructionSource.Commission).OrderByDescending(i => i.Version).ToListAsync(ct);
        if (versions.Count == 0) return new NotFound("This instruction");
        var asked = Asked(versions[0].Id, clock.Today());
        var (all, waiting) = (await asked.CountAsync(ct), await asked.CountAsync(a => a.Acknowledged < a.Liaisons, ct));
        var page = query.All ? asked : asked.Where(a => a.Acknowledged < a.Liaisons);
        if (query.After is { } after)
        {
            var from = await db.LawEnforcementAgencyNames.AsNoTracking().Present().Where(n => n.AgencyId == after).Select(n => n.Name).FirstOrDefaultAsync(ct);
            if (from is null) return new NotFound("The place in the list");
            page = page.Where(a => EF.Functions.GreaterThan(ValueTuple.Create(a.Agency, a.AgencyId), ValueTuple.Create(from, after)));
        }

        var rows = await page.OrderBy(a => a.Agency).ThenBy(a => a.AgencyId).Take(query.Limit + 1)
            .Select(a => new AskedAgency(a.AgencyId, a.Agency, a.Liaisons, a.Acknowledged)).ToListAsync(ct);
        return new ShownInstruction(
            [
                .. versions.Select(i => new InstructionVersion(
                    i.Version, i.Title, i.Body, i.InForceFrom, i.AcknowledgeBy, i.RecordedAt, i.RecordedByName, i.SupersededAt, i.EndedBecause)),
            ],
            [.. rows.Take(query.Limit)], rows.Count > query.Limit ? rows[query.Limit - 1].AgencyId : null, waiting, all);
    }

    private IQueryable<Asking> Asked(Guid instruction, DateOnly today)
    {
        var liaisons = db.Members.AsNoTracking().Where(m => db.Appointments.Any(
            a => a.MemberId == m.Id && a.Capacity == MemberCapacity.Liaison && a.BeginsOn <= today && (a.EndsOn == null || a.EndsOn >= today)));
        return
            from name in db.LawEnforcementAgencyNames.AsNoTracking().Present()
            where db.LawEnforcementAgencies.Any(a => a.Id == name.AgencyId && a.MergedIntoId == null) && liaisons.Any(m => m.AgencyId == name.AgencyId)
            select new Asking
            {
                AgencyId = name.AgencyId,
                Agency = name.Name,
                Liaisons = liaisons.Count(m => m.AgencyId == name.AgencyId),
                Acknowledged = liaisons.Count(m => m.AgencyId == name.AgencyId && db.Acknowledgements.Any(x => x.InstructionId == instruction && x.MemberId == m.Id)),
            };
    }

    private sealed class Asking
    {
        public required Guid AgencyId { get; init; }
        public required string Agency { get; init; }
        public required int Liaisons { get; init; }
        public required int Acknowledged { get; init; }
    }
}
