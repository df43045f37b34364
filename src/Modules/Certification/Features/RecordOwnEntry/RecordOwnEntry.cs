using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Certification.Records;
using Post.Certification.Reporting;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.RecordOwnEntry;

/// <summary>
/// The head or a liaison registers what the agency holds of a record of one certification; a later word supersedes the earlier. That a
/// condition was satisfied prepares its report (12.04(1)(b), 12.05(1)(a)).
/// </summary>
[Requires(CertificationPermissions.KeepRecords)]
[Audited("own-agency.record.entered", DataClass.Restricted, Fields = ["certification records"], OwnWords = true)]
internal sealed record RecordOwnEntryCommand(Guid PersonId, string Cycle, RecordKind Kind, Guid? AboutId, RecordSaid Said) : ICommand<RecordEntered>, INamesSubjects
{
    public IEnumerable<Guid> SubjectIds => [PersonId];
}

/// <param name="Missing">What the record still lacks.</param>
/// <param name="Report">The report that was prepared; null where none was.</param>
public sealed record RecordEntered(IReadOnlyList<string> Missing, ReportKey? Report);

internal sealed class RecordOwnEntryValidator : AbstractValidator<RecordOwnEntryCommand>
{
    private const string TooLong = "Shorten it to {MaxLength} characters.";

    public RecordOwnEntryValidator()
    {
        RuleFor(c => c.Cycle).NotEmpty().MaximumLength(100).WithMessage("Choose the certification.");
        RuleFor(c => c.Kind).IsInEnum().WithMessage("Choose the record.");
        RuleFor(c => c.Said.Holding).IsInEnum().WithMessage("Say whether the record is held.");
        RuleFor(c => c.Said.Copy).IsInEnum().WithMessage("Say whether the personnel file holds the original or a copy.");
        RuleFor(c => c.Said.KeptAt).MaximumLength(RecordEntry.KeptAtMaxLength).WithMessage(TooLong);
        RuleFor(c => c.Said.CopyReason).MaximumLength(RecordEntry.ReasonMaxLength).WithMessage(TooLong);
        RuleFor(c => c.Said.Particulars.Interviewer).MaximumLength(RecordEntry.WordsMaxLength).WithMessage(TooLong);
        RuleFor(c => c.Said.Particulars.Letters).InclusiveBetween(1, 1_000).WithMessage("Give the number of letters, or say that there are none.");
        RuleFor(c => c.Said.BlankNumbers).MaximumLength(RecordEntry.SummaryMaxLength).WithMessage(TooLong);
        RuleFor(c => c.Said.UnansweredNumbers).MaximumLength(RecordEntry.SummaryMaxLength).WithMessage(TooLong);
        RuleFor(c => c.Said.Particulars.Blank.Length).LessThanOrEqualTo(QuestionnaireVersion.MostQuestions).WithMessage("Those are more questions than any version has.");
        RuleFor(c => c.Said.Particulars.Unanswered.Length).LessThanOrEqualTo(QuestionnaireVersion.MostQuestions).WithMessage("Those are more questions than any version has.");
        RuleForEach(c => c.Said.Particulars.Determinations).Must(d => d.By is null || d.By.Length <= RecordEntry.WordsMaxLength)
            .WithMessage($"Shorten the name to {RecordEntry.WordsMaxLength} characters.");
        RuleFor(c => c.Said.Particulars.Determinations).Must(d => d.DistinctBy(x => x.Code).Count() == d.Length).WithMessage("Say of each requirement once what was determined.");
        When(c => c.Said.Detail is not null, () =>
        {
            RuleFor(c => c.Said.Detail!.Summary).MaximumLength(RecordEntry.SummaryMaxLength).WithMessage(TooLong);
            RuleFor(c => c.Said.Detail!.MadeBy).MaximumLength(RecordEntry.WordsMaxLength).WithMessage(TooLong);
            RuleFor(c => c.Said.Detail!.Reference).MaximumLength(RecordEntry.WordsMaxLength).WithMessage(TooLong);
            RuleFor(c => c.Said.Detail!.SignedBy).MaximumLength(RecordEntry.WordsMaxLength).WithMessage(TooLong);
            RuleFor(c => c.Said.Detail!.Designation).MaximumLength(RecordEntry.WordsMaxLength).WithMessage(TooLong);
            RuleFor(c => c.Said.Detail!.Basis).MaximumLength(RecordEntry.SummaryMaxLength).WithMessage(TooLong);
            RuleFor(c => c.Said.Detail!.Physical!.Evaluator).MaximumLength(RecordEntry.WordsMaxLength).WithMessage(TooLong).When(c => c.Said.Detail!.Physical is not null);
            RuleFor(c => c.Said.Detail!.Psychological!.Evaluator).MaximumLength(RecordEntry.WordsMaxLength).WithMessage(TooLong).When(c => c.Said.Detail!.Psychological is not null);
        });
    }
}

internal sealed class RecordOwnEntryHandler(
    CertificationDb db, ActingMembers acting, OwnRecords own, RecordWriter writer, ConditionReports reports, ChangeContext change, TimeProvider clock)
    : IRequestHandler<RecordOwnEntryCommand, Result<RecordEntered>>
{
    public async Task<Result<RecordEntered>> Handle(RecordOwnEntryCommand command, CancellationToken ct)
    {
        var acts = await acting.HoldAsync(MemberCapacity.Liaison, ct);
        if (acts.Refusal is { } refusal) return refusal;
        var officer = await own.OfAsync(acts.Value.AgencyId, command.PersonId, ct);
        if (officer.Refusal is { } unknown) return unknown;
        var cycle = officer.Value.Records.All.FirstOrDefault(c => c.Cycle.Key == command.Cycle);
        var row = cycle?.Rows.FirstOrDefault(r => r.Kind == command.Kind && r.AboutId == command.AboutId && r.MayBeEntered);
        if (cycle is null || row is null) return new RecordNotAskedFor();
        if (command.Said.UnreadNumber is { } word) return new QuestionsUnread(word);
        var said = command.Said.Trimmed();
        if (WhyNotRead(row, said, await own.ReadableAsync(acts.Value, ct)) is { } closed) return closed;

        var written = await writer.WriteAsync(acts.Value, officer.Value, cycle, row, said, ct);
        if (written.Refusal is { } unfit) return unfit;
        var report = await PreparedAsync(acts.Value, officer.Value, written.Value, ct);
        change.Summarise($"{row.Title}, {cycle.Cycle.Words}: {officer.Value.Name}");
        if (report is not null) change.Changed("report prepared", null, report.Reference);
        await db.SaveChangesAsync(ct);
        return new RecordEntered(written.Value.Missing, report);
    }

    private static RecordClassNotGranted? WhyNotRead(RecordRow row, RecordSaid said, IReadOnlySet<RecordClass> readable) =>
        said.Detail is not null && row.Restricted is { } restricted && !readable.Contains(restricted) ? new RecordClassNotGranted(restricted) : null;

    private async Task<ReportKey?> PreparedAsync(ActingMember acts, OwnOfficerRecords officer, RecordEntry entry, CancellationToken ct) =>
        entry is { Kind: RecordKind.Conditions, Holding: RecordHolding.Held, Particulars.Outcome: ConditionOutcome.Satisfied } && officer.Serving
            ? await reports.PrepareAsync(
                acts, new OfficerKey(officer.OfficerNumber, officer.Records.MemberIds),
                new MetCondition(entry.AboutId!.Value, entry.HeldOn ?? clock.Today(), entry.KeptAt), ct)
            : null;
}
