using Microsoft.EntityFrameworkCore;
using Post.Kernel.Data;
using Post.Kernel.Events;

namespace Post.PublicDatabase.Data;

/// <summary>
/// What the module remembers of its own decisions; the copies it publishes are out of its reach (8.06(4)).
/// </summary>
internal sealed class PublicDatabaseDb(
    DbContextOptions<PublicDatabaseDb> options, DbSession? session = null, Outbox? outbox = null)
    : ModuleDb(options, session, outbox)
{
    public const string Schema = "public_database";

    public DbSet<PublicationDecision> Decisions => Set<PublicationDecision>();
    public DbSet<PublishedName> Names => Set<PublishedName>();
    public DbSet<PublicationDueEntry> Due => Set<PublicationDueEntry>();

    protected override string SchemaName => Schema;
}
