namespace Post.Certification.Domain;

/// <summary>The records of a certification that an agency keeps (12.04(1)(b)1-9), and the personnel information of a service (12.04(1)(a)1-7).</summary>
public enum RecordKind
{
    Background,
    Evaluations,
    Interview,
    Questionnaire,
    Character,
    Determinations,
    Letters,
    Conditions,
    Designated,

    HireDay,
    SeparationDay,
    SeparationReason,
    Leave,
    Commendations,
    OfficerAddress,
    UnitHead,
}

/// <summary>Of what a record is asked for.</summary>
public enum RecordGroup
{
    /// <summary>Of each certification.</summary>
    Certification,

    /// <summary>Once, of the service at the agency.</summary>
    Personnel,
}

/// <summary>Classes of what a record says that not everybody at an agency reads.</summary>
public enum RecordClass
{
    /// <summary>Criminal history.</summary>
    Cori,

    /// <summary>Medical and psychological.</summary>
    MedPsych,

    /// <summary>Character and fitness for employment.</summary>
    Fitness,
}

/// <summary>One of the records, as the catalogue has it.</summary>
internal sealed class RecordItem
{
    public required RecordKind Kind { get; init; }
    public required int Place { get; init; }
    public required string Title { get; init; }
    public required string What { get; init; }
    public required string Clause { get; init; }
    public RecordClass? Restricted { get; init; }
    public required bool NilAllowed { get; init; }

    /// <summary>Requirements of a standard that this record answers.</summary>
    public required string[] Answers { get; init; }

    public required string Source { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public required RecordGroup RecordGroup { get; init; }
}

/// <summary>As what somebody is certified: the records of the one do not fill those of the other (12.04(1)(c)1).</summary>
public enum CycleType
{
    Officer,
    Sro,
}

/// <summary>What asks for a further record (12.04(1)(b)9).</summary>
public enum RecordSourceKind
{
    Statute,
    Regulation,
    CommissionPolicy,
}

/// <summary>A further record that agencies keep of a certification, from a day on.</summary>
internal sealed class RecordDesignation
{
    public const int WordsMaxLength = 200;
    public const int SourceMaxLength = 300;
    public const int ReasonMaxLength = 500;

    public required Guid Id { get; init; }
    public required CycleType OfType { get; init; }
    public required string Words { get; init; }
    public required RecordSourceKind SourceKind { get; init; }
    public required string Source { get; init; }
    public required DateOnly EffectiveOn { get; init; }

    /// <summary>The first day on which it is asked for no more.</summary>
    public DateOnly? EndedOn { get; private set; }

    public string? EndedBecause { get; private set; }
    public string? EndedByName { get; private set; }
    public required DateTimeOffset RecordedAt { get; init; }
    public Guid? RecordedBy { get; init; }
    public required string RecordedByName { get; init; }

    public void End(DateOnly on, string because, string by) => (EndedOn, EndedBecause, EndedByName) = (on, because, by);
}

/// <summary>A version of the questionnaire of applicants; another wording is another version (12.04(1)(b)4).</summary>
internal sealed class QuestionnaireVersion
{
    public const int CodeMaxLength = 20;
    public const int TitleMaxLength = 200;
    public const int MostQuestions = 500;

    public required string Code { get; init; }
    public required string Title { get; init; }
    public required int Questions { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public Guid? RecordedBy { get; init; }
    public required string RecordedByName { get; init; }
}
