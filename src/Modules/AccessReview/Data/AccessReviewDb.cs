using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Domain;
using Post.Kernel.Data;
using Post.Kernel.Events;

namespace Post.AccessReview.Data;

internal sealed class AccessReviewDb(DbContextOptions<AccessReviewDb> options, DbSession? session = null, Outbox? outbox = null)
    : ModuleDb(options, session, outbox)
{
    public const string Schema = "access_review";

    public DbSet<Tie> Ties => Set<Tie>();
    public DbSet<MatterKind> MatterKinds => Set<MatterKind>();
    public DbSet<Matter> Matters => Set<Matter>();
    public DbSet<MatterAssignment> Assignments => Set<MatterAssignment>();
    public DbSet<MatterParty> Parties => Set<MatterParty>();
    public DbSet<MatterNote> Notes => Set<MatterNote>();
    public DbSet<DutyText> DutyTexts => Set<DutyText>();
    public DbSet<Acknowledgment> Acknowledgments => Set<Acknowledgment>();
    public DbSet<AccessRule> AccessRules => Set<AccessRule>();
    public DbSet<StoredTieRule> TieRules => Set<StoredTieRule>();
    public DbSet<BrokenGlass> BrokenGlasses => Set<BrokenGlass>();
    public DbSet<TiedLook> TiedLooks => Set<TiedLook>();
    public DbSet<RedactionAuthority> RedactionAuthorities => Set<RedactionAuthority>();
    public DbSet<Redaction> Redactions => Set<Redaction>();
    public DbSet<RestrictedExport> RestrictedExports => Set<RestrictedExport>();

    public DbSet<ActionWord> Actions => Set<ActionWord>();
    public DbSet<Unit> Units => Set<Unit>();
    public DbSet<HeldPurpose> HeldPurposes => Set<HeldPurpose>();
    public DbSet<HeldRelease> HeldReleases => Set<HeldRelease>();
    public DbSet<HeldStay> HeldStays => Set<HeldStay>();
    public DbSet<MisuseRule> MisuseRules => Set<MisuseRule>();
    public DbSet<WatchedPerson> WatchedPersons => Set<WatchedPerson>();
    public DbSet<WatchCursor> WatchCursors => Set<WatchCursor>();
    public DbSet<ActorTrace> ActorTraces => Set<ActorTrace>();
    public DbSet<ActorDay> ActorDays => Set<ActorDay>();
    public DbSet<Alert> Alerts => Set<Alert>();
    public DbSet<AlertStep> AlertSteps => Set<AlertStep>();
    public DbSet<Supervision> Supervisions => Set<Supervision>();
    public DbSet<SignOff> SignOffs => Set<SignOff>();

    protected override string SchemaName => Schema;
}
