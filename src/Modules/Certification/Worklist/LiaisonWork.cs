using Microsoft.EntityFrameworkCore;
using Post.Certification.Contracts;
using Post.Certification.Domain;
using Post.Certification.Instructions;
using Post.Certification.Members;
using Post.Kernel.Time;

namespace Post.Certification.Worklist;

/// <summary>Instructions and duties that the reader, a liaison, has not said to have read (12.06(2), (2)(g)).</summary>
internal sealed class InstructionWork(OwnInstructions own) : IAgencyWork
{
    public string Part => "instructions";
    public string Title => "Instructions to read";

    public async Task<IReadOnlyList<AgencyWorkItem>> OfAsync(AgencyWorkReader reader, CancellationToken ct)
    {
        var self = (await own.AskedAsync(reader.AgencyId, reader.Today, ct)).Where(a => a.AccountId == reader.AccountId).Select(a => a.MemberId).ToList();
        if (self.Count == 0) return [];
        var present = await own.Of(reader.AgencyId).Where(i => i.SupersededAt == null).ToListAsync(ct);
        var read = await own.AcknowledgedAsync(reader.AgencyId, present.ConvertAll(i => i.Id), ct);
        return
        [
            .. present.Where(i => !read[i.Id].Any(a => self.Contains(a.MemberId))).Select(i => new AgencyWorkItem(
                $"instruction:{i.Id}", $"Read: {i.Title}", $"{PortalPages.Instructions}#instruction-{i.Id}", i.AcknowledgeBy, CivilClock.LegalDate(i.RecordedAt))
            {
                About = i.Source is InstructionSource.Commission ? "Instruction of the Commission" : "Duty set by our head",
            }),
        ];
    }
}

/// <summary>Parts of the exchange for which nobody is liaison; the head designates one (12.06(1)).</summary>
internal sealed class UncoveredAreaWork(MembersReader members) : IAgencyWork
{
    public string Part => "liaisons";
    public string Title => "Liaisons to designate";

    public async Task<IReadOnlyList<AgencyWorkItem>> OfAsync(AgencyWorkReader reader, CancellationToken ct)
    {
        if (reader.Capacity is not MemberCapacity.Head) return [];
        var read = await members.ReadAsync(reader.AgencyId, ct);
        if (read.Refused || read.Value.Uncovered is not { Count: > 0 } uncovered) return [];
        return
        [
            new AgencyWorkItem(
                "liaisons", $"Designate a liaison for: {string.Join(", ", uncovered.Select(a => a.Label))}", PortalPages.People, null,
                read.Value.WithoutLiaisonSince) { About = "555 CMR 12.06(1)" },
        ];
    }
}
