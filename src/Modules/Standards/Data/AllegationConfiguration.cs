using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.Standards.Domain;

namespace Post.Standards.Data;

internal sealed class AllegationConfiguration
    : IEntityTypeConfiguration<Allegation>,
        IEntityTypeConfiguration<AllegationReport>,
        IEntityTypeConfiguration<Disposition>,
        IEntityTypeConfiguration<DisciplinaryAction>
{
    public void Configure(EntityTypeBuilder<Allegation> builder)
    {
        builder.ToTable("allegation");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Number).UseCollation("C");
        builder.HasIndex(a => a.Number).IsUnique().HasDatabaseName("ux_allegation_number");
        builder.HasIndex(a => a.ComplaintSubjectId).HasDatabaseName("ix_allegation_subject");
        builder.HasMany(a => a.Reports).WithOne().HasForeignKey(r => r.AllegationId).OnDelete(DeleteBehavior.NoAction);
        builder.HasMany(a => a.Dispositions).WithOne(d => d.Allegation).HasForeignKey(d => d.AllegationId)
            .OnDelete(DeleteBehavior.NoAction);
        builder.HasMany(a => a.Discipline).WithOne().HasForeignKey(d => d.AllegationId).OnDelete(DeleteBehavior.NoAction);
    }

    public void Configure(EntityTypeBuilder<AllegationReport> builder)
    {
        builder.ToTable("allegation_report");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasIndex(r => r.AllegationId).IsUnique().HasFilter("superseded_at is null")
            .HasDatabaseName("ux_allegation_report_present");
    }

    public void Configure(EntityTypeBuilder<Disposition> builder)
    {
        builder.ToTable("disposition");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.HasIndex(d => d.AllegationId, "ux_disposition_present").IsUnique().HasFilter("superseded_at is null");
        builder.HasIndex(d => d.AllegationId, "ix_disposition_held")
            .HasFilter("superseded_at is null and code = 'NeedsDetermination'");
    }

    public void Configure(EntityTypeBuilder<DisciplinaryAction> builder)
    {
        builder.ToTable("disciplinary_action");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.State).HasConversion<string>();
        builder.HasIndex(d => new { d.AllegationId, d.Ordinal }).IsUnique().HasFilter("superseded_at is null")
            .HasDatabaseName("ux_disciplinary_action_present");
        builder.HasIndex(d => d.AllegationId, "ix_disciplinary_action_unclear")
            .HasFilter("superseded_at is null and state = 'Unclear'");
    }
}
