using Post.Certification.Domain;
using Post.Kernel.Requests;

namespace Post.Certification.Records;

internal abstract record RecordUnfit(string Words) : Refusal(Words)
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

internal sealed record RecordNeeds(string What) : RecordUnfit($"Give {What}.");

internal sealed record RecordDayAhead() : RecordUnfit("That day lies ahead. Register the record when there is one.");

/// <summary>Why neither the original nor a copy is in the personnel file (12.04(1), code reason-required).</summary>
internal sealed record CopyReasonRequired() : RecordUnfit("Say why neither the original nor a copy is in the personnel file (555 CMR 12.04(1)).");

internal sealed record NilNotAllowed(string Title) : RecordUnfit($"“{Title}” cannot be left out by saying that there is none. Say that it is not held, if it is not.");

/// <summary>Neither a summary nor a file of one (12.04(1)(b)3, code summary-or-file-required).</summary>
internal sealed record SummaryOrFileRequired() : RecordUnfit("Write a summary of the interview, or say where one is kept (555 CMR 12.04(1)(b)3). Of a recording alone say that it is one.");

internal sealed record QuestionnaireUnknown() : RecordUnfit("Choose a version of the questionnaire that the Commission issued.");

internal sealed record QuestionUnknown(int Number, int Questions) : RecordUnfit($"There is no question {Number} in that version: it has {Questions}. Nothing was registered.");

internal sealed record QuestionTwice(int Number) : RecordUnfit($"Question {Number} cannot be both left blank by the person and without an entry.");

internal sealed record QuestionsUnread(string Words) : RecordUnfit($"Write the numbers of questions with commas between them, as in 3, 17. “{Words}” is none.");

/// <summary>Who signs is the head of that day, or a designee who is named with the designation (12.04(1)(b)5, code signatory-not-authorised).</summary>
internal sealed record CharacterSignatory(string? Head) : RecordUnfit(Head is null
    ? "Say who signed the determination: the head of the agency, or a designee with what designated them (555 CMR 12.04(1)(b)5)."
    : $"On that day {Head} was head of the agency as far as the record goes. The determination is signed by the head, or by a designee with what designated them (555 CMR 12.04(1)(b)5).");

/// <summary>Code standard-unknown.</summary>
internal sealed record StandardUnknown(string Code) : RecordUnfit($"“{Code}” is no requirement of the standard of this certification.");

internal sealed record LettersUncounted() : RecordUnfit("Say how many letters there are, or that there are none.");

internal sealed record LeaveIsReported() : RecordUnfit("Report a leave as a change of the work status: it is then on record by itself. Here say only that there was none.");

internal sealed record NoSameRecord() : RecordUnfit("Choose a certification as an officer whose record of this kind is complete. Only a record as a school resource officer can be the same as one of those (555 CMR 12.04(1)(c)1).");

internal sealed record RecordOnRecord() : Refusal("That is registered already, in these words. Nothing was changed.");

internal sealed record RecordNotAskedFor() : RecordUnfit("That record is not asked for of this certification.");

/// <summary>The class is not one that the head of the agency let this liaison read.</summary>
internal sealed record RecordClassNotGranted(RecordClass Class) : Refusal(
    $"This is for whom the head of your agency let read {RecordClassWords.Of(Class)}. That it is held, of which day and where it is kept you see on the officer's records.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

internal sealed record AccessUnchanged() : Refusal("That is what this liaison may read already. Nothing was changed.");

/// <summary>What asks for a further record is stated (12.04(1)(b)9, code source-required).</summary>
internal sealed record SourceRequired() : RecordUnfit("Name the statute, the regulation or the policy of the Commission that asks for it (555 CMR 12.04(1)(b)9).");

internal sealed record DesignationEnded() : Refusal("It is not asked for any more. Nothing was changed.");

internal sealed record QuestionnaireOnRecord(string Code) : Refusal($"Version {Code} is on record. Another wording is another version, under another name.");

/// <summary>The classes in words.</summary>
internal static class RecordClassWords
{
    /// <summary>The same where nothing stands before it.</summary>
    public static string Title(RecordClass restricted)
    {
        var words = Of(restricted);
        return string.Concat(char.ToUpperInvariant(words[0]), words[1..]);
    }

    public static string Of(RecordClass restricted) => restricted switch
    {
        RecordClass.Cori => "criminal history",
        RecordClass.MedPsych => "physical and psychological evaluations",
        RecordClass.Fitness => "character and fitness",
        _ => throw new InvalidOperationException($"{restricted} has no words."),
    };
}
