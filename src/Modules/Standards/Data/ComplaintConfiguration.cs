using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.Standards.Domain;

namespace Post.Standards.Data;

internal sealed class ComplaintConfiguration
    : IEntityTypeConfiguration<Complaint>, IEntityTypeConfiguration<ComplaintReport>, IEntityTypeConfiguration<ComplaintSubject>
{
    public void Configure(EntityTypeBuilder<Complaint> builder)
    {
        builder.ToTable("complaint");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Number).UseCollation("C");
        builder.HasIndex(c => c.Number).IsUnique().HasDatabaseName("ux_complaint_number");
        builder.HasMany(c => c.Reports).WithOne().HasForeignKey(r => r.ComplaintId).OnDelete(DeleteBehavior.NoAction);
        builder.HasMany(c => c.Subjects).WithOne(s => s.Complaint).HasForeignKey(s => s.ComplaintId)
            .OnDelete(DeleteBehavior.NoAction);
    }

    public void Configure(EntityTypeBuilder<ComplaintReport> builder)
    {
        builder.ToTable("complaint_report");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Anonymous).HasConversion<string>();
        builder.Property(r => r.Sworn).HasConversion<string>();
        builder.HasIndex(r => r.ComplaintId).IsUnique().HasFilter("superseded_at is null")
            .HasDatabaseName("ux_complaint_report_present");
        builder.HasIndex(r => r.ReportingAgencyId).HasFilter("superseded_at is null")
            .HasDatabaseName("ix_complaint_report_agency");
    }

    public void Configure(EntityTypeBuilder<ComplaintSubject> builder)
    {
        builder.ToTable("complaint_subject");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasIndex(s => new { s.ComplaintId, s.PersonId }).IsUnique().HasDatabaseName("ux_complaint_subject");
        builder.HasIndex(s => s.PersonId).HasDatabaseName("ix_complaint_subject_person");
        builder.HasMany(s => s.Allegations).WithOne(a => a.Subject).HasForeignKey(a => a.ComplaintSubjectId)
            .OnDelete(DeleteBehavior.NoAction);
    }
}
