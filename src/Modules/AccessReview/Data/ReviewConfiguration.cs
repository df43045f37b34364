using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.AccessReview.Domain;

namespace Post.AccessReview.Data;

internal sealed class AlertConfiguration : IEntityTypeConfiguration<Alert>
{
    public void Configure(EntityTypeBuilder<Alert> alert)
    {
        alert.ToTable("alert");
        alert.Property(a => a.Id).ValueGeneratedNever();
        alert.Property(a => a.Number).UseIdentityAlwaysColumn();
        alert.Property(a => a.Source).HasConversion<string>();
        alert.Property(a => a.Desk).HasConversion<string>();
        alert.Property(a => a.State).HasConversion<string>();
        alert.HasIndex(a => a.Key).IsUnique().HasDatabaseName("ux_alert_key");
        alert.HasIndex(a => a.Number).IsUnique().HasDatabaseName("ux_alert_number");
        alert.HasIndex(a => new { a.Desk, a.Id }).HasFilter("closed_at is null").HasDatabaseName("ix_alert_open");
        alert.HasIndex(a => a.ActorId).HasFilter("state = 'Asked'").HasDatabaseName("ix_alert_asked");
        alert.HasIndex(a => a.RaisedAt).HasDatabaseName("ix_alert_raised");
    }
}

internal sealed class AlertStepConfiguration : IEntityTypeConfiguration<AlertStep>
{
    public void Configure(EntityTypeBuilder<AlertStep> step)
    {
        step.ToTable("alert_step");
        step.Property(s => s.Id).ValueGeneratedNever();
        step.Property(s => s.Kind).HasConversion<string>();
        step.HasOne<Alert>().WithMany().HasForeignKey(s => s.AlertId).OnDelete(DeleteBehavior.Restrict);
        step.HasIndex(s => new { s.AlertId, s.Id }).HasDatabaseName("ix_alert_step_alert");
    }
}

internal sealed class SignOffConfiguration : IEntityTypeConfiguration<SignOff>
{
    public void Configure(EntityTypeBuilder<SignOff> week)
    {
        week.ToTable("sign_off");
        week.Property(s => s.Id).ValueGeneratedNever();
        week.Property(s => s.Hits).HasColumnType("jsonb");
        week.HasIndex(s => s.WeekFrom).IsUnique().HasDatabaseName("ux_sign_off_week");
    }
}

internal sealed class SupervisionConfiguration : IEntityTypeConfiguration<Supervision>
{
    public void Configure(EntityTypeBuilder<Supervision> supervision)
    {
        supervision.ToTable("supervision");
        supervision.Property(s => s.Id).ValueGeneratedNever();
        supervision.HasIndex(s => s.AccountId).IsUnique().HasFilter("ended_at is null").HasDatabaseName("ux_supervision_in_force");
    }
}

internal sealed class ActionWordConfiguration : IEntityTypeConfiguration<ActionWord>
{
    public void Configure(EntityTypeBuilder<ActionWord> word)
    {
        word.ToTable("action");
        word.HasKey(a => a.Code).HasName("pk_action");
        word.Property(a => a.Kind).HasConversion<string>();
        word.Property(a => a.Reach).HasConversion<string>();
    }
}

internal sealed class UnitConfiguration : IEntityTypeConfiguration<Unit>
{
    public void Configure(EntityTypeBuilder<Unit> unit)
    {
        unit.ToTable("unit");
        unit.HasKey(u => u.Role);
    }
}

internal sealed class HeldPurposeConfiguration : IEntityTypeConfiguration<HeldPurpose>
{
    public void Configure(EntityTypeBuilder<HeldPurpose> held)
    {
        held.ToTable("held_purpose");
        held.HasKey(h => new { h.Purpose, h.ValidFrom });
    }
}

internal sealed class HeldStayConfiguration : IEntityTypeConfiguration<HeldStay>
{
    public void Configure(EntityTypeBuilder<HeldStay> stay)
    {
        stay.ToTable("held_stay");
        stay.Property(s => s.Id).ValueGeneratedNever();
        stay.HasIndex(s => s.Matter).IsUnique().HasDatabaseName("ux_held_stay_matter");
        stay.HasIndex(s => s.StaysUntil).HasDatabaseName("ix_held_stay_until");
    }
}

internal sealed class HeldReleaseConfiguration : IEntityTypeConfiguration<HeldRelease>
{
    public void Configure(EntityTypeBuilder<HeldRelease> release)
    {
        release.ToTable("held_release");
        release.Property(r => r.Id).ValueGeneratedNever();
        release.HasIndex(r => r.Matter).IsUnique().HasDatabaseName("ux_held_release_matter");
    }
}
