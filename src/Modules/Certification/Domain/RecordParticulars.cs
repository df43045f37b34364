using System.Collections.Immutable;

namespace Post.Certification.Domain;

/// <summary>What a record is made of, as far as everybody who acts for the agency may know; each kind of record uses its own part.</summary>
public sealed record RecordParticulars
{
    /// <summary>Of evaluations, those whose results are held.</summary>
    public bool Physical { get; init; }

    public bool Psychological { get; init; }

    /// <summary>Who held the interview.</summary>
    public string? Interviewer { get; init; }

    public InterviewForm? Form { get; init; }

    /// <summary>The version of the questionnaire.</summary>
    public string? Questionnaire { get; init; }

    /// <summary>Questions that the person left blank, which is an answer.</summary>
    public ImmutableArray<int> Blank { get; init; } = [];

    /// <summary>Questions of which nothing is on record.</summary>
    public ImmutableArray<int> Unanswered { get; init; } = [];

    public ImmutableArray<DeterminationSaid> Determinations { get; init; } = [];

    /// <summary>How many letters.</summary>
    public int? Letters { get; init; }

    /// <summary>Whether a condition was satisfied; that it was not is said, never left blank.</summary>
    public ConditionOutcome? Outcome { get; init; }
}

/// <summary>As what an interview is on record; a recording is none without a summary (12.04(1)(b)3).</summary>
public enum InterviewForm
{
    /// <summary>A summary that was written here.</summary>
    Summary,

    /// <summary>A summary that is kept as a file.</summary>
    SummaryOnFile,

    Recording,
}

/// <summary>What was determined of a requirement; that nothing was is an answer too (12.04(1)(b)6).</summary>
public sealed record DeterminationSaid(string Code, DeterminationOutcome Outcome, string? By, DateOnly? On);

public enum DeterminationOutcome
{
    Satisfied,
    NotSatisfied,
    NotMade,
}

public enum ConditionOutcome
{
    Satisfied,
    NotSatisfied,
}

/// <summary>What a restricted record says beyond that it is held; each class uses its own part. No clinical finding has a place here.</summary>
public sealed record RestrictedRecord
{
    /// <summary>Who made the background check.</summary>
    public string? MadeBy { get; init; }

    /// <summary>By which reference it is known there.</summary>
    public string? Reference { get; init; }

    public EvaluationSaid? Physical { get; init; }
    public EvaluationSaid? Psychological { get; init; }

    /// <summary>The summary of the interview.</summary>
    public string? Summary { get; init; }

    public CharacterOutcome? Character { get; init; }
    public string? SignedBy { get; init; }
    public SignedAs? SignedAs { get; init; }

    /// <summary>By what a designee was designated, and of which day.</summary>
    public string? Designation { get; init; }

    public string? Basis { get; init; }

    internal bool IsEmpty => this == new RestrictedRecord();
}

public sealed record EvaluationSaid(EvaluationOutcome? Outcome, string? Evaluator, DateOnly? On);

public enum EvaluationOutcome
{
    Satisfied,
    NotSatisfied,
}

/// <summary>What was determined of character and fitness (12.04(1)(b)5).</summary>
public enum CharacterOutcome
{
    Found,
    NotFound,
    NotMade,
}

public enum SignedAs
{
    Head,
    Designee,
}
