using Post.Certification.Domain;
using Post.Certification.Reporting;
using Post.Kernel.Deadlines;
using Post.Kernel.Time;

namespace Post.Certification.Personal;

/// <summary>A statement as each side reads it: what it says, its three clocks, and what became of it.</summary>
public sealed record StatementFile(
    Guid Id, string Reference, string Kind, string KindWords, string State, string StateWords, IReadOnlyList<ReportLine> Says, DateOnly OccurredOn,
    DateOnly KnownOn, DateTimeOffset SubmittedAt, bool InTime)
{
    public DateOnly? DueOn { get; init; }

    /// <summary>How the last day was counted; null where none was set.</summary>
    public DeadlineExplanation? HowCounted { get; init; }

    /// <summary>The label of the day it happened.</summary>
    public string Day { get; init; } = "";

    public string Clause { get; init; } = "";
    public ReportKey? Replaces { get; init; }
    public ReportKey? ReplacedBy { get; init; }
    public IReadOnlyList<ReportStepRow> Steps { get; init; } = [];
    public StatementContent Content { get; init; } = new();

    /// <summary>It went to agencies, and not to the Commission (12.07(1)(b)).</summary>
    public bool WithAgencies { get; init; }

    /// <summary>The agencies to which it went, and what each answered; an agency reads of itself alone.</summary>
    public IReadOnlyList<StatementPlace> Places { get; init; } = [];

    public bool Waits => State == nameof(StatementState.Submitted);
    public bool IsPetition => Kind == nameof(StatementKind.Petition);

    /// <summary>Taking it in writes the record; all else is answered in words.</summary>
    public bool Writes { get; init; }

    /// <summary>A correction can name it. A petition is corrected by no other: it starts from its decision.</summary>
    public bool Correctable => !IsPetition && ReplacedBy is null && State is nameof(StatementState.Submitted) or nameof(StatementState.Returned);

    public int Elapsed => CivilClock.LegalDate(SubmittedAt).DayNumber - KnownOn.DayNumber;
}

/// <summary>An agency to which a statement went, and what became of it there.</summary>
public sealed record StatementPlace(string Agency, string StateWords, bool Waits, DateTimeOffset? AnsweredAt)
{
    /// <summary>The last day for the answer; null where the Commission set none.</summary>
    public DateOnly? DueOn { get; init; }
}

/// <summary>Who reads a statement: whoever told it, the Commission, or one of the agencies to which it went.</summary>
internal sealed record StatementReader(bool IsOfficer, Guid? Agency)
{
    public static readonly StatementReader Officer = new(true, null);
    public static readonly StatementReader Commission = new(false, null);

    public static StatementReader At(Guid agency) => new(false, agency);

    /// <summary>What went to an agency the Commission knows of, and does not read.</summary>
    public bool Reads(OfficerStatement statement) => IsOfficer || Agency is not null || !statement.WithAgencies;
}
