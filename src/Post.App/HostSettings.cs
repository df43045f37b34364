using System.Net;

namespace Post.App;

/// <summary>Which of the product's parts this process runs; by default all.</summary>
[Flags]
internal enum ProcessRoles
{
    Public = 1,
    Staff = 2,
    Worker = 4,
    All = Public | Staff | Worker,
}

/// <summary>The settings of the host, read once from the section <c>Post</c>.</summary>
internal sealed record HostSettings
{
    /// <summary>The environment in which demo accounts can be used without a password.</summary>
    public const string DemoEnvironment = "Demo";

    public required ProcessRoles Roles { get; init; }
    public required string KeyFolder { get; init; }

    /// <summary>Whether browsers reach the site by https; only a demonstration or a developer's machine goes without.</summary>
    public required bool Https { get; init; }

    public required TimeSpan SessionLength { get; init; }
    public required TimeSpan IdleLimit { get; init; }
    public required int CircuitsPerSession { get; init; }

    /// <summary>What one session may ask for within a minute; a person does not reach it.</summary>
    public required int RequestsPerSession { get; init; }

    /// <summary>What one network may ask of the public site within a minute, of one node; 0: whatever it likes.</summary>
    public required int PublicRequests { get; init; }

    /// <summary>Sign-in tries of one network within a minute.</summary>
    public required int SignInTries { get; init; }

    /// <summary>The host name under which passkeys are made, never taken from a request; null: none are.</summary>
    public string? Domain { get; init; }

    /// <summary>Kinds of authenticators (AAGUID) in which passkeys may lie; empty: any.</summary>
    public IReadOnlyList<Guid> Authenticators { get; init; } = [];
    public required string Producer { get; init; }

    /// <summary>Addresses and networks of the proxies in front; what they say of the sender is believed, and nobody else.</summary>
    public required IReadOnlyList<IPNetwork> Proxies { get; init; }

    /// <summary>A PKCS #12 file under whose certificate the session keys lie encrypted; null: as the folder protects them.</summary>
    public string? KeyCertificate { get; init; }

    public string? KeyCertificatePassword { get; init; }

    public bool Runs(ProcessRoles role) => Roles.HasFlag(role);

    public static HostSettings From(IConfiguration configuration, IHostEnvironment environment) => new()
    {
        Roles = RolesOf(configuration["Post:Roles"]),
        KeyFolder = Path.GetFullPath(configuration["Post:KeyFolder"] ?? ".local/keys"),
        Https = configuration.GetValue<bool?>("Post:Https") ?? !(environment.IsDevelopment() || environment.IsDemo()),
        SessionLength = TimeSpan.FromHours(configuration.GetValue("Post:SessionHours", 8)),
        IdleLimit = TimeSpan.FromMinutes(configuration.GetValue("Post:IdleMinutes", 15)),
        CircuitsPerSession = configuration.GetValue("Post:CircuitsPerSession", 25),
        RequestsPerSession = configuration.GetValue("Post:RequestsPerSession", 1_200),
        PublicRequests = configuration.GetValue("Post:PublicRequests", 1_200),
        SignInTries = configuration.GetValue("Post:SignInTries", 60),
        Domain = configuration["Post:Domain"] ?? (environment.IsDevelopment() || environment.IsDemo() ? "localhost" : null),
        Authenticators = AuthenticatorsOf(configuration["Post:Authenticators"]),
        Producer = configuration["Post:Producer"] ?? $"app@{Environment.MachineName}",
        Proxies = ProxiesOf(configuration["Post:Proxies"]),
        KeyCertificate = configuration["Post:KeyCertificate"],
        KeyCertificatePassword = configuration["Post:KeyCertificatePassword"],
    };

    private static List<IPNetwork> ProxiesOf(string? text)
    {
        var proxies = new List<IPNetwork>();
        foreach (var entry in (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (IPNetwork.TryParse(entry, out var network)) proxies.Add(network);
            else if (IPAddress.TryParse(entry, out var one)) proxies.Add(new IPNetwork(one, one.GetAddressBytes().Length * 8));
            else throw new StartRefusedException($"Post:Proxies holds \"{entry}\"; name addresses or networks such as 10.0.0.0/8, with commas.");
        }

        return proxies;
    }

    private static List<Guid> AuthenticatorsOf(string? text)
    {
        var kinds = new List<Guid>();
        foreach (var entry in (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Guid.TryParse(entry, out var kind)) kinds.Add(kind);
            else throw new StartRefusedException($"Post:Authenticators holds \"{entry}\"; name kinds of authenticators by their AAGUID, with commas.");
        }

        return kinds;
    }

    private static ProcessRoles RolesOf(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return ProcessRoles.All;
        return Enum.TryParse<ProcessRoles>(text, ignoreCase: true, out var roles)
            ? roles
            : throw new StartRefusedException($"Post:Roles is \"{text}\"; name some of Public, Staff and Worker, with commas.");
    }
}

internal static class HostEnvironments
{
    public static bool IsDemo(this IHostEnvironment environment) => environment.IsEnvironment(HostSettings.DemoEnvironment);
}

/// <summary>The program cannot start; its message is the one sentence the operator needs.</summary>
public sealed class StartRefusedException(string message, Exception? inner = null) : Exception(message, inner);
