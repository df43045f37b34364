using System.Reflection;
using System.Security.Cryptography;
using Npgsql;
using Post.Kernel.Access;
using Post.Kernel.Notices.Mail;
using Post.Kernel.Requests;

namespace Post.App.Operations;

/// <summary>What must be true before the first request; each lack is one sentence with what to do.</summary>
internal static class StartCheck
{
    private const string Prefix = "migrations/";

    public static async Task EnsureAsync(IServiceProvider services, CancellationToken ct)
    {
        EnsureAuthority(services);
        EnsureMail(services);
        await EnsureDatabaseAsync(services.GetRequiredService<NpgsqlDataSource>(), ct);
    }

    private static void EnsureAuthority(IServiceProvider services)
    {
        var table = services.GetRequiredService<PermissionTable>();
        var unknown = services.GetRequiredService<RequestCatalogue>().All
            .Select(r => r.Permission)
            .FirstOrDefault(p => p is not null && !table.Permissions.Contains(p));
        if (unknown is not null) throw new StartRefusedException($"The permission {unknown} stands in no role: add it to RolePermissions.");
    }

    private static void EnsureMail(IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<MailSettings>();
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or CryptographicException or IOException)
        {
            throw new StartRefusedException(wrong.Message, wrong);
        }
    }

    private static async Task EnsureDatabaseAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(ct);
            await EnsureDurableAsync(connection, ct);
            var missing = Expected().Except(await AppliedAsync(connection, ct)).Order(StringComparer.Ordinal).ToList();
            if (missing.Count == 0) return;
            throw new StartRefusedException(
                $"The database lacks {missing.Count} of this version's schema scripts, the first is {missing[0]}. Run: scripts/post migrate");
        }
        catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            throw new StartRefusedException("The database does not exist. Run: scripts/run", failure);
        }
        catch (PostgresException failure) when (IsEmptyDatabase(failure))
        {
            throw new StartRefusedException("The database has no schema yet. Run: scripts/post migrate", failure);
        }
        catch (NpgsqlException failure)
        {
            throw new StartRefusedException(
                $"The database cannot be reached ({failure.Message}). Start it with scripts/run, or correct ConnectionStrings__App.", failure);
        }
    }

    // With "off" PostgreSQL acknowledges changes and their events that a crash then loses.
    private static async Task EnsureDurableAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select current_setting('synchronous_commit')", connection);
        if (await command.ExecuteScalarAsync(ct) is not "off") return;
        throw new StartRefusedException(
            "synchronous_commit is off: what was acknowledged could be lost. Set it to on for the server, the database and the role post_app.");
    }

    private static bool IsEmptyDatabase(PostgresException failure) => failure.SqlState is
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.InsufficientPrivilege;

    private static IEnumerable<string> Expected() => Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(n => n[Prefix.Length..]);

    private static async Task<HashSet<string>> AppliedAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select name from migration.applied", connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var applied = new HashSet<string>();
        while (await reader.ReadAsync(ct)) applied.Add(reader.GetString(0));
        return applied;
    }
}
