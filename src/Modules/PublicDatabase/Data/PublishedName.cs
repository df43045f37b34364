using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Post.PublicDatabase.Data;

/// <summary>A name under which a person was once published; no suffix is the empty text.</summary>
internal sealed class PublishedName
{
    public Guid PersonId { get; init; }
    public required string FirstName { get; init; }
    public required string Surname { get; init; }
    public required string Suffix { get; init; }
    public DateTimeOffset FirstPublishedAt { get; init; }
}

internal sealed class PublishedNameConfiguration : IEntityTypeConfiguration<PublishedName>
{
    public void Configure(EntityTypeBuilder<PublishedName> name)
    {
        name.ToTable("published_name");
        name.HasKey(n => new { n.PersonId, n.FirstName, n.Surname, n.Suffix });
    }
}

/// <summary>Somebody about whom something changed since the last decision.</summary>
internal sealed class PublicationDueEntry
{
    public Guid PersonId { get; init; }
    public DateTimeOffset NotedAt { get; init; }
}

internal sealed class PublicationDueEntryConfiguration : IEntityTypeConfiguration<PublicationDueEntry>
{
    public void Configure(EntityTypeBuilder<PublicationDueEntry> due)
    {
        due.ToTable("publication_due");
        due.HasKey(d => d.PersonId);
        due.Property(d => d.PersonId).ValueGeneratedNever();
    }
}
