using Post.Kernel.Events;

namespace Post.Certification.Contracts;

/// <summary>Something that others may show about these officers has changed: name, status, employer.</summary>
public sealed record OfficersChanged(IReadOnlyList<Guid> PersonIds) : IIntegrationEvent;

/// <summary>An agency's name, county or spellings changed; whoever shows it must look again.</summary>
public sealed record LawEnforcementAgenciesChanged(IReadOnlyList<Guid> AgencyIds) : IIntegrationEvent;

/// <summary>A spelling that had stood for a provisional agency now belongs to another; rows that name the old one follow.</summary>
public sealed record LawEnforcementAgencyMerged(Guid FromAgencyId, Guid IntoAgencyId) : IIntegrationEvent
{
    /// <summary>Null: every row follows. Else only rows reported under this spelling (by its folded key) do, and the old agency stays.</summary>
    public string? Spelling { get; init; }
}
