using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.Certification.Domain;

namespace Post.Certification.Data;

internal sealed class StatusReportConfiguration : IEntityTypeConfiguration<StatusReport>
{
    public void Configure(EntityTypeBuilder<StatusReport> status)
    {
        status.ToTable("status_report");
        status.HasKey(s => s.Id);
        status.Property(s => s.Id).ValueGeneratedNever();
        status.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.NoAction);
        status.HasOne<CertificationStatusCode>().WithMany().HasForeignKey(s => s.Code).OnDelete(DeleteBehavior.NoAction);
        status.HasOne<FactSource>().WithMany().HasForeignKey(s => s.SourceId).OnDelete(DeleteBehavior.NoAction);
        status.HasIndex(s => s.PersonId, "ix_status_report_person");
        status.HasIndex(s => s.PersonId, "ux_status_report_present").IsUnique().HasFilter(InForce.Filter);
        status.HasIndex(s => new { s.Code, s.PersonId }, "ix_status_report_code").HasFilter(InForce.Filter);
        status.HasIndex(s => new { s.PersonId, s.AsOf }, "ux_status_report_decision")
            .IsUnique().HasFilter("decision_id is not null and superseded_at is null");
    }
}

internal sealed class CertificationStatusCodeConfiguration : IEntityTypeConfiguration<CertificationStatusCode>
{
    public void Configure(EntityTypeBuilder<CertificationStatusCode> code)
    {
        code.ToTable("certification_status_code");
        code.HasKey(c => c.Code);
    }
}
