using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.Certification.Domain;

namespace Post.Certification.Data;

internal sealed class TrainingConfiguration
    : IEntityTypeConfiguration<TrainingRecord>, IEntityTypeConfiguration<TrainingExplanation>, IEntityTypeConfiguration<TrainingDispute>
{
    public void Configure(EntityTypeBuilder<TrainingRecord> training)
    {
        training.ToTable("training_record");
        training.HasKey(t => t.Id);
        training.Property(t => t.Id).ValueGeneratedNever();
        training.Property(t => t.RecordKey).UseCollation("C");
        training.Property(t => t.CourseFolded).UseCollation("C");
        training.HasIndex(t => new { t.ProviderCode, t.RecordKey }, "ux_training_record_present").IsUnique().HasFilter("superseded_at is null");
        training.HasIndex(t => t.PersonId, "ix_training_record_person");
    }

    public void Configure(EntityTypeBuilder<TrainingExplanation> explanation)
    {
        explanation.ToTable("training_explanation");
        explanation.HasKey(e => e.Id);
        explanation.Property(e => e.Id).ValueGeneratedNever();
        explanation.Property(e => e.Number).UseIdentityAlwaysColumn();
        explanation.Property(e => e.Kind).HasConversion<string>();
        explanation.HasOne<TrainingRecord>().WithMany().HasForeignKey(e => e.TrainingId).OnDelete(DeleteBehavior.NoAction);
        explanation.HasIndex(e => e.Number, "ux_training_explanation_number").IsUnique();
        explanation.HasIndex(e => e.TrainingId, "ix_training_explanation_training");
    }

    public void Configure(EntityTypeBuilder<TrainingDispute> dispute)
    {
        dispute.ToTable("training_dispute");
        dispute.HasKey(d => d.Id);
        dispute.Property(d => d.Id).ValueGeneratedNever();
        dispute.HasOne<TrainingRecord>().WithMany().HasForeignKey(d => d.TrainingId).OnDelete(DeleteBehavior.NoAction);
        dispute.HasOne<LawEnforcementAgency>().WithMany().HasForeignKey(d => d.AgencyId).OnDelete(DeleteBehavior.NoAction);
        dispute.HasOne<ReviewItem>().WithMany().HasForeignKey(d => d.ReviewItemId).OnDelete(DeleteBehavior.NoAction);
        dispute.HasIndex(d => d.Number, "ux_training_dispute_number").IsUnique();
        dispute.HasIndex(d => d.TrainingId, "ix_training_dispute_training");
    }
}
