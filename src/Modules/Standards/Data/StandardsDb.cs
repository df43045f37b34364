using Microsoft.EntityFrameworkCore;
using Post.Kernel.Data;
using Post.Kernel.Events;
using Post.Standards.Domain;

namespace Post.Standards.Data;

internal sealed class StandardsDb(DbContextOptions<StandardsDb> options, DbSession? session = null, Outbox? outbox = null)
    : ModuleDb(options, session, outbox)
{
    public const string Schema = "standards";

    public DbSet<Complaint> Complaints => Set<Complaint>();
    public DbSet<ComplaintSubject> Subjects => Set<ComplaintSubject>();
    public DbSet<Allegation> Allegations => Set<Allegation>();
    public DbSet<Disposition> Dispositions => Set<Disposition>();

    protected override string SchemaName => Schema;
}
