using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.Certification.Domain;

namespace Post.Certification.Data;

internal sealed class BargainingUnitConfiguration : IEntityTypeConfiguration<BargainingUnit>, IEntityTypeConfiguration<UnitHead>
{
    public void Configure(EntityTypeBuilder<BargainingUnit> unit)
    {
        unit.ToTable("bargaining_unit");
        unit.HasKey(u => u.Id);
        unit.Property(u => u.Id).ValueGeneratedNever();
        unit.HasOne<LawEnforcementAgency>().WithMany().HasForeignKey(u => u.AgencyId).OnDelete(DeleteBehavior.NoAction);
        unit.HasIndex(u => new { u.AgencyId, u.Folded }, "ux_bargaining_unit_name").IsUnique();
    }

    public void Configure(EntityTypeBuilder<UnitHead> head)
    {
        head.ToTable("unit_head");
        head.HasKey(h => h.Id);
        head.Property(h => h.Id).ValueGeneratedNever();
        head.Ignore(h => h.Dated);
        head.HasOne<BargainingUnit>().WithMany().HasForeignKey(h => h.UnitId).OnDelete(DeleteBehavior.NoAction);
        head.HasOne<FactSource>().WithMany().HasForeignKey(h => h.SourceId).OnDelete(DeleteBehavior.NoAction);
        head.HasIndex(h => h.UnitId, "ix_unit_head_unit");
        head.HasIndex(h => h.UnitId, "ux_unit_head_present").IsUnique().HasFilter(InForce.Filter);
    }
}
