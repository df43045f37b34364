using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.PublicDatabase.Gate;

namespace Post.PublicDatabase.Data;

/// <summary>A decision of the gate about one item of one person, as it stood from its day to its successor's.</summary>
internal sealed class PublicationDecision
{
    public Guid Id { get; init; }
    public Guid PersonId { get; init; }
    public required string ItemKey { get; init; }
    public required string Form { get; init; }
    public Channel Channel { get; init; }
    public int GroundsId { get; init; }
    public PublicationGrounds Grounds { get; init; } = null!;

    /// <summary>Last legal date on which the item is shown without a new decision.</summary>
    public DateOnly? ValidUntil { get; init; }
    public DateTimeOffset EvaluatedAt { get; init; }
    public DateTimeOffset? SupersededAt { get; init; }
}

internal sealed class PublicationDecisionConfiguration : IEntityTypeConfiguration<PublicationDecision>
{
    public void Configure(EntityTypeBuilder<PublicationDecision> decision)
    {
        decision.ToTable("publication_decision");
        decision.HasKey(d => d.Id);
        decision.Property(d => d.Id).ValueGeneratedNever();
        decision.Property(d => d.Channel).HasConversion<string>();
        decision.HasOne(d => d.Grounds).WithMany().HasForeignKey(d => d.GroundsId);
        decision.HasIndex(d => new { d.PersonId, d.ItemKey }).IsUnique().HasFilter("superseded_at is null")
            .HasDatabaseName("ux_publication_decision_current");
        decision.HasIndex(d => new { d.PersonId, d.EvaluatedAt }).HasDatabaseName("ix_publication_decision_person");
    }
}
