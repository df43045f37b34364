using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.AccessReview.Domain;

namespace Post.AccessReview.Data;

internal sealed class DutyTextConfiguration : IEntityTypeConfiguration<DutyText>
{
    public void Configure(EntityTypeBuilder<DutyText> builder)
    {
        builder.ToTable("duty_text");
        builder.HasKey(t => t.Version);
        builder.Property(t => t.Version).ValueGeneratedNever();
        builder.Property(t => t.Title).HasMaxLength(DutyText.TitleMaxLength);
        builder.Property(t => t.Body).HasMaxLength(DutyText.BodyMaxLength);
        builder.Property(t => t.Source).HasMaxLength(DutyText.SourceMaxLength);
    }
}

internal sealed class AcknowledgmentConfiguration : IEntityTypeConfiguration<Acknowledgment>
{
    public void Configure(EntityTypeBuilder<Acknowledgment> builder)
    {
        builder.ToTable("acknowledgment");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.AccountName).HasMaxLength(Matter.NameMaxLength);
        builder.Property(a => a.ActorKind).HasConversion<string>().HasMaxLength(Acknowledgment.KindMaxLength);
        builder.HasOne<DutyText>().WithMany().HasForeignKey(a => a.TextVersion).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(a => new { a.AccountId, a.AcknowledgedAt }).HasDatabaseName("ix_acknowledgment_account");
        builder.HasIndex(a => a.TextVersion).HasDatabaseName("ix_acknowledgment_text_version");
    }
}
