using System.Collections.Immutable;
using Post.Certification.Domain;

namespace Post.Certification.Records;

/// <summary>What an agency says of a record; what is not of its kind is left aside.</summary>
public sealed record RecordSaid
{
    public RecordHolding? Holding { get; init; }
    public DateOnly? HeldOn { get; init; }
    public string? KeptAt { get; init; }
    public RecordCopy? Copy { get; init; }
    public string? CopyReason { get; init; }

    /// <summary>The cycle as an officer whose record is this one too.</summary>
    public string? SameCycle { get; init; }

    public RecordParticulars Particulars { get; init; } = new();

    /// <summary>What the record says, where it is restricted; left out it stays as it was said before.</summary>
    public RestrictedRecord? Detail { get; init; }

    /// <summary>Of a questionnaire the questions left blank, as they were written.</summary>
    public string? BlankNumbers { get; init; }

    /// <summary>Those of which nothing is on record, as they were written.</summary>
    public string? UnansweredNumbers { get; init; }

    /// <summary>The first word among the numbers that is none; null where all are read.</summary>
    internal string? UnreadNumber =>
        QuestionNumbers.TryRead(BlankNumbers, out _, out var blank) ? QuestionNumbers.TryRead(UnansweredNumbers, out _, out var unanswered) ? null : unanswered : blank;

    /// <summary>Words without blanks around them, and empty ones as none.</summary>
    internal RecordSaid Trimmed() => this with
    {
        KeptAt = Plain(KeptAt),
        CopyReason = Copy is RecordCopy.NotPracticable ? Plain(CopyReason) : null,
        Particulars = Particulars with
        {
            Interviewer = Plain(Particulars.Interviewer),
            Blank = BlankNumbers is null ? Particulars.Blank : Numbers(BlankNumbers),
            Unanswered = UnansweredNumbers is null ? Particulars.Unanswered : Numbers(UnansweredNumbers),
            Determinations = [.. Particulars.Determinations.Select(d => d with { By = Plain(d.By) })],
        },
        Detail = Detail is { } detail ? Trimmed(detail) : null,
    };

    private static RestrictedRecord? Trimmed(RestrictedRecord detail)
    {
        var trimmed = detail with
        {
            MadeBy = Plain(detail.MadeBy),
            Reference = Plain(detail.Reference),
            Physical = Trimmed(detail.Physical),
            Psychological = Trimmed(detail.Psychological),
            Summary = Plain(detail.Summary),
            SignedBy = Plain(detail.SignedBy),
            Designation = Plain(detail.Designation),
            Basis = Plain(detail.Basis),
        };
        return trimmed.IsEmpty ? null : trimmed;
    }

    private static EvaluationSaid? Trimmed(EvaluationSaid? said)
    {
        var trimmed = said is null ? null : said with { Evaluator = Plain(said.Evaluator) };
        return trimmed is { Outcome: null, Evaluator: null, On: null } ? null : trimmed;
    }

    private static ImmutableArray<int> Numbers(string words) => QuestionNumbers.TryRead(words, out var numbers, out _) ? numbers : [];

    private static string? Plain(string? words) => string.IsNullOrWhiteSpace(words) ? null : words.Trim();
}
