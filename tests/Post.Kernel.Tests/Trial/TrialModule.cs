using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Events;
using Post.Kernel.Jobs;
using Post.Kernel.Modules;

namespace Post.Kernel.Tests.Trial;

/// <summary>A module as small as one can be, to try the pipeline on: notes about persons.</summary>
internal sealed class TrialModule : IModule
{
    public const string First = "trial.first-follower";
    public const string Second = "trial.second-follower";

    public string Schema => TrialDb.Schema;

    public IReadOnlyList<Permission> Permissions => TrialPermissions.All;

    public void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddModuleDb<TrialDb>();

    public void AddSubscriptions(Subscriptions subscriptions)
    {
        subscriptions.On<NoteWritten>(First, e => new FollowNoteCommand(e.NoteId, First));
        subscriptions.On<NoteWritten>(Second, e => e.Text == "unmappable"
            ? throw new InvalidOperationException("This subscription cannot make its command.")
            : new FollowNoteCommand(e.NoteId, Second));
    }

    public void AddJobs(JobSchedule jobs) =>
        jobs.Daily("trial-job", "Follows nothing", new TimeOnly(23, 5), due => new FollowNoteCommand(Guid.Empty, $"{due:O}"));
}

internal static class TrialPermissions
{
    public const string Read = "Trial.Read";
    public const string Write = "Trial.Write";
    public const string Follow = "Trial.Follow";

    public static readonly IReadOnlyList<Permission> All = [new(Read, "Read notes"), new(Write, "Write notes"), new(Follow, "Follow notes")];

    public static readonly PermissionTable Table = new(new Dictionary<string, string[]>
    {
        [Read] = [Roles.CertStaff, Roles.System],
        [Write] = [Roles.CertStaff, Roles.SysAdmin, Roles.System],
        [Follow] = [Roles.System],
        [KernelPermissions.Operate] = [Roles.System],
    });
}

/// <summary>Told when a note was written.</summary>
internal sealed record NoteWritten(Guid NoteId, string Text) : IIntegrationEvent;

/// <summary>Told when a note was written, and heard by nobody.</summary>
internal sealed record NoteUnheard(Guid NoteId) : IIntegrationEvent;

internal sealed class Note
{
    public required Guid Id { get; init; }
    public required string Text { get; init; }
}

internal sealed class TrialDb(DbContextOptions<TrialDb> options, DbSession? session = null, Outbox? outbox = null)
    : ModuleDb(options, session, outbox)
{
    public const string Schema = "trial";

    public const string CreateSql = """
        create schema trial;
        create table trial.note (id uuid primary key, text text not null);
        create table trial.following (id bigint generated always as identity primary key, note_id uuid not null, follower text not null, caller text not null);
        grant usage on schema trial to post_app;
        grant select, insert on trial.note, trial.following to post_app;
        select audit.guard('trial.note'), audit.guard('trial.following');
        """;

    public DbSet<Note> Notes => Set<Note>();

    protected override string SchemaName => Schema;
}

internal sealed class NoteConfiguration : IEntityTypeConfiguration<Note>
{
    public void Configure(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<Note> builder)
    {
        builder.ToTable("note");
        builder.HasKey(n => n.Id);
    }
}
