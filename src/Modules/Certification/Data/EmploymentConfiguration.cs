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
        employment.HasIndex(e => e.AgencyId, "ix_employment_of_agency");
        employment.HasIndex(e => e.SpellingId, "ix_employment_spelling").HasFilter("superseded_at is null");
    }
}

internal sealed class EmploymentSeparationConfiguration
    : IEntityTypeConfiguration<EmploymentSeparation>, IEntityTypeConfiguration<EmploymentConfirmation>
{
    public void Configure(EntityTypeBuilder<EmploymentSeparation> separation)
    {
        separation.ToTable("employment_separation");
        separation.HasKey(s => s.Id);
        separation.Property(s => s.Id).ValueGeneratedNever();
        separation.HasIndex(
            s => new { s.PersonId, s.AgencyId, s.SeparatedOn, s.NatureCode }, "ux_employment_separation_present")
            .IsUnique().HasFilter("superseded_at is null");
        separation.HasIndex(s => s.SpellingId, "ix_employment_separation_spelling").HasFilter("superseded_at is null");
    }

    public void Configure(EntityTypeBuilder<EmploymentConfirmation> confirmation)
    {
        confirmation.ToTable("employment_confirmation");
        confirmation.HasKey(c => new { c.PersonId, c.AgencyId, c.SourceId });
    }
}
