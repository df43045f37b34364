using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.Certification.Domain;

namespace Post.Certification.Data;

internal sealed class OfficerStatementConfiguration
    : IEntityTypeConfiguration<OfficerStatement>, IEntityTypeConfiguration<StatementStep>, IEntityTypeConfiguration<StatementAddressee>
{
    public void Configure(EntityTypeBuilder<OfficerStatement> statement)
    {
        statement.ToTable("officer_statement");
        statement.HasKey(s => s.Id);
        statement.Property(s => s.Id).ValueGeneratedNever();
        statement.Property(s => s.Kind).HasConversion<string>();
        statement.Property(s => s.State).HasConversion<string>();
        statement.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.NoAction);
        statement.HasOne<OfficerStatement>().WithMany().HasForeignKey(s => s.Supersedes).OnDelete(DeleteBehavior.NoAction);
        statement.HasOne<CertificationDecision>().WithMany().HasForeignKey(s => s.DecisionId).OnDelete(DeleteBehavior.NoAction);
        statement.HasIndex(s => s.Number, "ux_officer_statement_number").IsUnique();
        statement.HasIndex(s => s.Supersedes, "ux_officer_statement_supersedes").IsUnique();
        statement.HasIndex(s => new { s.PersonId, s.Id }, "ix_officer_statement_person");
        statement.HasIndex(s => new { s.WithAgencies, s.InTime, s.SubmittedAt, s.Id }, "ix_officer_statement_waiting").HasFilter("state = 'Submitted'");
        statement.HasIndex(s => new { s.ClosedAt, s.Id }, "ix_officer_statement_closed").HasFilter("closed_at is not null");
        statement.HasIndex(s => s.DecisionId, "ux_officer_statement_petition").IsUnique().HasFilter("kind = 'Petition' and state in ('Submitted', 'TakenIn')");
    }

    public void Configure(EntityTypeBuilder<StatementStep> step)
    {
        step.ToTable("officer_statement_step");
        step.HasKey(s => s.Id);
        step.Property(s => s.Id).ValueGeneratedNever();
        step.Property(s => s.Kind).HasConversion<string>();
        step.HasOne<OfficerStatement>().WithMany().HasForeignKey(s => s.StatementId).OnDelete(DeleteBehavior.NoAction);
        step.HasOne<LawEnforcementAgency>().WithMany().HasForeignKey(s => s.AgencyId).OnDelete(DeleteBehavior.NoAction);
        step.HasIndex(s => s.StatementId, "ix_officer_statement_step_statement");
    }

    public void Configure(EntityTypeBuilder<StatementAddressee> addressee)
    {
        addressee.ToTable("statement_addressee");
        addressee.HasKey(a => new { a.StatementId, a.AgencyId });
        addressee.Property(a => a.State).HasConversion<string>();
        addressee.HasOne<OfficerStatement>().WithMany().HasForeignKey(a => a.StatementId).OnDelete(DeleteBehavior.NoAction);
        addressee.HasOne<LawEnforcementAgency>().WithMany().HasForeignKey(a => a.AgencyId).OnDelete(DeleteBehavior.NoAction);
        addressee.HasIndex(a => new { a.AgencyId, a.StatementId }, "ix_statement_addressee_waiting").HasFilter("state = 'Submitted'");
        addressee.HasIndex(a => new { a.AgencyId, a.AnsweredAt, a.StatementId }, "ix_statement_addressee_answered").HasFilter("answered_at is not null");
        addressee.HasIndex(a => a.ClockId, "ix_statement_addressee_clock").HasFilter("state = 'Submitted' and prompted_at is null and clock_id is not null");
    }
}
