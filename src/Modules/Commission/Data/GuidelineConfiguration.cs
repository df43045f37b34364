using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.Commission.Domain;

namespace Post.Commission.Data;

internal sealed class GuidelineConfiguration : IEntityTypeConfiguration<Guideline>
{
    public void Configure(EntityTypeBuilder<Guideline> guideline)
    {
        guideline.ToTable("guideline");
        guideline.HasKey(g => g.Code);
    }
}

internal sealed class GuidelineVersionConfiguration : IEntityTypeConfiguration<GuidelineVersion>
{
    public void Configure(EntityTypeBuilder<GuidelineVersion> version)
    {
        version.ToTable("guideline_version");
        version.HasKey(v => v.Id);
        version.Property(v => v.Id).ValueGeneratedNever();
        version.Property(v => v.Authority).HasConversion<string>();
        version.Property(v => v.Status).HasConversion<string>();
        version.Property(v => v.Parameters).HasColumnType("jsonb");
        version.HasOne<Guideline>().WithMany().HasForeignKey(v => v.GuidelineCode).OnDelete(DeleteBehavior.NoAction);
        version.HasOne<RegulationEdition>().WithMany().HasForeignKey(v => v.EditionId).OnDelete(DeleteBehavior.NoAction);
        version.HasIndex(v => new { v.GuidelineCode, v.Version }).IsUnique().HasDatabaseName("ux_guideline_version_number");
        version.HasIndex(v => v.EditionId).HasDatabaseName("ix_guideline_version_edition");
    }
}
