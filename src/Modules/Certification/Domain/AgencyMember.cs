using Post.Certification.Contracts;

namespace Post.Certification.Domain;

/// <summary>An officer, employee or contractor of an agency who acts for it before the Commission (12.03(2) Member).</summary>
internal sealed class AgencyMember
{
    public const int NameMaxLength = 200;
    public const int TitleMaxLength = 120;

    public required Guid Id { get; init; }
    public required Guid AgencyId { get; init; }
    public required MemberKind Kind { get; init; }

    /// <summary>The person of the record, for officers alone: a civilian member is no officer (12.05(1)(c)).</summary>
    public Guid? PersonId { get; init; }

    public required string Name { get; init; }
    public string? Title { get; init; }
    public string? Email { get; init; }
    public Guid? AccountId { get; set; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required string RecordedByName { get; init; }
}

/// <summary>The closed list of members (12.03(2)).</summary>
internal enum MemberKind
{
    Officer,
    Employee,
    IndependentContractor,
}

/// <summary>That a member acts as head, liaison or clerk from a day up to and including another.</summary>
internal sealed class AgencyAppointment
{
    public const int InstrumentMaxLength = 300;
    public const int ReasonMaxLength = 300;

    public required Guid Id { get; init; }
    public required Guid MemberId { get; init; }
    public required MemberCapacity Capacity { get; init; }

    /// <summary>What a liaison exchanges with the Commission; empty for others.</summary>
    public required string[] Areas { get; init; }

    public required DateOnly BeginsOn { get; init; }
    public DateOnly? EndsOn { get; private set; }
    public required string Instrument { get; init; }

    /// <summary>When the Commission was told.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    public Guid? RecordedBy { get; init; }
    public required string RecordedByName { get; init; }
    public DateTimeOffset? EndedAt { get; private set; }
    public string? EndedBecause { get; private set; }
    public string? EndedByName { get; private set; }

    public bool HoldsOn(DateOnly day) => BeginsOn <= day && !(EndsOn < day);

    /// <summary>The last day was known from the start.</summary>
    public void Until(DateOnly lastDay) => EndsOn = lastDay;

    public void End(DateOnly lastDay, string because, string by, DateTimeOffset at) =>
        (EndsOn, EndedBecause, EndedByName, EndedAt) = (lastDay, because, by, at);
}

/// <summary>A part of the exchange with the Commission; liaisons together cover all of them (12.06(1)).</summary>
internal sealed class LiaisonArea
{
    public required string Code { get; init; }
    public required string Label { get; init; }
    public required int Place { get; init; }
    public required string Source { get; init; }
    public required DateOnly ValidFrom { get; init; }
}
