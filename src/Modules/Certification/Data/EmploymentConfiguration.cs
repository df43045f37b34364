using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.Certification.Domain;

namespace Post.Certification.Data;

internal sealed class EmploymentConfiguration : IEntityTypeConfiguration<Employment>
{
    public void Configure(EntityTypeBuilder<Employment> employment)
    {
        employment.ToTable("employment");
        employment.HasKey(e => e.Id);
        employment.Property(e => e.Id).ValueGeneratedNever();
        employment.HasOne<Person>().WithMany().HasForeignKey(e => e.PersonId).OnDelete(DeleteBehavior.NoAction);
        employment.HasOne<LawEnforcementAgency>().WithMany().HasForeignKey(e => e.AgencyId).OnDelete(DeleteBehavior.NoAction);
        employment.HasOne<AgencySpelling>().WithMany().HasForeignKey(e => e.SpellingId).OnDelete(DeleteBehavior.NoAction);
        employment.HasOne<FactSource>().WithMany().HasForeignKey(e => e.SourceId).OnDelete(DeleteBehavior.NoAction);
        employment.HasIndex(e => e.PersonId, "ix_employment_person");
        employment.HasIndex(e => new { e.PersonId, e.AgencyId }, "ux_employment_open")
            .IsUnique().HasFilter(InForce.OpenEmployment);
        employment.HasIndex(e => new { e.AgencyId, e.PersonId }, "ix_employment_agency").HasFilter(InForce.OpenEmployment);
        employment.HasIndex(e => e.SpellingId, "ix_employment_spelling").HasFilter("superseded_at is null");
    }
}
