using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Post.Kernel.Data;

namespace Post.Testing;

/// <summary>A migrated database to copy from, made once per server and per state of the schema scripts.</summary>
internal static class TemplateDatabase
{
    private static readonly Lazy<Task<string>> s_name = new(EnsureAsync);

    public static Task<string> NameAsync() => s_name.Value;

    private static async Task<string> EnsureAsync()
    {
        await using var server = new NpgsqlConnection(await PostgresCluster.SuperuserAsync());
        await server.OpenAsync();
        // Test projects run at the same time and share the server: the first makes the template, the others wait.
        await server.ExecuteAsync("select pg_advisory_lock(hashtext('post.testing.template'))");
        await server.ExecuteAsync(await File.ReadAllTextAsync(Checkout.PathOf("db", "roles.sql")));

        var name = "post_template_" + SchemaHash();
        if (!await ExistsAsync(server, name)) await CreateAsync(server, name);

        await server.ExecuteAsync("select pg_advisory_unlock(hashtext('post.testing.template'))");
        return name;
    }

    // Under another name until whole: a template whose migration failed must not be found by the next project.
    private static async Task CreateAsync(NpgsqlConnection server, string name)
    {
        var unfinished = name + "_unfinished";
        await server.ExecuteAsync($"drop database if exists {unfinished} with (force)");
        await server.ExecuteAsync($"create database {unfinished} owner post_owner template template0");
        await PostDatabase.RestrictAsync(unfinished);
        // No pool: a database cannot be copied while anybody, even an idle connection, is in it.
        var migrator = new NpgsqlConnectionStringBuilder(await PostDatabase.StringForAsync("post_migrator", unfinished))
        {
            Pooling = false,
        };
        await new Migrator(migrator.ConnectionString, Checkout.PathOf("db", "migrations"))
            .ApplyAsync(CancellationToken.None);
        await server.ExecuteAsync($"alter database {unfinished} rename to {name}");
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnection server, string name)
    {
        const string Sql = "select exists (select from pg_database where datname = $1)";
        await using var command = new NpgsqlCommand(Sql, server);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    private static string SchemaHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var scripts = Directory.GetFiles(Checkout.PathOf("db"), "*.sql", SearchOption.AllDirectories);
        foreach (var script in scripts.Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetFileName(script)));
            hash.AppendData(File.ReadAllBytes(script));
        }

        return Convert.ToHexString(hash.GetHashAndReset().AsSpan(0, 6)).ToLower(CultureInfo.InvariantCulture);
    }
}
