using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.MapAgencySpelling;

/// <summary>Finds or makes the agency that a spelling is to stand for.</summary>
internal sealed class SpellingAgencies(CertificationDb db, TimeProvider clock)
{
    public async Task<Result<Guid>> ExistingAsync(AgencySpelling spelling, Guid agencyId, CancellationToken ct)
    {
        var name = await (
            from agency in db.LawEnforcementAgencies
            where agency.Id == agencyId && agency.MergedIntoId == null
            join present in db.LawEnforcementAgencyNames.Present() on agency.Id equals present.AgencyId
            select present.Name).SingleOrDefaultAsync(ct);
        if (name is null) return new AgencyNotOffered();
        if (spelling.AgencyId != agencyId) return agencyId;
        return spelling.State is AgencySpellingState.Queued
            ? new IsItsOwnAgency(spelling.Spelling)
            : new SpellingAlreadyMapped(spelling.Spelling, name);
    }

    public async Task<Result<Guid>> OwnAsync(AgencySpelling spelling, string officialName, CancellationToken ct)
    {
        var agency = await db.LawEnforcementAgencies.SingleAsync(a => a.Id == spelling.AgencyId, ct);
        var name = await db.LawEnforcementAgencyNames.Present().SingleAsync(n => n.AgencyId == agency.Id, ct);
        if (!agency.Provisional && name.Name == officialName) return new SpellingAlreadyMapped(spelling.Spelling, name.Name);

        // The agency of a queued spelling was made for it; one decided before may share its agency with others.
        var waits = spelling.State is AgencySpellingState.Queued;
        var folded = AgencySpelling.FoldOf(officialName);
        var holder = await db.Spellings.SingleOrDefaultAsync(s => s.Folded == folded, ct);
        if (holder is not null && holder.Id != spelling.Id && !(waits && holder.AgencyId == agency.Id))
        {
            return new NameStandsForAnother(officialName);
        }

        var own = waits ? Confirm(agency, name, officialName) : Register(officialName);
        if (holder is null) db.Spellings.Add(AgencySpelling.OfName(NewId(), officialName, own, clock.GetUtcNow()));
        return own;
    }

    private Guid Confirm(LawEnforcementAgency agency, LawEnforcementAgencyName name, string officialName)
    {
        agency.Confirm(clock.GetUtcNow());
        if (name.Name == officialName) return agency.Id;
        // The file's spelling was never the agency's name: the official one has held since the first day on record.
        name.Supersede(clock.GetUtcNow());
        db.LawEnforcementAgencyNames.Add(NameOf(agency.Id, officialName, name.ValidFrom));
        return agency.Id;
    }

    private Guid Register(string officialName)
    {
        var now = clock.GetUtcNow();
        var agency = new LawEnforcementAgency { Id = NewId(), RegisteredAt = now, ChangedAt = now };
        db.LawEnforcementAgencies.Add(agency);
        db.LawEnforcementAgencyNames.Add(NameOf(agency.Id, officialName, clock.Today()));
        return agency.Id;
    }

    private LawEnforcementAgencyName NameOf(Guid agencyId, string name, DateOnly from) => new()
    {
        Id = NewId(),
        AgencyId = agencyId,
        Name = name,
        ValidFrom = from,
        RecordedAt = clock.GetUtcNow(),
    };

    private Guid NewId() => Guid.CreateVersion7(clock.GetUtcNow());
}
