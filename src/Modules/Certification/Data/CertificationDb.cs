using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Post.Certification.Domain;
using Post.Kernel.Data;
using Post.Kernel.Events;

namespace Post.Certification.Data;

/// <summary>The Certification module's schema.</summary>
internal sealed class CertificationDb(
    DbContextOptions<CertificationDb> options, DbSession? session = null, Outbox? outbox = null)
    : ModuleDb(options, session, outbox)
{
    public const string Schema = "certification";

    public DbSet<Person> People => Set<Person>();
    public DbSet<PersonName> Names => Set<PersonName>();
    public DbSet<PersonReport> Reports => Set<PersonReport>();
    public DbSet<FactSource> Sources => Set<FactSource>();
    public DbSet<StatusReport> Statuses => Set<StatusReport>();
    public DbSet<CertificationStatusCode> StatusCodes => Set<CertificationStatusCode>();
    public DbSet<Employment> Employments => Set<Employment>();
    public DbSet<LawEnforcementAgency> LawEnforcementAgencies => Set<LawEnforcementAgency>();
    public DbSet<LawEnforcementAgencyName> LawEnforcementAgencyNames => Set<LawEnforcementAgencyName>();
    public DbSet<AgencySpelling> Spellings => Set<AgencySpelling>();
    public DbSet<AgencySpellingDecision> SpellingDecisions => Set<AgencySpellingDecision>();

    public DbSet<EmploymentSeparation> Separations => Set<EmploymentSeparation>();
    public DbSet<EmploymentConfirmation> Confirmations => Set<EmploymentConfirmation>();
    public DbSet<Certificate> Certificates => Set<Certificate>();
    public DbSet<LawEnforcementAgencyListing> Listings => Set<LawEnforcementAgencyListing>();
    public DbSet<ReviewItem> ReviewItems => Set<ReviewItem>();
    public DbSet<PersonMerge> Merges => Set<PersonMerge>();
    public DbSet<PersonDistinction> Distinctions => Set<PersonDistinction>();
    public DbSet<PossibleDuplicate> PossibleDuplicates => Set<PossibleDuplicate>();

    public DbSet<LawEnforcementAgencyState> AgencyStates => Set<LawEnforcementAgencyState>();
    public DbSet<AgencySuccession> Successions => Set<AgencySuccession>();

    protected override string SchemaName => Schema;

    // Indexes are named and chosen by hand: one on every source column would cost each import and serve no question.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Conventions.Remove<ForeignKeyIndexConvention>();
}
