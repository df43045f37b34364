using Microsoft.EntityFrameworkCore;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Certification.Personal;
using Post.Kernel.Deadlines;
using Post.Kernel.Time;

namespace Post.Certification.Worklist;

/// <summary>What officers told the agency and nobody there answered (12.07(1)(b)3.c).</summary>
internal sealed class StatementWork(CertificationDb db, DeadlineStore clocks) : IAgencyWork
{
    public string Part => "statements";
    public string Title => "Statements of officers";

    public async Task<IReadOnlyList<AgencyWorkItem>> OfAsync(AgencyWorkReader reader, CancellationToken ct)
    {
        if (reader.Capacity > MemberCapacity.Liaison) return [];
        var waiting = await (
            from place in db.StatementAddressees.AsNoTracking()
            where place.AgencyId == reader.AgencyId && place.State == StatementState.Submitted
            join statement in db.OfficerStatements on place.StatementId equals statement.Id
            join person in db.People on statement.PersonId equals person.Id
            orderby statement.Id
            select new { Statement = statement, place.ClockId, person.OfficerNumber }).ToListAsync(ct);
        var due = await clocks.DueOfAsync([.. waiting.Select(w => w.ClockId).OfType<Guid>()], ct);
        return
        [
            .. waiting.Select(w => new AgencyWorkItem(
                $"statement:{w.Statement.Id}", $"Answer {w.Statement.Reference}", $"{PortalPages.Statements}/{w.Statement.Id}",
                w.ClockId is { } chain && due.TryGetValue(chain, out var day) ? day : null, CivilClock.LegalDate(w.Statement.SubmittedAt))
            {
                About = $"{StatementKinds.Of(w.Statement.Kind).Title}, officer {w.OfficerNumber}",
                Subjects = [w.Statement.PersonId],
            }),
        ];
    }
}
