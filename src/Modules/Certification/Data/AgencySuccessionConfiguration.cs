using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.Certification.Domain;

namespace Post.Certification.Data;

internal sealed class AgencySuccessionConfiguration
    : IEntityTypeConfiguration<AgencySuccession>, IEntityTypeConfiguration<AgencySuccessor>
{
    public void Configure(EntityTypeBuilder<AgencySuccession> succession)
    {
        succession.ToTable("law_enforcement_agency_succession");
        succession.HasKey(s => s.Id);
        succession.Property(s => s.Id).ValueGeneratedNever();
        succession.Property(s => s.Nature).HasConversion<string>();
        succession.HasMany(s => s.Successors).WithOne().HasForeignKey(s => s.SuccessionId).OnDelete(DeleteBehavior.NoAction);
        succession.HasIndex(s => s.AgencyId, "ix_law_enforcement_agency_succession_agency");
        succession.HasIndex(s => s.AgencyId, "ux_law_enforcement_agency_succession_in_force")
            .IsUnique().HasFilter("superseded_at is null");
    }

    public void Configure(EntityTypeBuilder<AgencySuccessor> successor)
    {
        successor.ToTable("law_enforcement_agency_successor");
        successor.HasKey(s => new { s.SuccessionId, s.AgencyId });
        successor.HasIndex(s => s.AgencyId, "ix_law_enforcement_agency_successor_agency");
    }
}
