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
        guideline.Ignore(g => g.GoesByProcedure);
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

internal sealed class GuidelineProposalConfiguration : IEntityTypeConfiguration<GuidelineProposal>
{
    public void Configure(EntityTypeBuilder<GuidelineProposal> proposal)
    {
        proposal.ToTable("guideline_proposal");
        proposal.IsRegisterRow();
        proposal.Property(p => p.State).HasConversion<string>();
        proposal.Property(p => p.Authority).HasConversion<string>();
        proposal.Property(p => p.Parameters).HasColumnType("jsonb");
        proposal.Ignore(p => p.IsOpen);
        proposal.Ignore(p => p.Subject);
        proposal.HasOne<Guideline>().WithMany().HasForeignKey(p => p.GuidelineCode).OnDelete(DeleteBehavior.NoAction);
        proposal.HasOne<GuidelineVersion>().WithMany().HasForeignKey(p => p.VersionId).OnDelete(DeleteBehavior.NoAction);
        proposal.HasIndex(p => p.ProposalId, "ux_guideline_proposal_present").IsUnique().HasFilter(RegisterRows.Present);
        proposal.HasIndex(p => p.GuidelineCode, "ix_guideline_proposal_guideline");
        proposal.HasIndex(p => p.VersionId, "ix_guideline_proposal_version");
    }
}

internal sealed class GuidelineRetirementConfiguration : IEntityTypeConfiguration<GuidelineRetirement>
{
    public void Configure(EntityTypeBuilder<GuidelineRetirement> retirement)
    {
        retirement.ToTable("guideline_retirement");
        retirement.IsRegisterRow();
        retirement.HasOne<GuidelineVersion>().WithMany().HasForeignKey(r => r.VersionId).OnDelete(DeleteBehavior.NoAction);
        retirement.HasIndex(r => r.VersionId, "ux_guideline_retirement_present").IsUnique().HasFilter(RegisterRows.Present);
    }
}

internal sealed class RegulatedFormConfiguration : IEntityTypeConfiguration<RegulatedForm>
{
    public void Configure(EntityTypeBuilder<RegulatedForm> form)
    {
        form.ToTable("regulated_form");
        form.HasKey(f => new { f.EditionId, f.Code });
        form.HasOne<RegulationEdition>().WithMany().HasForeignKey(f => f.EditionId).OnDelete(DeleteBehavior.NoAction);
    }
}
