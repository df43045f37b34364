using Post.Kernel.Requests;

namespace Post.Commission.Contracts;

/// <summary>Offices and what they do, as designations name them; the vocabulary is <c>commission.acting_purpose</c>.</summary>
public static class Offices
{
    public const string ExecutiveDirector = "ExecutiveDirector";
    public const string RecordsAccessOfficer = "RecordsAccessOfficer";
    public const string ChiefTechnologyOfficer = "ChiefTechnologyOfficer";
    public const string Chair = "Chair";
}

/// <summary>Whether an account may act for an office in one of its purposes on a day.</summary>
public sealed record ActingQuestion(string Office, string Purpose, Guid? AccountId, DateOnly On)
{
    /// <summary>What the Commission knew then; now unless said otherwise.</summary>
    public DateTimeOffset? KnownAt { get; init; }
}

/// <summary>By what somebody acts: an act cites the designation, and says so when a designee acts.</summary>
public sealed record ActingFor(
    Guid DesignationId, string Office, string Name, bool AsDesignee, string Authority, DateOnly From, DateOnly? To);

/// <summary>Asks who may act for the Executive Director, the records access officer and other offices (8.03(2), 12.03(2)).</summary>
public interface IDesignations
{
    /// <summary>The designation an act may cite, or the reason why there is none.</summary>
    Task<Result<ActingFor>> MayActAsync(ActingQuestion question, CancellationToken ct);

    Task<IReadOnlyList<ActingFor>> WhoMayActAsync(string office, string purpose, DateOnly on, CancellationToken ct);
}

/// <summary>A person of the Commission with an account, as far as a register needs to name one.</summary>
public sealed record StaffMember(Guid AccountId, string Name, IReadOnlyList<string> Roles);

/// <summary>Who can sign in to the staff side; the host knows, for it keeps the accounts.</summary>
public interface IStaffDirectory
{
    Task<IReadOnlyList<StaffMember>> ListAsync(CancellationToken ct);
}

/// <summary>Nothing on record lets this person act for the office.</summary>
public sealed record NotDesignated(string Office)
    : Refusal($"Only the {Office}, or a designee on record, may do this. Have the designation recorded first.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

/// <summary>The designation is for other purposes.</summary>
public sealed record DesignationOutOfScope(string Office, string Purpose)
    : Refusal($"The designation for the {Office} does not reach this purpose: {Purpose}.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

/// <summary>The designation ended.</summary>
public sealed record DesignationLapsed(string Office, DateOnly LastDay)
    : Refusal($"The designation for the {Office} ended with {InWords.Of(LastDay)}.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

/// <summary>The designation has not begun.</summary>
public sealed record DesignationNotBegun(string Office, DateOnly FirstDay)
    : Refusal($"The designation for the {Office} begins on {InWords.Of(FirstDay)}.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}
