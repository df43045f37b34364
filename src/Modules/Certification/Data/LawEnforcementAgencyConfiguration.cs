using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.Certification.Domain;

namespace Post.Certification.Data;

internal sealed class LawEnforcementAgencyConfiguration : IEntityTypeConfiguration<LawEnforcementAgency>
{
    public void Configure(EntityTypeBuilder<LawEnforcementAgency> agency)
    {
        agency.ToTable("law_enforcement_agency");
        agency.HasKey(a => a.Id);
        agency.Property(a => a.Id).ValueGeneratedNever();
        agency.Property(a => a.Kind).HasConversion<string>();
        agency.HasOne<LawEnforcementAgency>().WithMany().HasForeignKey(a => a.MergedIntoId).OnDelete(DeleteBehavior.NoAction);
    }
}

internal sealed class LawEnforcementAgencyNameConfiguration : IEntityTypeConfiguration<LawEnforcementAgencyName>
{
    public void Configure(EntityTypeBuilder<LawEnforcementAgencyName> name)
    {
        name.ToTable("law_enforcement_agency_name");
        name.HasKey(n => n.Id);
        name.Property(n => n.Id).ValueGeneratedNever();
        name.HasOne<LawEnforcementAgency>().WithMany().HasForeignKey(n => n.AgencyId).OnDelete(DeleteBehavior.NoAction);
        name.HasIndex(n => n.AgencyId, "ix_law_enforcement_agency_name_agency");
        name.HasIndex(n => n.AgencyId, "ux_law_enforcement_agency_name_present").IsUnique().HasFilter(InForce.Filter);
        name.HasIndex(n => new { n.Name, n.AgencyId }, "ix_law_enforcement_agency_name_sort").HasFilter(InForce.Filter);
    }
}

internal sealed class LawEnforcementAgencyStateConfiguration : IEntityTypeConfiguration<LawEnforcementAgencyState>
{
    public void Configure(EntityTypeBuilder<LawEnforcementAgencyState> state)
    {
        state.ToTable("law_enforcement_agency_state");
        state.HasKey(s => s.Id);
        state.Property(s => s.Id).ValueGeneratedNever();
        state.Property(s => s.Kind).HasConversion<string>();
        state.HasIndex(s => s.AgencyId, "ix_law_enforcement_agency_state_agency");
        state.HasIndex(s => s.AgencyId, "ux_law_enforcement_agency_state_present").IsUnique().HasFilter("superseded_at is null");
    }
}

internal sealed class LawEnforcementAgencyListingConfiguration : IEntityTypeConfiguration<LawEnforcementAgencyListing>
{
    public void Configure(EntityTypeBuilder<LawEnforcementAgencyListing> listing)
    {
        listing.ToTable("law_enforcement_agency_listing");
        listing.HasKey(l => l.Id);
        listing.Property(l => l.Id).ValueGeneratedNever();
        listing.Property(l => l.Kind).HasConversion<string>();
        listing.HasIndex(l => l.AgencyId, "ux_law_enforcement_agency_listing_present").IsUnique().HasFilter(InForce.Filter);
    }
}

internal sealed class AgencySpellingConfiguration : IEntityTypeConfiguration<AgencySpelling>
{
    public void Configure(EntityTypeBuilder<AgencySpelling> spelling)
    {
        spelling.ToTable("agency_spelling");
        spelling.HasKey(s => s.Id);
        spelling.Property(s => s.Id).ValueGeneratedNever();
        spelling.Property(s => s.Folded).UseCollation("C");
        spelling.Property(s => s.State).HasConversion<string>();
        spelling.HasOne<LawEnforcementAgency>().WithMany().HasForeignKey(s => s.AgencyId).OnDelete(DeleteBehavior.NoAction);
        spelling.HasOne<FactSource>().WithMany().HasForeignKey(s => s.FirstSourceId).OnDelete(DeleteBehavior.NoAction);
        spelling.HasIndex(s => s.Folded, "ux_agency_spelling_folded").IsUnique();
        spelling.HasIndex(s => s.AgencyId, "ix_agency_spelling_agency");
        spelling.HasIndex(s => s.Folded, "ix_agency_spelling_queue").HasFilter("state = 'Queued'");
    }
}

internal sealed class AgencySpellingDecisionConfiguration : IEntityTypeConfiguration<AgencySpellingDecision>
{
    public void Configure(EntityTypeBuilder<AgencySpellingDecision> decision)
    {
        decision.ToTable("agency_spelling_decision");
        decision.HasKey(d => d.Id);
        decision.Property(d => d.Id).ValueGeneratedNever();
        decision.HasOne<AgencySpelling>().WithMany().HasForeignKey(d => d.SpellingId).OnDelete(DeleteBehavior.NoAction);
        decision.HasOne<LawEnforcementAgency>().WithMany().HasForeignKey(d => d.AgencyId).OnDelete(DeleteBehavior.NoAction);
        decision.HasIndex(d => d.SpellingId, "ix_agency_spelling_decision_spelling");
    }
}
