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
    public DbSet<RegulationTitle> Titles => Set<RegulationTitle>();
    public DbSet<OfficialHost> OfficialHosts => Set<OfficialHost>();
    public DbSet<CrossReference> CrossReferences => Set<CrossReference>();
    public DbSet<Guideline> Guidelines => Set<Guideline>();
    public DbSet<GuidelineVersion> GuidelineVersions => Set<GuidelineVersion>();
    public DbSet<GuidelineProposal> Proposals => Set<GuidelineProposal>();
    public DbSet<GuidelineRetirement> Retirements => Set<GuidelineRetirement>();
    public DbSet<RegulatedForm> RegulatedForms => Set<RegulatedForm>();
    public DbSet<Seat> Seats => Set<Seat>();
    public DbSet<CommissionerTerm> Terms => Set<CommissionerTerm>();
    public DbSet<VoteKind> VoteKinds => Set<VoteKind>();
    public DbSet<VotingRule> VotingRules => Set<VotingRule>();
    public DbSet<Meeting> Meetings => Set<Meeting>();
    public DbSet<Vote> Votes => Set<Vote>();
    public DbSet<Office> Offices => Set<Office>();
    public DbSet<ActingPurpose> ActingPurposes => Set<ActingPurpose>();
    public DbSet<Designation> Designations => Set<Designation>();
    public DbSet<RegisteredSystem> Systems => Set<RegisteredSystem>();
    public DbSet<DesignReview> DesignReviews => Set<DesignReview>();
    public DbSet<ContractProvision> ContractProvisions => Set<ContractProvision>();
    public DbSet<StorageContract> StorageContracts => Set<StorageContract>();

    public DbSet<WorkCalendar> Calendars => Set<WorkCalendar>();
    public DbSet<LegalHoliday> Holidays => Set<LegalHoliday>();
    public DbSet<CalendarAmendment> CalendarAmendments => Set<CalendarAmendment>();
    public DbSet<CalendarPartSwitch> PartSwitches => Set<CalendarPartSwitch>();
    public DbSet<DeadlineRuleVersion> DeadlineRules => Set<DeadlineRuleVersion>();

    protected override string SchemaName => Schema;
}
