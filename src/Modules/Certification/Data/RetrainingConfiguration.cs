using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.Certification.Domain;

namespace Post.Certification.Data;

internal sealed class RetrainingConfiguration : IEntityTypeConfiguration<Retraining>
{
    public void Configure(EntityTypeBuilder<Retraining> retraining)
    {
        retraining.ToTable("retraining");
        retraining.HasKey(r => r.Id);
        retraining.Property(r => r.Id).ValueGeneratedNever();
        retraining.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.NoAction);
        retraining.HasOne<LawEnforcementAgency>().WithMany().HasForeignKey(r => r.AgencyId).OnDelete(DeleteBehavior.NoAction);
        retraining.HasOne<FactSource>().WithMany().HasForeignKey(r => r.SourceId).OnDelete(DeleteBehavior.NoAction);
        retraining.HasIndex(r => r.PersonId, "ix_retraining_person");
    }
}
