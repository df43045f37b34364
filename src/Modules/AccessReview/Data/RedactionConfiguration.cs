using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.AccessReview.Domain;

namespace Post.AccessReview.Data;

internal sealed class RedactionAuthorityConfiguration : IEntityTypeConfiguration<RedactionAuthority>
{
    public void Configure(EntityTypeBuilder<RedactionAuthority> builder)
    {
        builder.ToTable("redaction_authority");
        builder.HasKey(a => new { a.Code, a.ValidFrom });
        builder.Property(a => a.Code).HasMaxLength(RedactionAuthority.CodeMaxLength);
        builder.Property(a => a.Words).HasMaxLength(RedactionAuthority.WordsMaxLength);
        builder.Property(a => a.Source).HasMaxLength(RedactionAuthority.SourceMaxLength);
    }
}

internal sealed class RedactionConfiguration : IEntityTypeConfiguration<Redaction>
{
    public void Configure(EntityTypeBuilder<Redaction> builder)
    {
        builder.ToTable("redaction");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Authority).HasMaxLength(RedactionAuthority.CodeMaxLength);
        builder.Property(r => r.Paper).HasMaxLength(Redaction.PaperMaxLength);
        builder.Property(r => r.Reason).HasMaxLength(Matter.WordsMaxLength);
        builder.Property(r => r.AskedByName).HasMaxLength(Matter.NameMaxLength);
        builder.Property(r => r.DecidedByName).HasMaxLength(Matter.NameMaxLength);
        builder.Property(r => r.DecisionWords).HasMaxLength(Matter.WordsMaxLength);
        builder.HasMany(r => r.Items).WithOne().HasForeignKey(i => i.RedactionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(r => new { r.AskedAt, r.Id }).HasFilter("decided_at is null").HasDatabaseName("ix_redaction_waiting");
        builder.HasIndex(r => r.DecidedAt).HasFilter("decided_at is not null").HasDatabaseName("ix_redaction_decided");
    }
}

internal sealed class RedactionItemConfiguration : IEntityTypeConfiguration<RedactionItem>
{
    public void Configure(EntityTypeBuilder<RedactionItem> builder)
    {
        builder.ToTable("redaction_item");
        builder.HasKey(i => new { i.RedactionId, i.EventId });
        builder.HasIndex(i => i.EventId).HasDatabaseName("ix_redaction_item_event");
    }
}
