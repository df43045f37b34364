using System.Globalization;

namespace Post.Certification.Domain;

/// <summary>
/// A decision about a certification: what status and certificates say from its day on rests on it. It is added and never
/// changed; what a review makes of it is a row of its own.
/// </summary>
internal sealed class CertificationDecision
{
    public const int ReasonsMaxLength = 4_000;
    public const int AuthorityMaxLength = 300;

    public required Guid Id { get; init; }
    public required long Number { get; init; }
    public required Guid ApplicationId { get; init; }
    public required Guid PersonId { get; init; }
    public required DecisionKind Kind { get; init; }
    public required string Reasons { get; init; }
    public required string Authority { get; init; }
    public required DateOnly DecidedOn { get; init; }

    /// <summary>From when it holds, kept apart from the day it was made (8.05(1)(b)).</summary>
    public required DateOnly EffectiveOn { get; init; }

    public DateOnly? ExpiresOn { get; init; }

    /// <summary>The status that follows; none where the status stays.</summary>
    public string? StatusCode { get; init; }

    /// <summary>Whether a petition for review is open against it, by the rule of its day.</summary>
    public required bool Reviewable { get; init; }

    public Guid? VoteId { get; init; }

    /// <summary>The certificate that it made or last changed.</summary>
    public Guid? CertificateId { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
    public Guid? RecordedBy { get; init; }
    public required string RecordedByName { get; init; }

    public string Reference => ReferenceOf(Number);

    public static string ReferenceOf(long number) => string.Create(CultureInfo.InvariantCulture, $"CD-{number:D6}");
}

/// <summary>What may be decided (c. 6E, §§ 3(a)(4), 4; 555 CMR 7.00, 9.00, 10.00); a decertification is none of these (8.03(2)).</summary>
internal enum DecisionKind
{
    Grant,
    GrantConditionally,
    Decline,
    Nonrenew,
    ContinueWhilePending,
    Restrict,
    Limit,
    Extend,
    Expire,
}

/// <summary>Which decision may end which application, and what follows from it, from a day on.</summary>
internal sealed class DecisionRule
{
    public required DecisionKind Decision { get; init; }
    public required ApplicationKind Application { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public string? StatusCode { get; init; }
    public required bool NeedsVote { get; init; }

    /// <summary>Whether the application is decided with it.</summary>
    public required bool Closes { get; init; }

    /// <summary>Whatever falls short of what was asked for can be reviewed on petition (555 CMR 7.07, 7.10, 9.11).</summary>
    public required bool Reviewable { get; init; }

    /// <summary>The deadline rule that counts how long it holds; null where none is counted.</summary>
    public string? TermRule { get; init; }

    public required string Authority { get; init; }
    public required string Source { get; init; }

    /// <summary>A restriction or a limit may go with conditions, a conditional grant must (12.05(1)(a), (f)).</summary>
    public bool TakesConditions => Decision is DecisionKind.GrantConditionally or DecisionKind.Restrict or DecisionKind.Limit;

    public bool Grants => Decision is DecisionKind.Grant or DecisionKind.GrantConditionally;

    /// <summary>The rules of one day: of each pair the latest version.</summary>
    public static IReadOnlyList<DecisionRule> InForce(IEnumerable<DecisionRule> rules, DateOnly on) =>
    [
        .. rules.Where(r => r.ValidFrom <= on).GroupBy(r => (r.Application, r.Decision))
            .Select(versions => versions.MaxBy(v => v.ValidFrom)!).OrderBy(r => r.Application).ThenBy(r => r.Decision),
    ];
}

/// <summary>Something that must be done by a day for a certification to be whole (555 CMR 7.04).</summary>
internal sealed class CertificationCondition
{
    public const int WordsMaxLength = 500;
    public const int NoteMaxLength = 500;

    public required Guid Id { get; init; }
    public required Guid DecisionId { get; init; }
    public required Guid ApplicationId { get; init; }
    public required Guid PersonId { get; init; }
    public required int Place { get; init; }
    public required string Words { get; init; }

    /// <summary>The day by which it is to be met; none while it counts from a return to duty that nobody reported.</summary>
    public DateOnly? DueOn { get; private set; }

    public Guid? ClockId { get; private set; }

    /// <summary>Calendar days from the return to duty; null where the decision set the day itself (12.05(1)(i)(c)).</summary>
    public int? DaysFromReturn { get; init; }

    /// <summary>The return from which they are counted, as the record has it.</summary>
    public DateOnly? ReturnedOn { get; private set; }

    public ConditionState State { get; private set; }
    public DateOnly? SettledOn { get; private set; }
    public DateTimeOffset? SettledAt { get; private set; }
    public string? SettledByName { get; private set; }
    public string? Note { get; private set; }

    public void DueBy(DateOnly day, Guid clock) => (DueOn, ClockId) = (day, clock);

    public void CountFrom(DateOnly? returned, Guid? clock, DateOnly? due) => (ReturnedOn, ClockId, DueOn) = (returned, clock, due);

    public void Settle(ConditionState state, DateOnly on, string note, string by, DateTimeOffset at) =>
        (State, SettledOn, Note, SettledByName, SettledAt) = (state, on, note, by, at);
}

/// <summary>What became of a condition; none of these changes a status by itself.</summary>
internal enum ConditionState
{
    Open,
    Met,
    Missed,
    Lifted,
}
