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
