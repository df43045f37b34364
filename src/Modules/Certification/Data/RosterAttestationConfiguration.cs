using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.Certification.Domain;

namespace Post.Certification.Data;

internal sealed class RosterAttestationConfiguration
    : IEntityTypeConfiguration<RosterAttestation>, IEntityTypeConfiguration<RosterAttestationLine>
{
    public void Configure(EntityTypeBuilder<RosterAttestation> attestation)
    {
        attestation.ToTable("roster_attestation");
        attestation.HasKey(a => a.Id);
        attestation.Property(a => a.Id).ValueGeneratedNever();
        attestation.HasOne<LawEnforcementAgency>().WithMany().HasForeignKey(a => a.AgencyId).OnDelete(DeleteBehavior.NoAction);
        attestation.HasIndex(a => new { a.AgencyId, a.AttestedAt }, "ix_roster_attestation_agency");
    }

    public void Configure(EntityTypeBuilder<RosterAttestationLine> line)
    {
        line.ToTable("roster_attestation_line");
        line.HasKey(l => new { l.AttestationId, l.Place });
        line.Ignore(l => l.Shown);
        line.HasOne<RosterAttestation>().WithMany().HasForeignKey(l => l.AttestationId).OnDelete(DeleteBehavior.NoAction);
        line.HasOne<Person>().WithMany().HasForeignKey(l => l.PersonId).OnDelete(DeleteBehavior.NoAction);
    }
}
