using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.Commission.Domain;

namespace Post.Commission.Data;

internal sealed class OfficeConfiguration : IEntityTypeConfiguration<Office>
{
    public void Configure(EntityTypeBuilder<Office> office)
    {
        office.ToTable("office");
        office.HasKey(o => o.Code);
    }
}

internal sealed class ActingPurposeConfiguration : IEntityTypeConfiguration<ActingPurpose>
{
    public void Configure(EntityTypeBuilder<ActingPurpose> purpose)
    {
        purpose.ToTable("acting_purpose");
        purpose.HasKey(p => p.Code);
        purpose.HasOne<Office>().WithMany().HasForeignKey(p => p.OfficeCode).OnDelete(DeleteBehavior.NoAction);
        purpose.HasIndex(p => p.OfficeCode, "ix_acting_purpose_office");
    }
}

internal sealed class DesignationConfiguration : IEntityTypeConfiguration<Designation>
{
    public void Configure(EntityTypeBuilder<Designation> designation)
    {
        designation.ToTable("designation");
        designation.IsRegisterRow();
        designation.Property(d => d.Capacity).HasConversion<string>();
        designation.HasOne<Office>().WithMany().HasForeignKey(d => d.OfficeCode).OnDelete(DeleteBehavior.NoAction);
        designation.HasIndex(d => d.DesignationId, "ux_designation_present").IsUnique().HasFilter(RegisterRows.Present);
        designation.HasIndex(d => new { d.OfficeCode, d.BeginsOn }, "ix_designation_office");
    }
}
