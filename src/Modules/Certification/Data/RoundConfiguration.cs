using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.Certification.Domain;

namespace Post.Certification.Data;

internal sealed class RoundConfiguration
    : IEntityTypeConfiguration<RoundPlan>, IEntityTypeConfiguration<RecertificationRound>, IEntityTypeConfiguration<RoundMember>
{
    public void Configure(EntityTypeBuilder<RoundPlan> plan)
    {
        plan.ToTable("round_plan");
        plan.HasKey(p => p.Id);
        plan.Property(p => p.Id).ValueGeneratedNever();
        plan.Property(p => p.Rule).HasConversion<string>();
        plan.HasIndex(p => new { p.Cycle, p.EndsOn }, "ix_round_plan_cycle");
    }

    public void Configure(EntityTypeBuilder<RecertificationRound> round)
    {
        round.ToTable("recertification_round");
        round.HasKey(r => r.Id);
        round.Property(r => r.Id).ValueGeneratedNever();
        round.Property(r => r.Rule).HasConversion<string>();
        round.HasOne<RoundPlan>().WithMany().HasForeignKey(r => r.PlanId).OnDelete(DeleteBehavior.NoAction);
        round.HasIndex(r => r.PlanId, "ux_recertification_round_plan").IsUnique();
        round.HasIndex(r => r.Cycle, "ix_recertification_round_cycle");
    }

    public void Configure(EntityTypeBuilder<RoundMember> member)
    {
        member.ToTable("round_member");
        member.HasKey(m => new { m.RoundId, m.PersonId });
        member.Property(m => m.SortKey).UseCollation("C");
        member.HasOne<RecertificationRound>().WithMany().HasForeignKey(m => m.RoundId).OnDelete(DeleteBehavior.NoAction);
        member.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.NoAction);
        // One person, one round of a cycle: nobody is asked or decided twice.
        member.HasIndex(m => new { m.PersonId, m.Cycle }, "ux_round_member_cycle").IsUnique();
        member.HasIndex(m => new { m.RoundId, m.SortKey, m.PersonId }, "ix_round_member_order");
    }
}

internal sealed class RoundReminderConfiguration : IEntityTypeConfiguration<RoundReminderStep>, IEntityTypeConfiguration<RoundReminder>
{
    public void Configure(EntityTypeBuilder<RoundReminderStep> step)
    {
        step.ToTable("round_reminder_step");
        step.HasKey(s => new { s.DaysBefore, s.ValidFrom });
    }

    public void Configure(EntityTypeBuilder<RoundReminder> reminder)
    {
        reminder.ToTable("round_reminder");
        reminder.HasKey(r => new { r.RoundId, r.AgencyId, r.DaysBefore });
        reminder.HasOne<RecertificationRound>().WithMany().HasForeignKey(r => r.RoundId).OnDelete(DeleteBehavior.NoAction);
    }
}
