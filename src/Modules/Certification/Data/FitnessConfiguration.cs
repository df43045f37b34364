using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.Certification.Domain;

namespace Post.Certification.Data;

internal sealed class FitnessConfiguration : IEntityTypeConfiguration<FitnessEvaluation>
{
    public void Configure(EntityTypeBuilder<FitnessEvaluation> evaluation)
    {
        evaluation.ToTable("fitness_evaluation");
        evaluation.HasKey(e => e.Id);
        evaluation.Property(e => e.Id).ValueGeneratedNever();
        evaluation.Property(e => e.Kind).HasConversion<string>();
        evaluation.Property(e => e.Outcome).HasConversion<string>();
        evaluation.Property(e => e.SupersededBecause).HasConversion<string>();
        evaluation.HasOne<Person>().WithMany().HasForeignKey(e => e.PersonId).OnDelete(DeleteBehavior.NoAction);
        evaluation.HasOne<FitnessEvaluation>().WithMany().HasForeignKey(e => e.Corrects).OnDelete(DeleteBehavior.NoAction);
        evaluation.HasIndex(e => new { e.PersonId, e.Kind, e.EvaluatedOn, e.Evaluator }, "ux_fitness_evaluation_present")
            .IsUnique().HasFilter("superseded_at is null");
        evaluation.HasIndex(e => e.Corrects, "ux_fitness_evaluation_corrects").IsUnique().HasFilter("corrects is not null");
        evaluation.HasIndex(e => e.PersonId, "ix_fitness_evaluation_person");
    }
}
