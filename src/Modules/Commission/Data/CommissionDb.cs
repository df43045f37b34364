using Microsoft.EntityFrameworkCore;
using Post.Commission.Domain;
using Post.Kernel.Data;
using Post.Kernel.Events;

namespace Post.Commission.Data;

/// <summary>The Commission module's schema.</summary>
internal sealed class CommissionDb(
    DbContextOptions<CommissionDb> options, DbSession? session = null, Outbox? outbox = null)
    : ModuleDb(options, session, outbox)
{
    public const string Schema = "commission";

    public DbSet<RegulationEdition> Editions => Set<RegulationEdition>();
    public DbSet<RegulationParameter> Parameters => Set<RegulationParameter>();
    public DbSet<Guideline> Guidelines => Set<Guideline>();
    public DbSet<GuidelineVersion> GuidelineVersions => Set<GuidelineVersion>();

    public DbSet<WorkCalendar> Calendars => Set<WorkCalendar>();
    public DbSet<LegalHoliday> Holidays => Set<LegalHoliday>();
    public DbSet<CalendarAmendment> CalendarAmendments => Set<CalendarAmendment>();
    public DbSet<CalendarPartSwitch> PartSwitches => Set<CalendarPartSwitch>();
    public DbSet<DeadlineRuleVersion> DeadlineRules => Set<DeadlineRuleVersion>();

    protected override string SchemaName => Schema;
}
