using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Contracts;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.AccessReview.Facts;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.AccessReview.Register;

/// <summary>Keeps the matters, in the transaction of whoever asks; each change is in force at once on this node.</summary>
internal sealed class MatterRegister(
    AccessReviewDb db, AccessRuleBook rules, AccessMemory memory, CurrentCaller caller, ChangeContext change, TimeProvider clock) : IMatterRegister
{
    private Caller Who => caller.Value;

    public async Task<Result<Guid>> OpenAsync(MatterToOpen matter, CancellationToken ct)
    {
        var number = matter.Number.Trim();
        if (!await db.MatterKinds.AnyAsync(k => k.Code == matter.Kind, ct)) return new NoSuchMatterKind();
        if (await db.Matters.AnyAsync(m => m.Number == number, ct)) return new MatterNumberTaken(number);
        var opened = new Matter
        {
            Id = NewId(),
            Number = number,
            Kind = matter.Kind,
            Title = matter.Title.Trim(),
            OpenedAt = clock.GetUtcNow(),
            OpenedBy = Who.Id,
            OpenedByName = Who.Name,
        };
        db.Matters.Add(opened);
        change.Changed("matter", null, $"{number} ({matter.Kind})");
        return await SavedAsync(opened, opened.Id, ct);
    }

    public async Task<Result<Done>> AddPartyAsync(string number, PartyToAdd party, CancellationToken ct)
    {
        var found = await OpenMatterAsync(number, ct);
        if (found.Refusal is { } refusal) return refusal;
        var matter = found.Value;
        if (await IsOnesOwnAsync(party, ct)) return new PartyOfOnesOwn();
        if (matter.Parties.Any(p => p.EndedAt is null && p.PersonId == party.PersonId && p.AgencyId == party.AgencyId)) return new PartyOnRecord();
        db.Add(new MatterParty
        {
            Id = NewId(),
            MatterId = matter.Id,
            PersonId = party.PersonId,
            AgencyId = party.AgencyId,
            Because = party.Because.Trim(),
            AddedAt = clock.GetUtcNow(),
            AddedBy = Who.Id,
            AddedByName = Who.Name,
        });
        if (party.PersonId is { } person) change.About(person);
        change.Changed($"party of {number}", null, (party.PersonId ?? party.AgencyId)?.ToString());
        change.Because(party.Because.Trim());
        return await SavedAsync(matter, Done.Instance, ct);
    }

    public async Task<Result<Done>> AssignAsync(string number, Guid account, string accountName, bool supervises, CancellationToken ct)
    {
        var found = await OpenMatterAsync(number, ct);
        if (found.Refusal is { } refusal) return refusal;
        var matter = found.Value;
        if (matter.Assignments.Any(a => a.EndedAt is null && a.AccountId == account)) return new AlreadyAssigned(accountName);
        db.Add(new MatterAssignment
        {
            Id = NewId(),
            MatterId = matter.Id,
            AccountId = account,
            AccountName = accountName,
            Part = supervises ? MatterPart.Supervises : MatterPart.Works,
            AssignedAt = clock.GetUtcNow(),
            AssignedBy = Who.Id,
            AssignedByName = Who.Name,
        });
        change.Changed($"works on {number}", null, accountName);
        memory.ForgetAccount(account);
        return await SavedAsync(matter, Done.Instance, ct);
    }

    public async Task<Result<Done>> NoteAsync(string number, string text, CancellationToken ct)
    {
        if (await db.Matters.SingleOrDefaultAsync(m => m.Number == number, ct) is not { } matter) return new NotFound("This matter");
        db.Add(new MatterNote
        {
            Id = NewId(),
            MatterId = matter.Id,
            Text = text,
            RecordedAt = clock.GetUtcNow(),
            RecordedByName = Who.Name,
        });
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }

    public async Task<Result<Done>> CloseAsync(string number, MatterClosing closing, CancellationToken ct)
    {
        var found = await OpenMatterAsync(number, ct);
        if (found.Refusal is { } refusal) return refusal;
        var matter = found.Value;
        if (closing.Hold is { } hold && await HoldAsync(number, hold, ct) is { } notHeld) return notHeld;
        matter.ClosedAt = clock.GetUtcNow();
        matter.ClosedByName = Who.Name;
        matter.ClosedBecause = closing.Because.Trim();
        db.Publish(new MatterClosed(number, matter.ClosedAt.Value));
        change.Changed($"state of {number}", "open", "closed");
        change.Because(matter.ClosedBecause);
        foreach (var assignment in matter.Assignments) memory.ForgetAccount(assignment.AccountId);
        return await SavedAsync(matter, Done.Instance, ct);
    }

    private async Task<Refusal?> HoldAsync(string number, StayingHeld hold, CancellationToken ct)
    {
        var (today, days) = (clock.Today(), await rules.ValueAsync(AccessRuleCodes.HeldAfterClose, ct));
        if (string.IsNullOrWhiteSpace(hold.Reason) || hold.Until < today || hold.Until > today.AddDays(days)) return new HoldNotPossible(days);
        db.HeldStays.Add(new HeldStay
        {
            Id = NewId(),
            Matter = number,
            Reason = hold.Reason.Trim(),
            StaysUntil = hold.Until,
            RecordedAt = clock.GetUtcNow(),
            RecordedBy = Who.Id,
            RecordedByName = Who.Name,
        });
        change.Changed($"looks of {number} stay held", null, $"until {hold.Until:yyyy-MM-dd}: {hold.Reason.Trim()}");
        return null;
    }

    /// <summary>A matter with who is in it, if it is worked on.</summary>
    public async Task<Result<Matter>> OpenMatterAsync(string number, CancellationToken ct)
    {
        var matter = await db.Matters.Include(m => m.Assignments).Include(m => m.Parties).AsSplitQuery().SingleOrDefaultAsync(m => m.Number == number, ct);
        if (matter is null) return new NotFound("This matter");
        return matter.IsOpen ? matter : new MatterIsClosed(number);
    }

    public async Task<Result<T>> SavedAsync<T>(Matter matter, T answer, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        memory.ForgetMatter(matter.Number);
        return answer;
    }

    // Jobs and the operator have no family; a party that a module reports is no choice of theirs.
    private async Task<bool> IsOnesOwnAsync(PartyToAdd party, CancellationToken ct)
    {
        if (party.PersonId is not { } person || Who.Id is not { } account || AccessPolicy.IsExempt(Who.Kind)) return false;
        var facts = await memory.OfAccountAsync(account, ct);
        return facts.Self.Contains(person) || facts.Family.Contains(person);
    }

    private Guid NewId() => Guid.CreateVersion7(clock.GetUtcNow());
}
