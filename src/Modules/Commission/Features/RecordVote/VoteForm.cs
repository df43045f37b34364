using Microsoft.EntityFrameworkCore;
using Post.Commission.Data;
using Post.Commission.Domain;
using Post.Kernel.Requests;

namespace Post.Commission.Features.RecordVote;

/// <summary>Whether a vote can be recorded as it was written down, and the row it becomes.</summary>
internal sealed class VoteForm(CommissionDb db)
{
    public async Task<Refusal?> RefusalAsync(RecordVoteCommand command, CancellationToken ct)
    {
        var meeting = await db.Meetings.AsNoTracking().InPresent().SingleOrDefaultAsync(m => m.MeetingId == command.MeetingId, ct);
        if (meeting is null) return new NotFound("This meeting");
        if (command.EffectiveOn < meeting.HeldOn) return new EffectiveBeforeTaken(meeting.HeldOn);
        if (!await db.VoteKinds.AnyAsync(k => k.Code == command.Kind, ct)) return new NotFound("This kind of vote");
        return command.RescindsVoteId is { } rescinded ? await CannotRescindAsync(rescinded, command.VoteId, meeting.HeldOn, ct) : null;
    }

    public async Task<Result<Vote>> CountAsync(RecordVoteCommand command, Guid voteId, CancellationToken ct)
    {
        var heldOn = await db.Meetings.InPresent().Where(m => m.MeetingId == command.MeetingId).Select(m => m.HeldOn).SingleAsync(ct);
        var members = await db.Terms.AsNoTracking().InPresent()
            .Where(t => t.BeginsOn <= heldOn && (t.EndsOn == null || t.EndsOn >= heldOn)).ToDictionaryAsync(t => t.CommissionerId, ct);
        if (WrongRoll(command.Roll, members) is { } wrong) return wrong;
        var rules = await db.VotingRules.AsNoTracking().Where(r => r.EffectiveFrom <= heldOn).ToListAsync(ct);
        if (VotingRule.For(rules, command.Kind, heldOn) is not { } rule) return new NoVotingRule(heldOn);

        var vote = VoteOf(command, voteId, rule.Id);
        foreach (var entry in command.Roll) vote.Ballots.Add(BallotOf(entry, members[entry.CommissionerId]));
        var seats = await db.Seats.CountAsync(s => s.ValidFrom <= heldOn && (s.ValidTo == null || s.ValidTo >= heldOn), ct);
        vote.Count(Tally.Of(rule, seats, [.. command.Roll.Select(r => r.Choice)]));
        return vote;
    }

    // Everybody in office once, nobody else: who is left out silently would change a share of the members.
    private static Refusal? WrongRoll(IReadOnlyList<RollEntry> roll, Dictionary<Guid, CommissionerTerm> members)
    {
        if (members.Count == 0) return new NobodyInOffice();
        if (roll.Any(r => !members.ContainsKey(r.CommissionerId))) return new NotInOffice();
        if (roll.Select(r => r.CommissionerId).Distinct().Count() != roll.Count) return new CountedTwice();
        var missing = members.Values.Where(m => roll.All(r => r.CommissionerId != m.CommissionerId)).Select(m => m.Name).ToList();
        return missing.Count == 0 ? null : new RollIncomplete(missing);
    }

    // Only what was taken before can be taken back, and no chain of rescissions comes back to where it began.
    private async Task<Refusal?> CannotRescindAsync(Guid rescinded, Guid? own, DateOnly heldOn, CancellationToken ct)
    {
        var votes = await (from vote in db.Votes.AsNoTracking().InPresent()
                           join meeting in db.Meetings.AsNoTracking().InPresent() on vote.MeetingId equals meeting.MeetingId
                           where vote.VoteId == rescinded || vote.RescindsVoteId != null
                           select new { vote.VoteId, vote.RescindsVoteId, vote.Outcome, meeting.HeldOn }).ToDictionaryAsync(v => v.VoteId, ct);
        if (votes.GetValueOrDefault(rescinded) is not { Outcome: VoteOutcome.Carried } target || target.HeldOn > heldOn) return new NothingToRescind();
        for (Guid? at = rescinded; at is { } step; at = votes.GetValueOrDefault(step)?.RescindsVoteId)
        {
            if (step == own) return new NothingToRescind();
        }

        return null;
    }

    private static Vote VoteOf(RecordVoteCommand command, Guid voteId, Guid rule) => new()
    {
        VoteId = voteId,
        MeetingId = command.MeetingId,
        KindCode = command.Kind,
        Motion = command.Motion.Trim(),
        Subjects = [.. command.Subjects.Where(s => !string.IsNullOrWhiteSpace(s)).Select(s => s.Trim()).Distinct()],
        EffectiveOn = command.EffectiveOn,
        RescindsVoteId = command.RescindsVoteId,
        MinutesReference = string.IsNullOrWhiteSpace(command.MinutesReference) ? null : command.MinutesReference.Trim(),
        VotingRuleId = rule,
    };

    private static Ballot BallotOf(RollEntry entry, CommissionerTerm member) => new()
    {
        CommissionerId = member.CommissionerId,
        Name = member.Name,
        SeatNumber = member.SeatNumber,
        Choice = entry.Choice,
        Reason = string.IsNullOrWhiteSpace(entry.Reason) ? null : entry.Reason.Trim(),
    };
}
