using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.Certification.Domain;

namespace Post.Certification.Data;

internal sealed class TrainingConfiguration : IEntityTypeConfiguration<TrainingRecord>
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
}
