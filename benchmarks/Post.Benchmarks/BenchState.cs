using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Post.App;
using Post.App.Identity;
using Post.Cli;
using Post.Kernel.Modules;
using Post.Testing;

namespace Post.Benchmarks;

/// <summary>A database with the synthetic state in it, on the durable cluster that scripts/bench starts.</summary>
internal sealed class BenchState : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("post-bench-").FullName;

    public PostDatabase Database { get; private init; } = new();

    public static async Task<BenchState> OpenAsync(Options options)
    {
        var state = new BenchState();
        await state.Database.InitializeAsync();
        foreach (var (name, value) in state.Settings()) Environment.SetEnvironmentVariable(name.Replace(":", "__", StringComparison.Ordinal), value);
        // The other rows make their own data.
        if (options.Rows.Any(r => r is "1a" or "1b" or "1e" or "2a" or "5b" or "lists"))
        {
            await OperatorVerbs.RunAsync(["demo", "--officers", $"{options.Officers}"], TextWriter.Null, Console.Error);
            await state.ExecuteAsync("vacuum analyze");
        }

        await state.AcknowledgeAsync();
        return state;
    }

    /// <summary>A second state that holds what this one holds.</summary>
    public async Task<BenchState> CloneAsync()
    {
        var clone = new BenchState { Database = await Database.CloneAsync() };
        // The server has cut every connection to this state.
        NpgsqlConnection.ClearAllPools();
        return clone;
    }

    /// <summary>The product's services without its web host, changed as a comparison needs it.</summary>
    public ServiceProvider Services(Action<IServiceCollection>? change = null, params IModule[] more)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Settings()).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddMetrics();
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddSingleton<ILoggerFactory, NullLoggerFactory>();
        services.AddPipeline(configuration, [.. PostModules.All, .. more], "bench", typeof(PostModules).Assembly);
        services.AddAccounts(configuration);
        change?.Invoke(services);
        return services.BuildServiceProvider();
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Database.Superuser);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync();
    }

    // Whoever is measured has read the duties, as everybody has before the first look.
    private async Task AcknowledgeAsync()
    {
        await using var source = NpgsqlDataSource.Create(Database.Superuser);
        await using var command = source.CreateCommand(AccessRows.Acknowledge);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = People.CertificationStaff(TimeProvider.System).Id!.Value });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = TimeProvider.System.GetUtcNow().UtcDateTime });
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T[]> ReadAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(Database.Superuser);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<T>();
        while (await reader.ReadAsync()) values.Add(reader.GetFieldValue<T>(0));
        return [.. values];
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private Dictionary<string, string?> Settings() => new(Database.Settings)
    {
        ["Post:PublicKeySecret"] = Convert.ToBase64String(new byte[32]),
        ["Post:FileFolder"] = Path.Combine(_folder, "files"),
        ["Post:KeyFolder"] = Path.Combine(_folder, "keys"),
    };
}
