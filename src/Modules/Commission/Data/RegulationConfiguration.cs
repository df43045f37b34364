using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.Commission.Domain;

namespace Post.Commission.Data;

internal sealed class RegulationEditionConfiguration : IEntityTypeConfiguration<RegulationEdition>
{
    public void Configure(EntityTypeBuilder<RegulationEdition> edition)
    {
        edition.ToTable("regulation_edition");
        edition.HasKey(e => e.Id);
        edition.Property(e => e.Id).ValueGeneratedNever();
        edition.HasIndex(e => new { e.Regulation, e.EffectiveFrom }).IsUnique()
            .HasDatabaseName("ux_regulation_edition_effective");
    }
}

internal sealed class RegulationParameterConfiguration : IEntityTypeConfiguration<RegulationParameter>
{
    public void Configure(EntityTypeBuilder<RegulationParameter> parameter)
    {
        parameter.ToTable("regulation_parameter");
        parameter.HasKey(p => new { p.EditionId, p.Code });
        parameter.HasOne<RegulationEdition>().WithMany().HasForeignKey(p => p.EditionId).OnDelete(DeleteBehavior.NoAction);
    }
}
