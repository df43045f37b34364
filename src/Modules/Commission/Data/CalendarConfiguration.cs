using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.Commission.Domain;

namespace Post.Commission.Data;

internal sealed class WorkCalendarConfiguration : IEntityTypeConfiguration<WorkCalendar>
{
    public void Configure(EntityTypeBuilder<WorkCalendar> calendar)
    {
        calendar.ToTable("calendar");
        calendar.HasKey(c => c.Code);
    }
}

internal sealed class LegalHolidayConfiguration : IEntityTypeConfiguration<LegalHoliday>
{
    public void Configure(EntityTypeBuilder<LegalHoliday> holiday)
    {
        holiday.ToTable("holiday");
        holiday.HasKey(h => h.Id);
        holiday.Property(h => h.Id).ValueGeneratedNever();
        holiday.Property(h => h.Name).HasMaxLength(LegalHoliday.NameMaxLength);
        holiday.Property(h => h.Pattern).HasConversion<string>();
        holiday.Property(h => h.Weekday).HasConversion<string>();
        holiday.Property(h => h.Observance).HasConversion<string>();
        holiday.Property(h => h.Source).HasMaxLength(LegalHoliday.SourceMaxLength);
        holiday.Property(h => h.Reason).HasMaxLength(LegalHoliday.ReasonMaxLength);
        holiday.HasOne<WorkCalendar>().WithMany().HasForeignKey(h => h.CalendarCode).OnDelete(DeleteBehavior.NoAction);
        holiday.HasIndex(h => h.HolidayId).IsUnique()
            .HasFilter("superseded_at is null").HasDatabaseName("ux_holiday_present");
        holiday.HasIndex(h => h.CalendarCode).HasDatabaseName("ix_holiday_calendar");
    }
}

internal sealed class CalendarAmendmentConfiguration : IEntityTypeConfiguration<CalendarAmendment>
{
    public void Configure(EntityTypeBuilder<CalendarAmendment> change)
    {
        change.ToTable("calendar_change");
        change.HasKey(c => c.Id);
        change.Property(c => c.Id).ValueGeneratedNever();
        change.Property(c => c.Kind).HasConversion<string>();
        change.Property(c => c.Name).HasMaxLength(LegalHoliday.NameMaxLength);
        change.Property(c => c.Reason).HasMaxLength(LegalHoliday.ReasonMaxLength);
        change.Property(c => c.Source).HasMaxLength(LegalHoliday.SourceMaxLength);
        change.Property(c => c.WithdrawnBecause).HasMaxLength(LegalHoliday.ReasonMaxLength);
        change.HasOne<WorkCalendar>().WithMany().HasForeignKey(c => c.CalendarCode).OnDelete(DeleteBehavior.NoAction);
        change.HasIndex(c => new { c.CalendarCode, c.Day }).IsUnique()
            .HasFilter("kind = 'Closed' and withdrawn_at is null").HasDatabaseName("ux_calendar_change_closed");
        change.HasIndex(c => new { c.HolidayId, c.Day }).IsUnique()
            .HasFilter("withdrawn_at is null").HasDatabaseName("ux_calendar_change_holiday");
    }
}

internal sealed class CalendarPartSwitchConfiguration : IEntityTypeConfiguration<CalendarPartSwitch>
{
    public void Configure(EntityTypeBuilder<CalendarPartSwitch> part)
    {
        part.ToTable("calendar_part_switch");
        part.HasKey(s => s.Id);
        part.Property(s => s.Id).ValueGeneratedNever();
        part.Property(s => s.Authority).HasMaxLength(LegalHoliday.SourceMaxLength);
        part.Property(s => s.Reason).HasMaxLength(LegalHoliday.ReasonMaxLength);
        part.HasOne<WorkCalendar>().WithMany().HasForeignKey(s => s.CalendarCode).OnDelete(DeleteBehavior.NoAction);
        part.HasIndex(s => new { s.CalendarCode, s.Part, s.EffectiveFrom }).IsUnique()
            .HasFilter("superseded_at is null").HasDatabaseName("ux_calendar_part_switch_day");
    }
}

internal sealed class DeadlineRuleVersionConfiguration : IEntityTypeConfiguration<DeadlineRuleVersion>
{
    public void Configure(EntityTypeBuilder<DeadlineRuleVersion> rule)
    {
        rule.ToTable("deadline_rule");
        rule.HasKey(r => r.Id);
        rule.Property(r => r.Id).ValueGeneratedNever();
        rule.Property(r => r.Title).HasMaxLength(120);
        rule.Property(r => r.Kind).HasConversion<string>();
        rule.Property(r => r.Unit).HasConversion<string>();
        rule.Property(r => r.Direction).HasConversion<string>();
        rule.Property(r => r.Roll).HasConversion<string>();
        rule.Property(r => r.Starts).HasConversion<string>();
        rule.Property(r => r.Source).HasMaxLength(LegalHoliday.SourceMaxLength);
        rule.Property(r => r.Reason).HasMaxLength(LegalHoliday.ReasonMaxLength);
        rule.HasOne<WorkCalendar>().WithMany().HasForeignKey(r => r.CalendarCode).OnDelete(DeleteBehavior.NoAction);
        rule.HasOne<RegulationEdition>().WithMany().HasForeignKey(r => r.EditionId).OnDelete(DeleteBehavior.NoAction);
        rule.HasIndex(r => new { r.Code, r.Version }).IsUnique().HasDatabaseName("ux_deadline_rule_version");
        rule.HasIndex(r => new { r.Code, r.EffectiveFrom }).IsUnique()
            .HasFilter("superseded_at is null").HasDatabaseName("ux_deadline_rule_day");
        rule.HasIndex(r => r.EditionId).HasDatabaseName("ix_deadline_rule_edition");
        rule.HasIndex(r => r.CalendarCode).HasDatabaseName("ix_deadline_rule_calendar");
    }
}
