using System.Globalization;

namespace Post.Certification.Domain;

/// <summary>A round as published or derived, before anybody makes it: dated data with its source and how sure that is (MMA-11).</summary>
internal sealed class RoundPlan
{
    public required Guid Id { get; init; }
    public required int Cycle { get; init; }
    public required RoundRule Rule { get; init; }
    public string? FromLetter { get; init; }
    public string? ToLetter { get; init; }
    public required DateOnly OpensOn { get; init; }
    public required DateOnly EndsOn { get; init; }
    public required string Confidence { get; init; }
    public required string Source { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }
}

/// <summary>By what officers fall into a round.</summary>
internal enum RoundRule
{
    /// <summary>The first letter of the surname.</summary>
    Surname,

    /// <summary>The month in which the certification ends, which is the month of birth for those renewed since 2025; no date of birth is held.</summary>
    BirthMonth,
}

/// <summary>A round of recertification: officers whose certifications end by one day are asked and decided together.</summary>
internal sealed class RecertificationRound
{
    public required Guid Id { get; init; }
    public required Guid PlanId { get; init; }
    public required int Cycle { get; init; }
    public required RoundRule Rule { get; init; }
    public string? FromLetter { get; init; }
    public string? ToLetter { get; init; }
    public required DateOnly OpensOn { get; init; }

    /// <summary>Last day of an application; its clock has how it was counted.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>The reference date.</summary>
    public required DateOnly EndsOn { get; init; }

    public required Guid ClockId { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public Guid? MadeBy { get; init; }
    public required string MadeByName { get; init; }
    public DateTimeOffset? FrozenAt { get; private set; }
    public string? FrozenByName { get; private set; }

    public void Freeze(DateTimeOffset at, string by) => (FrozenAt, FrozenByName) = (at, by);

    /// <summary>The name by which people know it.</summary>
    public static string ReferenceOf(int cycle, DateOnly endsOn) =>
        string.Create(CultureInfo.InvariantCulture, $"RR-{cycle}-{endsOn:yyyy-MM}");
}

/// <summary>An officer of a round, and why; a new name, agency or status moves nobody out.</summary>
internal sealed class RoundMember
{
    public required Guid RoundId { get; init; }
    public required Guid PersonId { get; init; }
    public required int Cycle { get; init; }
    public required string SortKey { get; init; }

    /// <summary>Last day of the certification as it was on record then.</summary>
    public DateOnly? LapsesOn { get; init; }

    /// <summary>Where the officer served then.</summary>
    public required Guid[] AgencyIds { get; init; }

    public required string Reason { get; init; }

    /// <summary>Came in after the round was frozen.</summary>
    public required bool JoinedLate { get; init; }

    public required DateTimeOffset AddedAt { get; init; }
    public required string AddedByName { get; init; }
}

/// <summary>So many days before an application is due, an agency is told whom it misses.</summary>
internal sealed class RoundReminderStep
{
    public required int DaysBefore { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }
    public required string Source { get; init; }
}

/// <summary>A reminder that an agency was sent.</summary>
internal sealed class RoundReminder
{
    public required Guid RoundId { get; init; }
    public required Guid AgencyId { get; init; }
    public required int DaysBefore { get; init; }
    public required DateOnly StepOn { get; init; }
    public required Guid NoticeId { get; init; }
    public required int Officers { get; init; }
    public required DateTimeOffset SentAt { get; init; }
}
