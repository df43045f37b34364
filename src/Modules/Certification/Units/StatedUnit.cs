using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Kernel.Time;

namespace Post.Certification.Units;

/// <summary>
/// Compares what an officer said of the bargaining unit with what each employing agency has on record, and asks a person where they
/// differ; nothing of the record changes by it, least of all for the other members (12.07(1)(b)3.d).
/// </summary>
internal sealed class StatedUnit(CertificationDb db, TimeProvider clock)
{
    public async Task AskAsync(OfficerStatement said, IReadOnlyList<Guid> memberIds, CancellationToken ct)
    {
        if (said.Kind is not StatementKind.UnitHead) return;
        var today = clock.Today();
        var employers = await db.Employments.AsNoTracking()
            .Where(e => memberIds.Contains(e.PersonId) && e.SupersededAt == null && !e.OutOfState).HoldingOn(today)
            .Select(e => e.AgencyId).Distinct().ToListAsync(ct);
        var on = await (
            from fact in db.ServiceFacts.AsNoTracking().HoldingOn(today)
            where memberIds.Contains(fact.PersonId) && employers.Contains(fact.AgencyId) && fact.Register == ServiceRegister.BargainingUnit
            join name in db.LawEnforcementAgencyNames.Present() on fact.AgencyId equals name.AgencyId
            orderby name.Name
            select new { fact.Value, name.Name }).ToListAsync(ct);
        if (on.Count == 0) return;
        var units = on.Where(o => o.Value != UnitRegister.NoUnit).Select(o => Guid.Parse(o.Value)).ToList();
        var heads = (await db.UnitHeads.AsNoTracking().HoldingOn(today).Where(h => units.Contains(h.UnitId)).ToListAsync(ct))
            .ToDictionary(h => $"{h.UnitId}");
        var number = await db.People.AsNoTracking().Where(p => p.Id == said.PersonId).Select(p => p.OfficerNumber).SingleAsync(ct);
        var differing = on.Where(o => !SaysTheSame(said, heads.GetValueOrDefault(o.Value))).Select(o => o.Name).Distinct().ToList();
        if (differing.Count == 0) return;
        db.Sources.Add(new FactSource
        {
            Id = said.Id,
            Description = $"Bargaining unit, statement {said.Reference} of the officer",
            IsCommissionList = false,
            AsOf = CivilClock.LegalDate(said.SubmittedAt),
            RecordedAt = said.SubmittedAt,
        });
        db.ReviewItems.AddRange(differing.Select(agency => new ReviewItem
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            Kind = ReviewKind.UnitHeadDiffers,
            OfficerNumber = number,
            PersonId = said.PersonId,
            // What the officer wrote is for the agency to read; that it differs is what a person must know (ADR 0052).
            Details = $"In {said.Reference} the officer tells of another bargaining unit, head or address than {agency} has on record. Nothing was written over.",
            AsOf = CivilClock.LegalDate(said.SubmittedAt),
            SourceId = said.Id,
            OpenedAt = said.SubmittedAt,
        }));
    }

    private static bool SaysTheSame(OfficerStatement said, UnitHead? onRecord) => onRecord is null || said.NoUnit
        ? said.NoUnit && onRecord is null
        : FoldedWords.Of(said.Head ?? "") == FoldedWords.Of(onRecord.Name) && string.Equals(said.Contact?.Trim(), onRecord.Email, StringComparison.OrdinalIgnoreCase);
}
