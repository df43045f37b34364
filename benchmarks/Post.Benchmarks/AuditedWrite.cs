using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Events;
using Post.Kernel.Modules;
using Post.Kernel.Requests;
using Post.Testing;

namespace Post.Benchmarks;

/// <summary>Row 2b: one row written through the whole pipeline with its event, against one row by plain SaveChanges.</summary>
internal static class AuditedWrite
{
    public static async Task MeasureAsync(BenchState state, Options options)
    {
        await state.ExecuteAsync("""
            create schema bench; create table bench.note (id uuid primary key, words text not null);
            grant usage on schema bench to post_app; grant select, insert on bench.note to post_app;
            select audit.guard('bench.note');
            create schema plain; create table plain.note (id uuid primary key, words text not null);
            grant usage on schema plain to post_app; grant select, insert on plain.note to post_app
            """);
        await using var services = state.Services(
            s => s.AddSingleton(new PermissionTable([KeyValuePair.Create(NoteModule.Write, new[] { Roles.CertStaff })])), new NoteModule());
        var door = services.GetRequiredService<ServiceDispatchers>().As(People.CertificationStaff(TimeProvider.System));
        await using var source = ModuleServices.DataSource(services.GetRequiredService<IConfiguration>(), "App");
        foreach (var clients in new[] { Load.Clients, 1 })
        {
            await Pairs.MeasureAsync("2b", $"audited write, {clients} clients / plain SaveChanges", options.Rounds,
                () => Load.CallsAsync(clients, options.Seconds, i => WriteAsync(door, i)),
                () => Load.CallsAsync(clients, options.Seconds, i => PlainAsync(source, i)), clients == 1 ? 0 : 0.6);
        }
    }

    private static async Task WriteAsync(IDispatcher door, int i)
    {
        var done = await door.Send(new WriteNoteCommand($"note {i}"));
        if (done.Refusal is { } refusal) throw new InvalidOperationException(refusal.Text);
    }

    private static async Task PlainAsync(NpgsqlDataSource source, int i)
    {
        await using var connection = source.CreateConnection();
        await using var db = new PlainDb(new DbContextOptionsBuilder<PlainDb>().UseNpgsql(connection).Options);
        db.Notes.Add(new Note { Id = Guid.CreateVersion7(), Words = $"note {i}" });
        await db.SaveChangesAsync();
    }
}

internal sealed class Note
{
    public required Guid Id { get; init; }
    public required string Words { get; init; }
}

internal sealed class NoteDb(DbContextOptions<NoteDb> options, DbSession? session = null, Outbox? outbox = null)
    : ModuleDb(options, session, outbox)
{
    public DbSet<Note> Notes => Set<Note>();

    protected override string SchemaName => "bench";
}

/// <summary>A table that the database asks no event for: the bound.</summary>
internal sealed class PlainDb(DbContextOptions<PlainDb> options) : ModuleDb(options, null, null)
{
    public DbSet<Note> Notes => Set<Note>();

    protected override string SchemaName => "plain";
}

internal sealed class NoteConfiguration : IEntityTypeConfiguration<Note>
{
    public void Configure(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<Note> builder)
    {
        builder.ToTable("note");
        builder.Property(n => n.Id).ValueGeneratedNever();
    }
}

internal sealed class NoteModule : IModule
{
    public const string Write = "Bench.Write";

    public string Schema => "bench";

    public IReadOnlyList<Permission> Permissions => [new(Write, "Write a note")];

    public void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddModuleDb<NoteDb>();
}

[Requires(NoteModule.Write)]
[Audited("note.written", DataClass.None)]
internal sealed record WriteNoteCommand(string Words) : ICommand<Done>;

internal sealed class WriteNoteHandler(NoteDb db) : IRequestHandler<WriteNoteCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(WriteNoteCommand request, CancellationToken cancellationToken)
    {
        db.Notes.Add(new Note { Id = Guid.CreateVersion7(), Words = request.Words });
        await db.SaveChangesAsync(cancellationToken);
        return Done.Instance;
    }
}
