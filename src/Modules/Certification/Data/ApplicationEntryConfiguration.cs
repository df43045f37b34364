using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.Certification.Domain;

namespace Post.Certification.Data;

internal sealed class ApplicationEntryConfiguration : IEntityTypeConfiguration<ApplicationEntry>, IEntityTypeConfiguration<RequirementAnswer>
{
    public void Configure(EntityTypeBuilder<ApplicationEntry> entry)
    {
        entry.ToTable("application_entry");
        entry.HasKey(e => e.Id);
        entry.Property(e => e.Id).ValueGeneratedNever();
        entry.Property(e => e.Capacity).HasConversion<string>();
        entry.HasOne<CertificationApplication>().WithMany().HasForeignKey(e => e.ApplicationId).OnDelete(DeleteBehavior.NoAction);
        entry.HasOne<LawEnforcementAgency>().WithMany().HasForeignKey(e => e.AgencyId).OnDelete(DeleteBehavior.NoAction);
        entry.HasIndex(e => e.ApplicationId, "ux_application_entry_application").IsUnique();
        entry.HasIndex(e => new { e.AgencyId, e.ApplicationId }, "ix_application_entry_agency");
    }

    public void Configure(EntityTypeBuilder<RequirementAnswer> answer)
    {
        answer.ToTable("requirement_answer");
        answer.HasKey(a => a.Id);
        answer.Property(a => a.Id).ValueGeneratedNever();
        answer.HasOne<CertificationApplication>().WithMany().HasForeignKey(a => a.ApplicationId).OnDelete(DeleteBehavior.NoAction);
        answer.HasIndex(a => new { a.ApplicationId, a.ItemCode }, "ux_requirement_answer_present").IsUnique().HasFilter("superseded_at is null");
        answer.HasIndex(a => a.ApplicationId, "ix_requirement_answer_application");
    }
}
