using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.Certification.Domain;

namespace Post.Certification.Data;

internal sealed class AgencyReportConfiguration
    : IEntityTypeConfiguration<AgencyReport>, IEntityTypeConfiguration<ReportStep>, IEntityTypeConfiguration<HireTask>,
        IEntityTypeConfiguration<HireBar>
{
    public void Configure(EntityTypeBuilder<AgencyReport> report)
    {
        report.ToTable("agency_report");
        report.HasKey(r => r.Id);
        report.Property(r => r.Id).ValueGeneratedNever();
        report.Property(r => r.Kind).HasConversion<string>();
        report.Property(r => r.State).HasConversion<string>();
        report.Property(r => r.SubmittedAs).HasConversion<string>();
        report.Property(r => r.Route).HasConversion<string>();
        report.HasOne<LawEnforcementAgency>().WithMany().HasForeignKey(r => r.AgencyId).OnDelete(DeleteBehavior.NoAction);
        report.HasOne<AgencyReport>().WithMany().HasForeignKey(r => r.Supersedes).OnDelete(DeleteBehavior.NoAction);
        report.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.NoAction);
        report.HasOne<CertificationCondition>().WithMany().HasForeignKey(r => r.ConditionId).OnDelete(DeleteBehavior.NoAction);
        report.HasOne<OfficerStatement>().WithMany().HasForeignKey(r => r.StatementId).OnDelete(DeleteBehavior.NoAction);
        report.HasIndex(r => r.StatementId, "ix_agency_report_statement").HasFilter("statement_id is not null");
        report.HasIndex(r => r.Number, "ux_agency_report_number").IsUnique();
        report.HasIndex(r => r.Supersedes, "ux_agency_report_supersedes").IsUnique();
        report.HasIndex(r => new { r.AgencyId, r.Id }, "ix_agency_report_agency");
        report.HasIndex(r => r.PersonId, "ix_agency_report_person");
        report.HasIndex(r => r.ConditionId, "ix_agency_report_condition").HasFilter("condition_id is not null");
        report.HasIndex(r => new { r.QueuePlace, r.QueueDay, r.SubmittedAt, r.Id }, "ix_agency_report_waiting").HasFilter("state = 'Submitted'");
        report.HasIndex(r => new { r.AgencyId, r.InTime }, "ix_agency_report_waiting_agency").HasFilter("state = 'Submitted'");
        report.HasIndex(r => new { r.ClosedAt, r.Id }, "ix_agency_report_closed").HasFilter("closed_at is not null");
    }

    public void Configure(EntityTypeBuilder<ReportStep> step)
    {
        step.ToTable("agency_report_step");
        step.HasKey(s => s.Id);
        step.Property(s => s.Id).ValueGeneratedNever();
        step.Property(s => s.Kind).HasConversion<string>();
        step.Property(s => s.Capacity).HasConversion<string>();
        step.HasOne<AgencyReport>().WithMany().HasForeignKey(s => s.ReportId).OnDelete(DeleteBehavior.NoAction);
        step.HasIndex(s => s.ReportId, "ix_agency_report_step_report");
    }

    public void Configure(EntityTypeBuilder<HireTask> task)
    {
        task.ToTable("hire_task");
        task.HasKey(t => t.Id);
        task.Property(t => t.Id).ValueGeneratedNever();
        task.Property(t => t.Kind).HasConversion<string>();
        task.Property(t => t.Outcome).HasConversion<string>();
        task.HasOne<AgencyReport>().WithMany().HasForeignKey(t => t.ReportId).OnDelete(DeleteBehavior.NoAction);
        task.HasIndex(t => new { t.ReportId, t.Kind }, "ux_hire_task_kind").IsUnique();
        task.HasIndex(t => new { t.OpenedAt, t.Id }, "ix_hire_task_open").HasFilter("closed_at is null");
    }

    public void Configure(EntityTypeBuilder<HireBar> bar)
    {
        bar.ToTable("hire_bar");
        bar.HasKey(b => new { b.Register, b.Code, b.ValidFrom });
        bar.Property(b => b.Register).HasConversion<string>();
    }
}
