using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.Certification.Domain;

namespace Post.Certification.Data;

internal sealed class ServiceFactConfiguration : IEntityTypeConfiguration<ServiceFact>
{
    public void Configure(EntityTypeBuilder<ServiceFact> fact)
    {
        fact.ToTable("service_fact");
        fact.HasKey(f => f.Id);
        fact.Property(f => f.Id).ValueGeneratedNever();
        fact.Property(f => f.Register).HasConversion<string>();
        fact.Ignore(f => f.Dated);
        fact.HasOne<Person>().WithMany().HasForeignKey(f => f.PersonId).OnDelete(DeleteBehavior.NoAction);
        fact.HasOne<LawEnforcementAgency>().WithMany().HasForeignKey(f => f.AgencyId).OnDelete(DeleteBehavior.NoAction);
        fact.HasOne<FactSource>().WithMany().HasForeignKey(f => f.SourceId).OnDelete(DeleteBehavior.NoAction);
        fact.HasIndex(f => f.PersonId, "ix_service_fact_person");
        fact.HasIndex(f => f.AgencyId, "ix_service_fact_units").HasFilter("register = 'BargainingUnit' and superseded_at is null");
        fact.HasIndex(f => new { f.PersonId, f.AgencyId, f.Register }, "ux_service_fact_present").IsUnique()
            .HasFilter(InForce.Filter + " and register <> 'Leave'");
        fact.HasIndex(f => new { f.PersonId, f.AgencyId, f.ValidFrom, f.Value }, "ux_service_fact_leave").IsUnique()
            .HasFilter("register = 'Leave' and superseded_at is null");
    }
}
