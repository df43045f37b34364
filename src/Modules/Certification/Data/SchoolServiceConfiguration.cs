using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.Certification.Domain;

namespace Post.Certification.Data;

internal sealed class SchoolServiceConfiguration
    : IEntityTypeConfiguration<ServiceAtSchool>, IEntityTypeConfiguration<SchoolPaper>, IEntityTypeConfiguration<SroTrainingRule>,
        IEntityTypeConfiguration<SroTrainingLook>
{
    private const string Stands = "superseded_at is null";

    public void Configure(EntityTypeBuilder<ServiceAtSchool> service)
    {
        service.ToTable("school_service");
        service.HasKey(s => s.Id);
        service.Property(s => s.Id).ValueGeneratedNever();
        service.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.NoAction);
        service.HasOne<LawEnforcementAgency>().WithMany().HasForeignKey(s => s.AgencyId).OnDelete(DeleteBehavior.NoAction);
        service.HasIndex(s => s.PersonId, "ix_school_service_person").HasFilter(Stands);
        service.HasIndex(s => s.AgencyId, "ix_school_service_agency").HasFilter(Stands);
        service.HasIndex(s => s.SeriesId, "ux_school_service_series").IsUnique().HasFilter(Stands);
    }

    public void Configure(EntityTypeBuilder<SchoolPaper> paper)
    {
        paper.ToTable("school_paper");
        paper.HasKey(p => p.Id);
        paper.Property(p => p.Id).ValueGeneratedNever();
        paper.Property(p => p.Kind).HasConversion<string>();
        paper.HasOne<LawEnforcementAgency>().WithMany().HasForeignKey(p => p.AgencyId).OnDelete(DeleteBehavior.NoAction);
        paper.HasIndex(p => p.AgencyId, "ix_school_paper_agency").HasFilter(Stands);
        paper.HasIndex(p => p.SeriesId, "ux_school_paper_series").IsUnique().HasFilter(Stands);
    }

    public void Configure(EntityTypeBuilder<SroTrainingRule> rule)
    {
        rule.ToTable("sro_training_rule");
        rule.HasKey(r => r.ValidFrom);
    }

    public void Configure(EntityTypeBuilder<SroTrainingLook> look)
    {
        look.ToTable("sro_training_look");
        look.HasKey(l => new { l.PersonId, l.YearEndsOn });
        look.HasOne<Person>().WithMany().HasForeignKey(l => l.PersonId).OnDelete(DeleteBehavior.NoAction);
    }
}
