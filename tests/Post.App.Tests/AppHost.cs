using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Post.App.Identity;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Testing;

namespace Post.App.Tests;

/// <summary>The real host on a real port and a database of its own, with a clock that the test moves.</summary>
public class AppHost : IAsyncLifetime
{
    public const string Password = "a long phrase of one's own";

    private readonly string _folder = Directory.CreateTempSubdirectory("post-app-test-").FullName;
    private WebApplication? _app;

    public PostDatabase Database { get; } = new();

    public TestClock Clock { get; } = new(TimeProvider.System.GetUtcNow());

    public IServiceProvider Services => _app!.Services;

    public Uri Address { get; private set; } = new("http://localhost");

    protected virtual string EnvironmentName => "Demo";

    protected virtual string Proxies => "127.0.0.1, ::1";

    protected virtual string ProcessRoles => "Public,Staff";

    /// <summary>Settings that one class of tests has of its own, as <c>--name=value</c>.</summary>
    protected virtual IEnumerable<string> Settings => [];

    public async Task InitializeAsync()
    {
        await Database.InitializeAsync();
        (_app, Address) = await StartAsync(Arguments());
        await AcknowledgeAllAsync();
    }

    /// <summary>Another node beside this one, on the same database; with the same keys, or with keys of its own.</summary>
    public async Task<OtherNode> AnotherNodeAsync(bool sameKeys = true)
    {
        var own = Path.Combine(_folder, $"keys-{Guid.NewGuid():N}");
        var (app, address) = await StartAsync(sameKeys ? Arguments() : [.. Arguments(), $"--Post:KeyFolder={own}"]);
        return new OtherNode(app, address);
    }

    private async Task<(WebApplication App, Uri Address)> StartAsync(string[] arguments)
    {
        var app = await PostHost.BuildAsync(arguments, Arrange);
        await app.StartAsync();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        return (app, new Uri(addresses.Addresses.Single()));
    }

    public async Task DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        await Database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    public Browser Browse() => new(Address);

    /// <summary>Somebody with a password and one role, not yet signed in.</summary>
    internal async Task<Guid> AddAccountAsync(string userName, string role = Roles.CertStaff)
    {
        var made = await Operate(new AddAccountCommand(userName, $"{userName} (test)", ActorKind.Staff, [role], Password));
        await AcknowledgeAllAsync();
        return made.Value;
    }

    /// <summary>A matter on which everybody with a role works; its number.</summary>
    public async Task<string> OpenMatterAsync(string role, string kind)
    {
        var (id, number) = (Guid.NewGuid(), $"{kind}-{Guid.NewGuid():N}"[..30]);
        await ExecuteAsync(AccessRows.Matter, id, number, kind, Clock.GetUtcNow().UtcDateTime);
        await ExecuteAsync(AccessRows.Assignment, id, role, Clock.GetUtcNow().UtcDateTime);
        return number;
    }

    public Task<Result<T>> Operate<T>(MediatR.IRequest<Result<T>> request) => Dispatch(request, People.Operator(Clock));

    public Task<Result<T>> Dispatch<T>(MediatR.IRequest<Result<T>> request, Caller caller) =>
        Services.GetRequiredService<ServiceDispatchers>().As(caller).Send(request);

    /// <summary>Asks the database as its superuser: what a test asserts must not pass through what it tests.</summary>
    public async Task<T> ScalarAsync<T>(string sql, params object[] values)
    {
        await using var connection = new NpgsqlConnection(Database.Superuser);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var connection = new NpgsqlConnection(Database.Superuser);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync();
    }

    public Task<long> CountEventsAsync(string action, AuditOutcome outcome = AuditOutcome.Ok) =>
        ScalarAsync<long>("select count(*) from audit.event where action = $1 and outcome = $2", action, outcome.ToString());

    // Who comes to work here has read the duties; what happens before that is told by a test of its own.
    private Task AcknowledgeAllAsync() => ExecuteAsync(AccessRows.AcknowledgeAll, Clock.GetUtcNow().UtcDateTime);

    protected virtual void Arrange(IServiceCollection services) => services.AddSingleton<TimeProvider>(Clock);

    internal string[] Arguments() =>
    [
        $"--environment={EnvironmentName}",
        "--urls=http://127.0.0.1:0",
        "--AllowedHosts=*",
        $"--Post:Proxies={Proxies}",
        "--Logging:LogLevel:Default=Warning",
        "--Logging:LogLevel:Microsoft=Error",
        $"--Post:Roles={ProcessRoles}",
        $"--Post:KeyFolder={Path.Combine(_folder, "keys")}",
        $"--Post:FileFolder={Path.Combine(_folder, "files")}",
        $"--Post:PublicKeySecret={Convert.ToBase64String(new byte[32])}",
        .. Database.Settings.Select(s => $"--{s.Key}={s.Value}"),
        .. Settings,
    ];
}

/// <summary>A second process of the same installation, as far as a test can have one.</summary>
public sealed class OtherNode(WebApplication app, Uri address) : IAsyncDisposable
{
    public IServiceProvider Services => app.Services;

    public Uri Address => address;

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}

/// <summary>The host in the environment of production.</summary>
public sealed class ProductionHost : AppHost
{
    protected override string EnvironmentName => "Production";
}

/// <summary>The host with everything a worker does.</summary>
public sealed class WorkerHost : AppHost
{
    protected override string ProcessRoles => "Public,Staff,Worker";
}
