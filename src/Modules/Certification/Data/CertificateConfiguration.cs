using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.Certification.Domain;

namespace Post.Certification.Data;

internal sealed class CertificateConfiguration : IEntityTypeConfiguration<Certificate>
{
    public void Configure(EntityTypeBuilder<Certificate> certificate)
    {
        certificate.ToTable("certificate");
        certificate.HasKey(c => c.Id);
        certificate.Property(c => c.Id).ValueGeneratedNever();
        certificate.Property(c => c.Number).UseCollation("C");
        certificate.HasIndex(c => new { c.Number, c.TypeCode, c.GrantedOn, c.PersonId }, "ux_certificate_present")
            .IsUnique().HasFilter("superseded_at is null");
        certificate.HasIndex(c => c.PersonId, "ux_certificate_initial")
            .IsUnique().HasFilter("superseded_at is null and type_code = 'Initial'");
        certificate.HasIndex(c => c.PersonId, "ix_certificate_person");
    }
}
