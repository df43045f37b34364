using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Post.Kernel.Events;

namespace Post.Kernel.Data;

/// <summary>A module's view of its own schema; it joins the transaction of the request it lives in.</summary>
public abstract class ModuleDb : DbContext
{
    private readonly Outbox? _outbox;

    protected ModuleDb(DbContextOptions options, DbSession? session, Outbox? outbox) : base(options)
    {
        _outbox = outbox;
        // A failed request rolls back whole: savepoints would cost two round trips a save and help nobody.
        Database.AutoSavepointsEnabled = false;
        if (session?.Transaction is { } transaction) Database.UseTransaction(transaction);
    }

    protected abstract string SchemaName { get; }

    /// <summary>Announces what happened; the event leaves with the commit of this request, or not at all.</summary>
    public void Publish(IIntegrationEvent happened) =>
        (_outbox ?? throw new InvalidOperationException("This context was made without an outbox.")).Add(happened);

    // Indexes are named and chosen by hand: one on every source column would cost each import and serve no question.
    protected sealed override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Conventions.Remove<ForeignKeyIndexConvention>();

    protected sealed override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(SchemaName);
        modelBuilder.ApplyConfigurationsFromAssembly(GetType().Assembly);
        modelBuilder.UseSnakeCase();
    }
}
