using Post.Kernel.Events;

namespace Post.PublicDatabase.Domain;

/// <summary>Decisions that show something new about these persons are on record; the copies may follow.</summary>
internal sealed record PublicationDecided(IReadOnlyList<Guid> PersonIds) : IIntegrationEvent;

/// <summary>Something that the copies of these persons repeat, such as the name of an agency, has changed.</summary>
internal sealed record PublicationOutdated(IReadOnlyList<Guid> PersonIds) : IIntegrationEvent;

/// <summary>Somebody has been noted as due; a batch of them is to be decided upon.</summary>
internal sealed record PublicationDue : IIntegrationEvent;
