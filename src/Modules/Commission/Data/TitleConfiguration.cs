using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.Commission.Domain;

namespace Post.Commission.Data;

internal sealed class RegulationTitleConfiguration : IEntityTypeConfiguration<RegulationTitle>
{
    public void Configure(EntityTypeBuilder<RegulationTitle> title)
    {
        title.ToTable("regulation_title");
        title.IsRegisterRow();
        title.Property(t => t.Confidence).HasConversion<string>();
        title.Ignore(t => t.Number);
        title.HasIndex(t => t.Regulation, "ux_regulation_title_present").IsUnique().HasFilter(RegisterRows.Present);
    }
}

internal sealed class OfficialHostConfiguration : IEntityTypeConfiguration<OfficialHost>
{
    public void Configure(EntityTypeBuilder<OfficialHost> host)
    {
        host.ToTable("official_host");
        host.HasKey(h => new { h.Host, h.ValidFrom });
    }
}

internal sealed class CrossReferenceConfiguration : IEntityTypeConfiguration<CrossReference>
{
    public void Configure(EntityTypeBuilder<CrossReference> reference)
    {
        reference.ToTable("cross_reference");
        reference.HasKey(r => new { r.Regulation, r.Clause, r.FeatureCode });
        reference.Property(r => r.Built).HasConversion<string>();
    }
}
