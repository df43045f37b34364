using Npgsql;
using Xunit;

namespace Post.Testing;

/// <summary>
/// A migrated database of its own, with the roles of production; a class fixture, or made in a test by
/// <see cref="CreateAsync"/>. It is dropped when disposed.
/// </summary>
public sealed class PostDatabase : IAsyncLifetime, IAsyncDisposable
{
    public string Name { get; } = $"post_test_{Guid.NewGuid():N}";

    public string App { get; private set; } = "";

    public string Publisher { get; private set; } = "";

    public string Public { get; private set; } = "";

    public string Migrator { get; private set; } = "";

    public string Reviewer { get; private set; } = "";

    public string Sealer { get; private set; } = "";

    public string Verifier { get; private set; } = "";

    public string Superuser { get; private set; } = "";

    /// <summary>The same strings under the names that the host reads.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["ConnectionStrings:App"] = App,
        ["ConnectionStrings:Publisher"] = Publisher,
        ["ConnectionStrings:Public"] = Public,
        ["ConnectionStrings:Migrator"] = Migrator,
        ["ConnectionStrings:Reviewer"] = Reviewer,
        ["ConnectionStrings:Sealer"] = Sealer,
        ["ConnectionStrings:Verifier"] = Verifier,
    };

    public static async Task<PostDatabase> CreateAsync()
    {
        var database = new PostDatabase();
        await database.InitializeAsync();
        return database;
    }

    public async Task InitializeAsync() => await CopyAsync(await TemplateDatabase.NameAsync());

    /// <summary>A second database that holds what this one holds now; whoever is connected to this one is cut off.</summary>
    public async Task<PostDatabase> CloneAsync()
    {
        await OnServerAsync($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{Name}'");
        var clone = new PostDatabase();
        await clone.CopyAsync(Name);
        return clone;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pooled in new[] { App, Publisher, Public, Migrator, Reviewer, Sealer, Verifier, Superuser })
        {
            await using var connection = new NpgsqlConnection(pooled);
            NpgsqlConnection.ClearPool(connection);
        }

        await OnServerAsync($"drop database if exists {Name} with (force)");
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    internal static async Task<string> StringForAsync(string user, string database) =>
        new NpgsqlConnectionStringBuilder(await PostgresCluster.SuperuserAsync())
        {
            Username = user,
            Database = database,
            // Many databases share one server's connections.
            MaxPoolSize = 20,
            IncludeErrorDetail = true,
        }.ConnectionString;

    // Who may connect is not copied from a template.
    internal static async Task RestrictAsync(string database)
    {
        var superuser = new NpgsqlConnectionStringBuilder(await StringForAsync("postgres", database))
        {
            Pooling = false,
        };
        await using var connection = new NpgsqlConnection(superuser.ConnectionString);
        await connection.OpenAsync();
        await connection.ExecuteAsync(await File.ReadAllTextAsync(Checkout.PathOf("db", "database.sql")));
    }

    private async Task CopyAsync(string template)
    {
        await OnServerAsync($"create database {Name} owner post_owner template {template}");
        await RestrictAsync(Name);
        App = await StringForAsync("post_app", Name);
        Publisher = await StringForAsync("post_publisher", Name);
        Public = await StringForAsync("post_public", Name);
        Migrator = await StringForAsync("post_migrator", Name);
        Reviewer = await StringForAsync("post_reviewer", Name);
        Sealer = await StringForAsync("post_sealer", Name);
        Verifier = await StringForAsync("post_verifier", Name);
        Superuser = await StringForAsync("postgres", Name);
    }

    private static async Task OnServerAsync(string sql)
    {
        // No pool: a test may cut every connection it finds, and making or dropping a database must not stumble over that.
        var server = new NpgsqlConnectionStringBuilder(await PostgresCluster.SuperuserAsync()) { Pooling = false };
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await connection.ExecuteAsync(sql);
    }
}

internal static class ConnectionExtensions
{
    public static async Task ExecuteAsync(this NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }
}
