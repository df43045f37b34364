using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Post.App;
using Post.App.Access;
using Post.App.Identity;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Events;
using Post.Kernel.Imports;
using Post.Kernel.Modules;
using Post.Kernel.Requests;
using Xunit;

namespace Post.Testing;

/// <summary>The whole product without its web host, on a database of its own: the very pipeline, permissions and log.</summary>
public class ModuleHost : IAsyncLifetime
{
    /// <summary>What every test's clock shows at first: a Wednesday noon in Massachusetts.</summary>
    public static readonly DateTimeOffset Start = new(2026, 6, 10, 16, 0, 0, TimeSpan.Zero);

    private readonly PostDatabase _database = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("post-test-").FullName;
    private ServiceProvider? _services;

    public TestClock Clock { get; } = new(Start);

    public PostDatabase Database => _database;

    /// <summary>What the gate is told, unless the class asks the register itself.</summary>
    public OpenAccess Access { get; } = new();

    public IServiceProvider Services => _services!;

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(_database.Settings)
        {
            ["Post:PublicKeySecret"] = Convert.ToBase64String(new byte[32]),
            ["Post:FileFolder"] = Path.Combine(_folder, "files"),
        }).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddMetrics();
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddSingleton<ILoggerFactory, NullLoggerFactory>();
        services.AddPipeline(configuration, Modules, "test", typeof(PostModules).Assembly);
        services.AddSingleton<TimeProvider>(Clock);
        services.AddAccounts(configuration);
        services.AddSingleton(Permissions);
        services.AddScoped(_ => OpenTicket());
        if (!AsksTheRegister) services.AddSingleton<IAccessFacts>(Access);
        Arrange(services);
        _services = services.BuildServiceProvider(validateScopes: true);
        await PrepareAsync();
    }

    public async Task DisposeAsync()
    {
        if (_services is not null) await _services.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Sends as somebody; as a member of staff with every needed role unless told otherwise.</summary>
    public Task<Result<T>> Send<T>(MediatR.IRequest<Result<T>> request, Caller? caller = null, CancellationToken ct = default) =>
        Services.GetRequiredService<ServiceDispatchers>().As(caller ?? People.Operator(Clock)).Send(request, ct);

    /// <summary>Delivers what the outbox holds until nothing is due.</summary>
    public async Task SettleAsync()
    {
        var outbox = Services.GetRequiredService<OutboxDispatcher>();
        while (await outbox.DispatchAsync(CancellationToken.None) > 0) { }
    }

    /// <summary>Keeps a file's bytes and returns the digest under which a request names it.</summary>
    public async Task<string> KeepAsync(Stream content) =>
        await Services.GetRequiredService<ImportFiles>().KeepAsync(content, CancellationToken.None);

    /// <summary>Asks the database as its superuser: what a test asserts must not pass through what it tests.</summary>
    public async Task<T> ScalarAsync<T>(string sql, params object[] values)
    {
        await using var connection = new NpgsqlConnection(_database.Superuser);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var connection = new NpgsqlConnection(_database.Superuser);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Rows of a question asked as the superuser.</summary>
    public async Task<IReadOnlyList<T>> RowsAsync<T>(string sql, Func<NpgsqlDataReader, T> row, params object[] values)
    {
        await using var connection = new NpgsqlConnection(_database.Superuser);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync()) rows.Add(row(reader));
        return rows;
    }

    /// <summary>How many events of an action the log holds.</summary>
    public Task<long> CountEventsAsync(string action, AuditOutcome outcome = AuditOutcome.Ok) =>
        ScalarAsync<long>("select count(*) from audit.event where action = $1 and outcome = $2", action, outcome.ToString());

    // A test may look at a contract or a table outside any request; what the pipeline does about that is tested on the real ticket.
    private static AuditTicket OpenTicket()
    {
        var ticket = new AuditTicket();
        ticket.OpenForBooks();
        return ticket;
    }

    /// <summary>What the product is made of; a test of the pipeline itself brings a module of its own.</summary>
    protected virtual IReadOnlyList<IModule> Modules => PostModules.All;

    /// <summary>Whether the gate asks the register of matters, acknowledgments and ties, as the product does.</summary>
    protected virtual bool AsksTheRegister => false;

    /// <summary>Which role may do what; the product's own table unless the modules are others.</summary>
    protected virtual PermissionTable Permissions => RolePermissions.Table;

    /// <summary>Runs once, when the services stand and the database is migrated.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;

    /// <summary>Replaces services for one class of tests.</summary>
    protected virtual void Arrange(IServiceCollection services) { }
}
