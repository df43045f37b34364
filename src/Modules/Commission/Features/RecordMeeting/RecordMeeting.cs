using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Commission.Data;
using Post.Commission.Domain;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Commission.Features.RecordMeeting;

/// <summary>Records a meeting of the Commissioners, or adds its minutes and corrects it by a later row.</summary>
[Requires(CommissionPermissions.RecordVotes)]
[Audited("meeting.recorded", DataClass.None)]
internal sealed record RecordMeetingCommand(
    Guid? MeetingId, DateOnly HeldOn, MeetingKind Kind, string Title, string? MinutesReference, string? Reason) : ICommand<Guid>;

internal sealed class RecordMeetingValidator : AbstractValidator<RecordMeetingCommand>
{
    public RecordMeetingValidator()
    {
        RuleFor(c => c.HeldOn).NotEqual(default(DateOnly)).WithMessage("Give the day of the meeting.");
        RuleFor(c => c.Title).NotEmpty().WithMessage("Give the meeting a title.").MaximumLength(Meeting.TitleMaxLength);
        RuleFor(c => c.MinutesReference).MaximumLength(Meeting.MinutesMaxLength);
        RuleFor(c => c.Reason).NotEmpty().When(c => c.MeetingId is not null).WithMessage("Say why the meeting is corrected.");
        RuleFor(c => c.Reason).MaximumLength(RegisterRow.ReasonMaxLength);
    }
}

internal sealed record MeetingNotHeld(DateOnly HeldOn)
    : Refusal($"The meeting of {HeldOn:yyyy-MM-dd} has not been held yet. Record it when it has.");

internal sealed record MeetingHasVotes()
    : Refusal("Votes are on record for this meeting; its day decides who was in office, so it cannot move. Correct the votes first.");

internal sealed class RecordMeetingHandler(CommissionDb db, Registrar registrar, ChangeContext change, TimeProvider clock)
    : IRequestHandler<RecordMeetingCommand, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(RecordMeetingCommand command, CancellationToken ct)
    {
        if (command.HeldOn > clock.Today()) return new MeetingNotHeld(command.HeldOn);
        var before = await db.Meetings.InPresent().SingleOrDefaultAsync(m => m.MeetingId == command.MeetingId, ct);
        if (command.MeetingId is not null && before is null) return new NotFound("This meeting");
        if (before is not null && before.HeldOn != command.HeldOn
            && await db.Votes.InPresent().AnyAsync(v => v.MeetingId == before.MeetingId, ct)) return new MeetingHasVotes();

        var meeting = new Meeting
        {
            MeetingId = before?.MeetingId ?? registrar.NewId(),
            HeldOn = command.HeldOn,
            Kind = command.Kind,
            Title = command.Title.Trim(),
            MinutesReference = string.IsNullOrWhiteSpace(command.MinutesReference) ? null : command.MinutesReference.Trim(),
        };
        if (before is null) registrar.Enter(meeting, command.Reason);
        else registrar.Replace(before, meeting, command.Reason);
        change.Changed("meeting", before?.Title, $"{meeting.Title}, {meeting.HeldOn:yyyy-MM-dd}");
        change.Changed("minutes", before?.MinutesReference, meeting.MinutesReference);
        if (meeting.Reason is { } reason) change.Because(reason);
        await db.SaveChangesAsync(ct);
        return meeting.MeetingId;
    }
}
