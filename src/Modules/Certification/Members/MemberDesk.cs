using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Members;

/// <summary>Records who acts for an agency and ends it, with the account and the invitation that follow from it.</summary>
internal sealed class MemberDesk(
    CertificationDb db, IMemberAccounts accounts, InvitationLetter letter, CurrentCaller caller, ChangeContext change, TimeProvider clock)
{
    public async Task<Result<Appointed>> AppointAsync(Guid agency, AppointmentToRecord asked, CancellationToken ct)
    {
        var known = await db.LawEnforcementAgencies.AsNoTracking().AnyAsync(a => a.Id == agency && a.MergedIntoId == null, ct);
        if (!known) return new NotFound("This agency");
        if (string.IsNullOrWhiteSpace(asked.Email)) return new EmailRequired();
        if (!EmailAddress.TryParse(asked.Email, out var email)) return new EmailInvalid();
        if (await UnknownAreaAsync(asked, ct) is { } area) return new AreaUnknown(area);
        var taken = await MemberAsync(agency, asked, email.Value.ToLowerInvariant(), ct);
        if (taken.Refusal is { } unfit) return unfit;
        var member = taken.Value;
        if (await ClashAsync(member, asked, ct) is { } clash) return clash;

        var opened = await accounts.OpenAsync(member.Email!, member.Name, asked.Capacity, ct);
        if (opened.Refusal is { } closed) return closed;
        member.AccountId = opened.Value.AccountId;
        var row = Row(member, asked);
        db.Appointments.Add(row);
        Tell(member, row);
        await db.SaveChangesAsync(ct);
        return await letter.SendAsync(member, asked.Capacity, opened.Value, ct) is { } unsent
            ? unsent
            : new Appointed(row.Id, member.Name, opened.Value);
    }

    /// <param name="agency">Whose it must be; an appointment of another agency is not found.</param>
    /// <param name="id">The appointment.</param>
    /// <param name="lastDay">The last day on which it holds.</param>
    /// <param name="because">Why.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<Result<Done>> EndAsync(Guid agency, Guid id, DateOnly lastDay, string because, CancellationToken ct)
    {
        var row = await db.Appointments.SingleOrDefaultAsync(a => a.Id == id && db.Members.Any(m => m.Id == a.MemberId && m.AgencyId == agency), ct);
        if (row is null) return new NotFound("This designation");
        if (row.EndedAt is not null) return new EndedAlready();
        if (lastDay < row.BeginsOn) return new EndsBeforeItBegins(row.BeginsOn);
        var member = await db.Members.AsNoTracking().SingleAsync(m => m.Id == row.MemberId, ct);

        row.End(lastDay, because.Trim(), caller.Value.Name, clock.GetUtcNow());
        change.Summarise($"{CapacityWords.Of(row.Capacity)}: {member.Name}");
        change.Changed("last day", null, Iso(lastDay));
        change.Because(because.Trim());
        if (member.PersonId is { } person) change.About(person);
        await db.SaveChangesAsync(ct);
        if (member.AccountId is { } account && !row.HoldsOn(clock.Today()))
        {
            await accounts.CloseAsync(account, row.Capacity, await IsHeldElsewhereAsync(account, row, ct), ct);
        }

        return Done.Instance;
    }

    private async Task<bool> IsHeldElsewhereAsync(Guid account, AgencyAppointment ended, CancellationToken ct)
    {
        var today = clock.Today();
        return await db.Appointments.AnyAsync(a => a.Id != ended.Id && a.Capacity == ended.Capacity && (a.EndsOn == null || a.EndsOn >= today)
            && db.Members.Any(m => m.Id == a.MemberId && m.AccountId == account), ct);
    }

    private async Task<string?> UnknownAreaAsync(AppointmentToRecord asked, CancellationToken ct)
    {
        var areas = await db.LiaisonAreas.AsNoTracking().Select(a => a.Code).ToListAsync(ct);
        return asked.Capacity is MemberCapacity.Liaison ? asked.Areas.FirstOrDefault(a => !areas.Contains(a)) : null;
    }

    // A member is known by the address; the same address under another name is somebody else's.
    private async Task<Result<AgencyMember>> MemberAsync(Guid agency, AppointmentToRecord asked, string email, CancellationToken ct)
    {
        if (await db.Members.SingleOrDefaultAsync(m => m.AgencyId == agency && m.Email == email, ct) is { } member)
        {
            return string.Equals(member.Name, asked.Name.Trim(), StringComparison.OrdinalIgnoreCase) ? member : new EmailOfAnother(member.Name);
        }

        Guid? person = null;
        if (asked.Kind is MemberKind.Officer)
        {
            var number = asked.OfficerNumber!.Trim();
            person = await db.ServingUnderAsync(agency, number, clock.Today(), ct);
            if (person is null) return new LiaisonNotMember(number);
            change.About(person.Value);
        }

        var added = new AgencyMember
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            AgencyId = agency,
            Kind = asked.Kind,
            PersonId = person,
            Name = asked.Name.Trim(),
            Title = string.IsNullOrWhiteSpace(asked.Title) ? null : asked.Title.Trim(),
            Email = email,
            RecordedAt = clock.GetUtcNow(),
            RecordedByName = caller.Value.Name,
        };
        db.Members.Add(added);
        return added;
    }

    private async Task<Refusal?> ClashAsync(AgencyMember member, AppointmentToRecord asked, CancellationToken ct)
    {
        var present = await (
            from appointment in db.Appointments.AsNoTracking()
            join other in db.Members on appointment.MemberId equals other.Id
            where other.AgencyId == member.AgencyId && appointment.Capacity == asked.Capacity
                && (asked.EndsOn == null || appointment.BeginsOn <= asked.EndsOn)
                && (appointment.EndsOn == null || appointment.EndsOn >= asked.BeginsOn)
            select new { other.Id, other.Name }).ToListAsync(ct);
        if (asked.Capacity is MemberCapacity.Head && present.FirstOrDefault() is { } head) return new HeadOnRecord(head.Name);
        return present.Exists(p => p.Id == member.Id) ? new AppointedAlready(member.Name, asked.Capacity) : null;
    }

    private AgencyAppointment Row(AgencyMember member, AppointmentToRecord asked)
    {
        var row = new AgencyAppointment
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            MemberId = member.Id,
            Capacity = asked.Capacity,
            Areas = asked.Capacity is MemberCapacity.Liaison ? [.. asked.Areas.Distinct()] : [],
            BeginsOn = asked.BeginsOn,
            Instrument = asked.Instrument.Trim(),
            RecordedAt = clock.GetUtcNow(),
            RecordedBy = caller.Value.Id,
            RecordedByName = caller.Value.Name,
        };
        if (asked.EndsOn is { } last) row.Until(last);
        return row;
    }

    private void Tell(AgencyMember member, AgencyAppointment row)
    {
        change.Summarise($"{CapacityWords.Of(row.Capacity)}: {member.Name}");
        change.Changed(row.Capacity.ToString(), null, $"{member.Name}, from {Iso(row.BeginsOn)}{(row.EndsOn is { } end ? $" to {Iso(end)}" : "")}");
        if (row.Areas.Length > 0) change.Changed("areas", null, string.Join(", ", row.Areas));
        change.Because(row.Instrument);
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
