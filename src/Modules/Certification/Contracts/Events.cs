using Post.Kernel.Events;

namespace Post.Certification.Contracts;

/// <summary>Something that others may show about these officers has changed: name, status, employer.</summary>
public sealed record OfficersChanged(IReadOnlyList<Guid> PersonIds) : IIntegrationEvent;

/// <summary>An agency's name, county or spellings changed; whoever shows it must look again.</summary>
public sealed record LawEnforcementAgenciesChanged(IReadOnlyList<Guid> AgencyIds) : IIntegrationEvent;

/// <summary>The last spelling of a provisional agency proved to be another's; every row that names the old one follows.</summary>
public sealed record LawEnforcementAgencyMerged(Guid FromAgencyId, Guid IntoAgencyId) : IIntegrationEvent;

/// <summary>
/// An agency's end, and who took over from it, was recorded, corrected or withdrawn: a fact of the world, after which service
/// and complaints go on naming the agency that ended.
/// </summary>
public sealed record AgencySuccessionChanged(Guid AgencyId, IReadOnlyList<Guid> SuccessorIds) : IIntegrationEvent;

/// <summary>
/// A spelling was given to another agency, and the old one goes on under other spellings: only rows reported under this
/// spelling follow. <see cref="ILawEnforcementAgencies.ResolveAsync"/> tells which these are.
/// </summary>
public sealed record AgencySpellingMoved(string Spelling, Guid FromAgencyId, Guid IntoAgencyId) : IIntegrationEvent;

/// <summary>
/// An officer number proved to belong to the person known under another. Its rows stay where they are;
/// <see cref="IOfficerDirectory.MembersAsync"/> tells who belongs together now.
/// </summary>
public sealed record PersonsMerged(Guid PersonId, Guid IntoPersonId) : IIntegrationEvent;

/// <summary>The merge of two officer numbers was taken back: both stand alone again, as if it had never been.</summary>
public sealed record PersonsUnmerged(Guid PersonId, Guid FromPersonId) : IIntegrationEvent;

/// <summary>A certification was granted, declined, ended or changed by a decision; its day of effect is when it holds.</summary>
public sealed record CertificationDecided(Guid DecisionId, Guid PersonId, string Kind, DateOnly EffectiveOn) : IIntegrationEvent;
