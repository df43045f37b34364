using Post.Certification.Domain;
using Post.Kernel.Requests;

namespace Post.Certification.Records;

/// <summary>What a record needs to be registered, and what one that is held still lacks; pure, for any agency and day.</summary>
/// <param name="Row">The record as it is asked for.</param>
/// <param name="Questionnaire">The version that was chosen; null where none was, or none of that name is issued.</param>
/// <param name="Head">Who was head of the agency on the day of the record, as far as that is known.</param>
/// <param name="Today">Legal day.</param>
internal sealed record RecordRules(RecordRow Row, QuestionnaireVersion? Questionnaire, string? Head, DateOnly Today)
{
    private static readonly string[] s_none = [];

    /// <param name="said">Trimmed.</param>
    /// <param name="detail">What the restricted record says, now or before.</param>
    /// <returns>What it lacks, in words; or why it is not registered.</returns>
    public Result<string[]> Judge(RecordSaid said, RestrictedRecord? detail)
    {
        if (said.Holding is not { } holding) return new RecordNeeds("whether the record is held");
        if (holding is RecordHolding.Nil && !Row.NilAllowed) return new NilNotAllowed(Row.Title);
        if (Row.Kind is RecordKind.Leave && holding is not RecordHolding.Nil) return new LeaveIsReported();
        if (said.HeldOn > Today) return new RecordDayAhead();
        if (holding is not RecordHolding.Held) return s_none;
        if (said.HeldOn is null && Row.Kind is not RecordKind.Determinations) return new RecordNeeds("the day of which the record speaks");
        if (said.Copy is not { } copy) return new RecordNeeds("whether the personnel file holds the original or a copy");
        if (copy is RecordCopy.NotPracticable && said.CopyReason is null) return new CopyReasonRequired();
        if (Row.Kind is RecordKind.Interview) return OfInterview(said, detail);
        if (said.KeptAt is null) return new RecordNeeds("where it is kept");
        return Row.Kind switch
        {
            RecordKind.Evaluations => OfEvaluations(said.Particulars),
            RecordKind.Questionnaire => OfQuestionnaire(said.Particulars),
            RecordKind.Character => OfCharacter(detail),
            RecordKind.Determinations => OfDeterminations(said.Particulars),
            RecordKind.Letters => said.Particulars.Letters > 0 ? s_none : new LettersUncounted(),
            RecordKind.Conditions => said.Particulars.Outcome is null ? new RecordNeeds("whether the condition was satisfied") : s_none,
            _ => s_none,
        };
    }

    // A recording is kept as what it is, and is no summary.
    private static Result<string[]> OfInterview(RecordSaid said, RestrictedRecord? detail)
    {
        var on = said.Particulars.Form switch
        {
            InterviewForm.Summary => detail?.Summary is not null,
            InterviewForm.SummaryOnFile or InterviewForm.Recording => said.KeptAt is not null,
            _ => false,
        };
        if (!on) return new SummaryOrFileRequired();
        return Lacks(
            (said.Particulars.Interviewer is null, "Who held it"),
            (said.Particulars.Form is InterviewForm.Recording, "A summary"));
    }

    private static string[] OfEvaluations(RecordParticulars said) =>
        Lacks((!said.Physical, "The physical evaluation"), (!said.Psychological, "The psychological evaluation"));

    private Result<string[]> OfQuestionnaire(RecordParticulars said)
    {
        if (Questionnaire is not { } version) return new QuestionnaireUnknown();
        foreach (var number in said.Blank.Concat(said.Unanswered))
        {
            if (number < 1 || number > version.Questions) return new QuestionUnknown(number, version.Questions);
        }

        if (said.Blank.Intersect(said.Unanswered).Cast<int?>().FirstOrDefault() is { } twice) return new QuestionTwice(twice);
        return said.Unanswered.Distinct().Order().Select(n => $"Question {n}").ToArray();
    }

    private Result<string[]> OfCharacter(RestrictedRecord? detail)
    {
        if (detail?.Character is not { } outcome) return Lacks((true, "What was determined"), (true, "Who signed"));
        if (outcome is CharacterOutcome.NotMade) return s_none;
        var authorised = detail.SignedAs switch
        {
            SignedAs.Designee => detail.SignedBy is not null && detail.Designation is not null,
            SignedAs.Head => detail.SignedBy is { } by && (Head is null || FoldedWords.Of(Head) == FoldedWords.Of(by)),
            _ => false,
        };
        return authorised ? s_none : new CharacterSignatory(Head);
    }

    private Result<string[]> OfDeterminations(RecordParticulars said)
    {
        var known = Row.Requirements.Select(r => r.Code).ToHashSet(StringComparer.Ordinal);
        if (said.Determinations.FirstOrDefault(d => !known.Contains(d.Code)) is { } unknown) return new StandardUnknown(unknown.Code);
        if (said.Determinations.FirstOrDefault(d => d.On > Today) is not null) return new RecordDayAhead();
        var answered = said.Determinations.Select(d => d.Code).ToHashSet(StringComparer.Ordinal);
        return Row.Requirements.Where(r => !answered.Contains(r.Code)).Select(r => r.Title).ToArray();
    }

    private static string[] Lacks(params (bool Is, string What)[] parts) => [.. parts.Where(p => p.Is).Select(p => p.What)];
}
