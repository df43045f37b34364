namespace Post.Certification.Domain;

/// <summary>What an application of a kind must show from a day on; the next version is a new one (c. 6E, § 4(f)(1)).</summary>
internal sealed class CertificationStandard
{
    public required Guid Id { get; init; }
    public required ApplicationKind Kind { get; init; }
    public required int Version { get; init; }
    public required string Title { get; init; }
    public required string Source { get; init; }
    public required DateOnly ValidFrom { get; init; }
}

/// <summary>One requirement of a standard.</summary>
internal sealed class StandardItem
{
    public required Guid StandardId { get; init; }
    public required string Code { get; init; }
    public required int Place { get; init; }
    public required string Title { get; init; }

    /// <summary>What usually shows that it is met.</summary>
    public required string ShownBy { get; init; }

    public required string Clause { get; init; }

    /// <summary>Not met, it leaves no room for a conditional decision.</summary>
    public required bool BarsCondition { get; init; }

    /// <summary>What shows it has a last day, which is said with it (555 CMR 7.06(7)).</summary>
    public required bool RunsOut { get; init; }
}

/// <summary>How a requirement of an application stands on a day, by the one function that says so.</summary>
internal sealed class RequirementStanding
{
    public required string ItemCode { get; init; }
    public required Finding Finding { get; init; }

    /// <summary>Last day of what shows it.</summary>
    public DateOnly? ExpiresOn { get; init; }

    /// <summary>It was met, and what showed it has run out since.</summary>
    public required bool RanOut { get; init; }

    /// <summary>Neither met nor waived on the day, nor made up for by the other of first aid and CPR.</summary>
    public required bool IsOpen { get; init; }
}

/// <summary>What is asked for, or on whose motion the certification is looked at.</summary>
internal enum ApplicationKind
{
    Initial,
    Recertification,

    /// <summary>As a school resource officer, beside the certification as an officer (c. 6E, § 3(b)).</summary>
    Sro,

    /// <summary>Nobody applied: the Commission itself looks at a certification.</summary>
    OwnMotion,
}
