using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.Certification.Domain;

namespace Post.Certification.Data;

internal sealed class CertificationStandardConfiguration
    : IEntityTypeConfiguration<CertificationStandard>, IEntityTypeConfiguration<StandardItem>, IEntityTypeConfiguration<RequirementStanding>
{
    public void Configure(EntityTypeBuilder<CertificationStandard> standard)
    {
        standard.ToTable("certification_standard");
        standard.HasKey(s => s.Id);
        standard.Property(s => s.Id).ValueGeneratedNever();
        standard.Property(s => s.Kind).HasConversion<string>();
        standard.HasIndex(s => new { s.Kind, s.Version }, "ux_certification_standard_version").IsUnique();
        standard.HasIndex(s => new { s.Kind, s.ValidFrom }, "ux_certification_standard_day").IsUnique();
    }

    public void Configure(EntityTypeBuilder<StandardItem> item)
    {
        item.ToTable("standard_item");
        item.HasKey(i => new { i.StandardId, i.Code });
        item.HasOne<CertificationStandard>().WithMany().HasForeignKey(i => i.StandardId).OnDelete(DeleteBehavior.NoAction);
    }

    public void Configure(EntityTypeBuilder<RequirementStanding> standing)
    {
        // Read by the function of the context alone; no table has these rows.
        standing.HasNoKey().ToTable((string?)null);
        standing.Property(s => s.Finding).HasConversion<string>();
    }
}

internal sealed class CertificationApplicationConfiguration
    : IEntityTypeConfiguration<CertificationApplication>, IEntityTypeConfiguration<RequirementEvidence>
{
    private const string Open = "closed_at is null";

    public void Configure(EntityTypeBuilder<CertificationApplication> application)
    {
        application.ToTable("application");
        application.HasKey(a => a.Id);
        application.Property(a => a.Id).ValueGeneratedNever();
        application.Property(a => a.Kind).HasConversion<string>();
        application.Property(a => a.ClosedAs).HasConversion<string>();
        application.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.NoAction);
        application.HasOne<LawEnforcementAgency>().WithMany().HasForeignKey(a => a.AgencyId).OnDelete(DeleteBehavior.NoAction);
        application.HasOne<CertificationStandard>().WithMany().HasForeignKey(a => a.StandardId).OnDelete(DeleteBehavior.NoAction);
        application.HasIndex(a => a.Number, "ux_application_number").IsUnique();
        application.HasIndex(a => new { a.PersonId, a.Kind }, "ux_application_open").IsUnique().HasFilter(Open);
        application.HasIndex(a => a.PersonId, "ix_application_person");
        application.HasIndex(a => new { a.DueOn, a.Id }, "ix_application_queue").HasFilter(Open);
        application.HasIndex(a => new { a.AgencyId, a.DueOn, a.Id }, "ix_application_agency").HasFilter(Open);
        application.HasIndex(a => new { a.DueOn, a.Id }, "ix_application_closed").HasFilter("closed_at is not null");
    }

    public void Configure(EntityTypeBuilder<RequirementEvidence> evidence)
    {
        evidence.ToTable("requirement_evidence");
        evidence.HasKey(e => e.Id);
        evidence.Property(e => e.Id).ValueGeneratedNever();
        evidence.Property(e => e.Finding).HasConversion<string>();
        evidence.HasOne<CertificationApplication>().WithMany().HasForeignKey(e => e.ApplicationId).OnDelete(DeleteBehavior.NoAction);
        evidence.HasIndex(e => new { e.ApplicationId, e.ItemCode }, "ux_requirement_evidence_present")
            .IsUnique().HasFilter("superseded_at is null");
        evidence.HasIndex(e => e.ApplicationId, "ix_requirement_evidence_application");
    }
}

internal sealed class CertificationDecisionConfiguration
    : IEntityTypeConfiguration<CertificationDecision>, IEntityTypeConfiguration<DecisionRule>, IEntityTypeConfiguration<CertificationCondition>,
        IEntityTypeConfiguration<ReviewStep>
{
    public void Configure(EntityTypeBuilder<CertificationDecision> decision)
    {
        decision.ToTable("decision");
        decision.HasKey(d => d.Id);
        decision.Property(d => d.Id).ValueGeneratedNever();
        decision.Property(d => d.Kind).HasConversion<string>();
        decision.HasOne<CertificationApplication>().WithMany().HasForeignKey(d => d.ApplicationId).OnDelete(DeleteBehavior.NoAction);
        decision.HasOne<Person>().WithMany().HasForeignKey(d => d.PersonId).OnDelete(DeleteBehavior.NoAction);
        decision.HasIndex(d => d.Number, "ux_decision_number").IsUnique();
        decision.HasIndex(d => d.ApplicationId, "ix_decision_application");
        decision.HasIndex(d => d.PersonId, "ix_decision_person");
    }

    public void Configure(EntityTypeBuilder<DecisionRule> rule)
    {
        rule.ToTable("decision_rule");
        rule.HasKey(r => new { r.Decision, r.Application, r.ValidFrom });
        rule.Property(r => r.Decision).HasConversion<string>();
        rule.Property(r => r.Application).HasConversion<string>();
        rule.HasOne<CertificationStatusCode>().WithMany().HasForeignKey(r => r.StatusCode).OnDelete(DeleteBehavior.NoAction);
    }

    public void Configure(EntityTypeBuilder<ReviewStep> step)
    {
        step.ToTable("review_step");
        step.HasKey(s => s.Id);
        step.Property(s => s.Id).ValueGeneratedNever();
        step.Property(s => s.Kind).HasConversion<string>();
        step.HasOne<CertificationDecision>().WithMany().HasForeignKey(s => s.DecisionId).OnDelete(DeleteBehavior.NoAction);
        step.HasIndex(s => new { s.DecisionId, s.Kind }, "ux_review_step_kind").IsUnique();
        step.HasIndex(s => s.PersonId, "ix_review_step_person");
        step.HasIndex(s => s.WindowEndsOn, "ix_review_step_window").HasFilter("kind = 'Served'");
    }

    public void Configure(EntityTypeBuilder<CertificationCondition> condition)
    {
        condition.ToTable("condition");
        condition.HasKey(c => c.Id);
        condition.Property(c => c.Id).ValueGeneratedNever();
        condition.Property(c => c.State).HasConversion<string>();
        condition.HasOne<CertificationDecision>().WithMany().HasForeignKey(c => c.DecisionId).OnDelete(DeleteBehavior.NoAction);
        condition.HasIndex(c => c.DecisionId, "ix_condition_decision");
        condition.HasIndex(c => c.PersonId, "ix_condition_person");
        condition.HasIndex(c => new { c.DueOn, c.Id }, "ix_condition_due").HasFilter("state = 'Open'");
        condition.HasIndex(c => new { c.DueOn, c.Id }, "ix_condition_missed").HasFilter("state = 'Missed'");
    }
}
