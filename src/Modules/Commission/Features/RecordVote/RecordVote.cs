using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Commission.Contracts;
using Post.Commission.Data;
using Post.Commission.Domain;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Commission.Features.RecordVote;

/// <summary>Records a motion with its roll, or corrects one. The result is counted; what the minutes declare must agree (8.03(2)).</summary>
[Requires(CommissionPermissions.RecordVotes)]
[Audited("vote.recorded", DataClass.None)]
internal sealed record RecordVoteCommand(
    Guid MeetingId, Guid? VoteId, string Kind, string Motion, IReadOnlyList<string> Subjects, DateOnly EffectiveOn,
    Guid? RescindsVoteId, string? MinutesReference, IReadOnlyList<RollEntry> Roll, bool? DeclaredCarried, string? Reason)
    : ICommand<RecordVoteResult>;

internal sealed record RollEntry(Guid CommissionerId, BallotChoice Choice, string? Reason);

internal sealed record RecordVoteResult(Guid VoteId, VoteOutcome Outcome, string Words);

internal sealed class RecordVoteValidator : AbstractValidator<RecordVoteCommand>
{
    public RecordVoteValidator()
    {
        RuleFor(c => c.Motion).NotEmpty().WithMessage("Write the motion as it was put.").MaximumLength(Vote.MotionMaxLength);
        RuleFor(c => c.Subjects).Must(s => s.Any(x => !string.IsNullOrWhiteSpace(x))).WithMessage("Say what the motion is about.");
        RuleForEach(c => c.Subjects).MaximumLength(Vote.SubjectMaxLength);
        RuleFor(c => c.MinutesReference).MaximumLength(Meeting.MinutesMaxLength);
        RuleFor(c => c.Reason).NotEmpty().When(c => c.VoteId is not null).WithMessage("Say why the vote is corrected.");
        RuleFor(c => c.Reason).MaximumLength(RegisterRow.ReasonMaxLength);
        RuleForEach(c => c.Roll).Must(r => r.Choice is not BallotChoice.Recused || !string.IsNullOrWhiteSpace(r.Reason))
            .WithMessage("Say why each recused Commissioner was recused.");
        RuleForEach(c => c.Roll).Must(r => r.Reason?.Length is null or <= Ballot.ReasonMaxLength);
    }
}

internal sealed class RecordVoteHandler(CommissionDb db, VoteForm form, Registrar registrar, ChangeContext change)
    : IRequestHandler<RecordVoteCommand, Result<RecordVoteResult>>
{
    public async Task<Result<RecordVoteResult>> Handle(RecordVoteCommand command, CancellationToken ct)
    {
        var before = await db.Votes.InPresent().SingleOrDefaultAsync(v => v.VoteId == command.VoteId, ct);
        if (command.VoteId is not null && before?.MeetingId != command.MeetingId) return new NotFound("This vote");
        if (await form.RefusalAsync(command, ct) is { } refusal) return refusal;
        var counted = await form.CountAsync(command, before?.VoteId ?? registrar.NewId(), ct);
        if (counted.Refusal is { } uncounted) return uncounted;

        var vote = counted.Value;
        if (command.DeclaredCarried is { } declared && declared != vote.Carried) return new OutcomeContradictsRoll(vote.Outcome, vote.Tally.Words);
        if (before is null) registrar.Enter(vote, command.Reason);
        else registrar.Replace(before, vote, command.Reason);
        change.Changed("outcome", before?.Outcome.ToString(), vote.Outcome.ToString());
        change.Changed("tally", before?.Tally.Words, vote.Tally.Words);
        change.Summarise(vote.Motion);
        if (vote.Reason is { } reason) change.Because(reason);
        await AnnounceAsync(vote, before, ct);
        await db.SaveChangesAsync(ct);
        return new RecordVoteResult(vote.VoteId, vote.Outcome, vote.Tally.Words);
    }

    // A correction or a rescission may take away that on which a guideline rests, or give it back.
    private async Task AnnounceAsync(Vote vote, Vote? before, CancellationToken ct)
    {
        db.Publish(new VoteRecorded(vote.VoteId, vote.KindCode, vote.Subjects, vote.Carried));
        Guid[] touched = [vote.VoteId, .. new[] { vote.RescindsVoteId, before?.RescindsVoteId }.OfType<Guid>()];
        var codes = await db.GuidelineVersions.Where(v => v.VoteId != null && touched.Contains(v.VoteId.Value))
            .Select(v => v.GuidelineCode).Distinct().ToListAsync(ct);
        if (codes.Count > 0) db.Publish(new GuidelinesChanged(codes, vote.EffectiveOn));
    }
}
