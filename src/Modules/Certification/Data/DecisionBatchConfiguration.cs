using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.Certification.Domain;

namespace Post.Certification.Data;

internal sealed class DecisionBatchConfiguration : IEntityTypeConfiguration<DecisionBatch>, IEntityTypeConfiguration<DecisionBatchItem>
{
    private const string Waiting = "state = 'Waiting'";

    public void Configure(EntityTypeBuilder<DecisionBatch> batch)
    {
        batch.ToTable("decision_batch");
        batch.HasKey(b => b.Id);
        batch.Property(b => b.Id).ValueGeneratedNever();
        batch.Property(b => b.Kind).HasConversion<string>();
        batch.Property(b => b.State).HasConversion<string>();
        batch.HasOne<RecertificationRound>().WithMany().HasForeignKey(b => b.RoundId).OnDelete(DeleteBehavior.NoAction);
        batch.HasIndex(b => new { b.RoundId, b.StartedAt }, "ix_decision_batch_round");
        batch.HasIndex(b => b.Id, "ix_decision_batch_running").HasFilter("state = 'Running'");
    }

    public void Configure(EntityTypeBuilder<DecisionBatchItem> item)
    {
        item.ToTable("decision_batch_item");
        item.HasKey(i => new { i.BatchId, i.PersonId });
        item.Property(i => i.Decision).HasConversion<string>();
        item.Property(i => i.State).HasConversion<string>();
        item.HasOne<DecisionBatch>().WithMany().HasForeignKey(i => i.BatchId).OnDelete(DeleteBehavior.NoAction);
        item.HasIndex(i => i.PersonId, "ux_decision_batch_item_waiting").IsUnique().HasFilter(Waiting);
        item.HasIndex(i => new { i.PersonId, i.TermEndedOn, i.Decision }, "ux_decision_batch_item_term")
            .IsUnique().HasFilter("term_ended_on is not null");
        item.HasIndex(i => new { i.BatchId, i.Place }, "ix_decision_batch_item_next").HasFilter(Waiting);
    }
}
