using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.AccessReview.Domain;

namespace Post.AccessReview.Data;

internal sealed class ExportConfiguration : IEntityTypeConfiguration<RestrictedExport>
{
    public void Configure(EntityTypeBuilder<RestrictedExport> builder)
    {
        builder.ToTable("restricted_export");
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.Export).HasMaxLength(RestrictedExport.ExportMaxLength);
        builder.Property(e => e.AccountName).HasMaxLength(Matter.NameMaxLength);
        builder.Property(e => e.Purpose).HasMaxLength(BrokenGlass.PurposeMaxLength);
        builder.Property(e => e.Matter).HasMaxLength(Matter.NumberMaxLength);
        builder.Property(e => e.Reason).HasMaxLength(Matter.WordsMaxLength);
        builder.Property(e => e.DecidedByName).HasMaxLength(Matter.NameMaxLength);
        builder.Property(e => e.DecisionWords).HasMaxLength(Matter.WordsMaxLength);
        builder.HasIndex(e => new { e.AskedAt, e.Id }).HasFilter("decided_at is null").HasDatabaseName("ix_restricted_export_waiting");
        builder.HasIndex(e => e.DecidedAt).HasFilter("decided_at is not null").HasDatabaseName("ix_restricted_export_decided");
        builder.HasIndex(e => new { e.AccountId, e.Id }).HasDatabaseName("ix_restricted_export_account");
    }
}
