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
    public DbSet<Authenticator> Authenticators => Set<Authenticator>();
    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();
    public DbSet<Sponsorship> Sponsorships => Set<Sponsorship>();
    public DbSet<SponsorshipRule> SponsorshipRules => Set<SponsorshipRule>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<InvitationRule> InvitationRules => Set<InvitationRule>();
    public DbSet<SpentTicket> SpentTickets => Set<SpentTicket>();

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
            account.HasIndex(a => new { a.DisplayName, a.Id }).HasDatabaseName("ix_account_name");
            account.HasIndex(a => a.PersonId).IsUnique().HasFilter("kind = 'Officer' and disabled_at is null").HasDatabaseName("ux_account_officer");
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
            session.Property(s => s.EndReason).HasConversion<string>().HasMaxLength(Session.EndReasonMaxLength);
            session.HasIndex(s => new { s.AccountId, s.StartedAt }).HasDatabaseName("ix_session_started");
        });
        MapProofs(builder);
        MapSponsors(builder);
        MapInvitations(builder);
        SpeakSnakeCase(builder);
    }

    private static void MapProofs(ModelBuilder builder)
    {
        builder.Entity<Authenticator>(authenticator =>
        {
            authenticator.ToTable("authenticator");
            authenticator.HasKey(a => a.AccountId);
            authenticator.Property(a => a.AccountId).ValueGeneratedNever();
            authenticator.Property(a => a.Secret).HasMaxLength(Authenticator.SecretMaxLength);
            authenticator.HasOne<Account>().WithOne().HasForeignKey<Authenticator>(a => a.AccountId).OnDelete(DeleteBehavior.Restrict);
        });
        builder.Entity<RecoveryCode>(code =>
        {
            code.ToTable("recovery_code");
            code.Property(c => c.Id).ValueGeneratedNever();
            code.HasOne<Account>().WithMany().HasForeignKey(c => c.AccountId).OnDelete(DeleteBehavior.Restrict);
            code.HasIndex(c => new { c.AccountId, c.CodeHash }).IsUnique().HasDatabaseName("ux_recovery_code");
        });
        builder.Entity<SpentTicket>(ticket =>
        {
            ticket.ToTable("spent_ticket");
            ticket.Property(t => t.Id).ValueGeneratedNever();
        });
        builder.Entity<LockoutRule>(rule =>
        {
            rule.ToTable("lockout_rule");
            rule.HasKey(r => new { r.Failures, r.ValidFrom });
            rule.Property(r => r.Source).HasMaxLength(LockoutRule.SourceMaxLength);
        });
    }

    private static void MapSponsors(ModelBuilder builder)
    {
        builder.Entity<Sponsorship>(sponsorship =>
        {
            sponsorship.ToTable("sponsorship");
            sponsorship.Property(s => s.Id).ValueGeneratedNever();
            sponsorship.Property(s => s.Reason).HasMaxLength(Sponsorship.ReasonMaxLength);
            sponsorship.Property(s => s.RecordedByName).HasMaxLength(Account.DisplayNameMaxLength);
            sponsorship.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId).OnDelete(DeleteBehavior.Restrict);
            sponsorship.HasOne<Account>().WithMany().HasForeignKey(s => s.SponsorId).OnDelete(DeleteBehavior.Restrict);
            sponsorship.HasIndex(s => s.AccountId).IsUnique().HasFilter("superseded_at is null").HasDatabaseName("ux_sponsorship_in_force");
            sponsorship.HasIndex(s => s.SponsorId).HasFilter("superseded_at is null").HasDatabaseName("ix_sponsorship_sponsor");
        });
        builder.Entity<SponsorshipRule>(rule =>
        {
            rule.ToTable("sponsorship_rule");
            rule.HasKey(r => r.ValidFrom);
            rule.Property(r => r.Source).HasMaxLength(SponsorshipRule.SourceMaxLength);
        });
    }

    private static void MapInvitations(ModelBuilder builder)
    {
        builder.Entity<Invitation>(invitation =>
        {
            invitation.ToTable("invitation");
            invitation.Property(i => i.Id).ValueGeneratedNever();
            invitation.Property(i => i.MadeByName).HasMaxLength(Account.DisplayNameMaxLength);
            invitation.HasOne<Account>().WithMany().HasForeignKey(i => i.AccountId).OnDelete(DeleteBehavior.Restrict);
            invitation.HasIndex(i => i.AccountId).IsUnique().HasFilter("used_at is null and void_at is null").HasDatabaseName("ux_invitation_open");
        });
        builder.Entity<InvitationRule>(rule =>
        {
            rule.ToTable("invitation_rule");
            rule.HasKey(r => r.ValidFrom);
            rule.Property(r => r.Source).HasMaxLength(SponsorshipRule.SourceMaxLength);
        });
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
