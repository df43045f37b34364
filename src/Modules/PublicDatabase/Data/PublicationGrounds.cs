using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.PublicDatabase.Gate;

namespace Post.PublicDatabase.Data;

/// <summary>A result of the gate with all it rests on, once for every decision that rests on the same.</summary>
internal sealed class PublicationGrounds
{
    public int Id { get; init; }
    public required byte[] SaysSha256 { get; init; }
    public GateResult Result { get; init; }
    public required string[] Rows { get; init; }
    public required string[] Clauses { get; init; }
    public required string[] Notations { get; init; }
    public string? Failure { get; init; }
    public Guid EditionId { get; init; }
    public required Guid[] GuidelineVersionIds { get; init; }
}

internal sealed class PublicationGroundsConfiguration : IEntityTypeConfiguration<PublicationGrounds>
{
    public void Configure(EntityTypeBuilder<PublicationGrounds> grounds)
    {
        grounds.ToTable("publication_grounds");
        grounds.HasKey(g => g.Id);
        grounds.Property(g => g.Result).HasConversion<string>();
        grounds.HasIndex(g => g.SaysSha256).IsUnique().HasDatabaseName("ux_publication_grounds_says");
    }
}
