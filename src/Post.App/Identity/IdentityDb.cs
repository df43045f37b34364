using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Post.Kernel.Data;

namespace Post.App.Identity;

/// <summary>Accounts, the roles they hold and their sign-ins, on the connection and in the transaction of the request.</summary>
public sealed class IdentityDb : IdentityUserContext<Account, Guid>
{
    public const string Schema = "identity";

    private const int KeyMaxLength = 128;

    public IdentityDb(DbContextOptions<IdentityDb> options, DbSession? session = null) : base(options)
    {
        if (session?.Transaction is { } transaction) Database.UseTransaction(transaction);
    }

    public DbSet<RoleGrant> Grants => Set<RoleGrant>();
    public DbSet<Session> Sessions => Set<Session>();

    // Version 3 has the passkeys. Said here as well as below, because Identity reads it from options that a context made
    // by a tool or a test does not have.
    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasDefaultSchema(Schema);
        NameTables(builder);
        builder.Entity<Account>(account =>
        {
            account.Property(a => a.DisplayName).HasMaxLength(Account.DisplayNameMaxLength);
            account.Property(a => a.Kind).HasConversion<string>().HasMaxLength(16);
            account.Property(a => a.SecurityStamp).HasMaxLength(64);
            account.Property(a => a.ConcurrencyStamp).HasMaxLength(64);
            account.Property(a => a.PasswordHash).HasMaxLength(512);
            account.HasMany(a => a.Grants).WithOne().HasForeignKey(g => g.AccountId).OnDelete(DeleteBehavior.Restrict);
        });
        builder.Entity<RoleGrant>(grant =>
        {
            grant.ToTable("role_grant");
            grant.Property(g => g.Id).ValueGeneratedNever();
            grant.Property(g => g.Role).HasMaxLength(RoleGrant.RoleMaxLength);
            grant.HasIndex(g => new { g.AccountId, g.Role }).IsUnique().HasFilter("ended_at is null").HasDatabaseName("ux_role_grant_in_force");
        });
        builder.Entity<Session>(session =>
        {
            session.ToTable("session");
            session.Property(s => s.Id).ValueGeneratedNever();
            session.Property(s => s.Method).HasMaxLength(Session.MethodMaxLength);
            session.Property(s => s.IpPrefix).HasMaxLength(Session.IpPrefixMaxLength);
            session.Property(s => s.Client).HasMaxLength(Session.ClientMaxLength);
            session.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId).OnDelete(DeleteBehavior.Restrict);
            session.HasIndex(s => s.AccountId).HasDatabaseName("ix_session_account");
        });
        SpeakSnakeCase(builder);
    }

    private static void NameTables(ModelBuilder builder)
    {
        builder.Entity<Account>(account =>
        {
            account.ToTable("account");
            account.HasIndex(a => a.NormalizedUserName).IsUnique().HasDatabaseName("ux_account_user_name");
            account.Property(a => a.PhoneNumber).HasMaxLength(256);
            account.HasIndex(a => a.NormalizedEmail).HasDatabaseName("ix_account_email");
        });
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("account_claim");
        builder.Entity<IdentityUserLogin<Guid>>(login =>
        {
            login.ToTable("account_login");
            login.Property(l => l.LoginProvider).HasMaxLength(KeyMaxLength);
            login.Property(l => l.ProviderKey).HasMaxLength(KeyMaxLength);
        });
        builder.Entity<IdentityUserToken<Guid>>(token =>
        {
            token.ToTable("account_token");
            token.Property(t => t.LoginProvider).HasMaxLength(KeyMaxLength);
            token.Property(t => t.Name).HasMaxLength(KeyMaxLength);
        });
        builder.Entity<IdentityUserPasskey<Guid>>(passkey =>
        {
            passkey.ToTable("account_passkey");
            passkey.HasKey(p => p.CredentialId);
            passkey.Property(p => p.CredentialId).HasMaxLength(1024);
            passkey.OwnsOne(p => p.Data).ToJson();
            passkey.HasOne<Account>().WithMany().HasForeignKey(p => p.UserId);
        });
    }

    // The kernel's pass renames every column; the passkey's document is one column and its inner names are the format.
    private static void SpeakSnakeCase(ModelBuilder builder)
    {
        foreach (var entity in builder.Model.GetEntityTypes().Where(e => !e.IsMappedToJson()))
        {
            foreach (var property in entity.GetProperties()) property.SetColumnName(SnakeCase.Of(property.GetColumnName()));
            foreach (var key in entity.GetKeys()) key.SetName(SnakeCase.Of(key.GetName()!));
            foreach (var key in entity.GetForeignKeys()) key.SetConstraintName(SnakeCase.Of(key.GetConstraintName()!));
            foreach (var index in entity.GetIndexes()) index.SetDatabaseName(SnakeCase.Of(index.GetDatabaseName()!));
        }

        foreach (var document in builder.Model.GetEntityTypes().Where(e => e.IsMappedToJson()))
        {
            document.SetContainerColumnName(SnakeCase.Of(document.GetContainerColumnName()!));
        }
    }
}
