using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Post.Kernel.Data;

namespace Post.Testing;

/// <summary>
/// A PostgreSQL of one test's own, durable as in production, that it may kill and start again: the server that all tests
/// share must not die of it.
/// </summary>
public sealed class OwnCluster : IAsyncDisposable
{
    private const string Steps = """
        set -euo pipefail
        . scripts/lib/checkout.sh; . scripts/lib/packages.sh; . scripts/lib/server.sh
        require_postgres; choose_server_user
        """;

    private readonly string _options;

    private OwnCluster(string home)
    {
        Home = home;
        _options = $"-c listen_addresses='' -c port=5432 -c max_connections=60 -c timezone=UTC -c synchronous_commit=on "
            + $"-c unix_socket_directories='{home}' -c shared_buffers=32MB -c min_wal_size=32MB -c max_wal_size=48MB";
    }

    public string Home { get; }

    public string App => For("post_app");

    public string Sealer => For("post_sealer");

    public string Verifier => For("post_verifier");

    public string Superuser => For("postgres");

    /// <param name="wal">Where the write-ahead log lies, if not with the data; its owner is changed to the server's.</param>
    public static async Task<OwnCluster> StartAsync(string? wal = null)
    {
        // Short, since a socket's path may have 107 bytes; and where the server's account can get.
        var home = Directory.CreateTempSubdirectory("post-own-").FullName;
        var cluster = new OwnCluster(home);
        var own = $"[ \"$EUID\" != 0 ] || chown \"$SERVER_USER:\" '{home}' {(wal is null ? "" : $"'{wal}'")}";
        await BashAsync($"{own}; chmod 711 '{home}'; init_cluster '{home}' --auth=trust --no-sync {(wal is null ? "" : $"--waldir='{wal}/wal'")}");
        await cluster.RestartAsync();
        await cluster.PrepareAsync();
        return cluster;
    }

    /// <summary>Ends it as the kernel does (SIGKILL), its first process and all others, in the middle of whatever they do.</summary>
    public void Kill()
    {
        var first = int.Parse(File.ReadLines(Path.Combine(Home, "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        var all = ChildrenOf(first).Prepend(first).ToList();
        foreach (var pid in all)
        {
            try
            {
                using var process = Process.GetProcessById(pid);
                process.Kill();
                process.WaitForExit(TimeSpan.FromSeconds(10));
            }
            catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
            {
                // It ended by itself between being found and being killed.
            }
        }
    }

    public Task RestartAsync() => BashAsync($"start_server '{Home}' \"{_options}\" || start_failed '{Home}'");

    /// <summary>Whether it has stopped, as it does when it cannot write its log any more.</summary>
    public bool HasStopped()
    {
        var file = Path.Combine(Home, "data", "postmaster.pid");
        return !File.Exists(file) || !Directory.Exists($"/proc/{File.ReadLines(file).First().Trim()}");
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await BashAsync($"stop_server '{Home}' immediate || true; as_server rm -rf '{Home}/data' || true; rm -rf '{Home}'");
    }

    private string For(string user) =>
        $"Host={Home};Port=5432;Username={user};Database=post;Pooling=false;Timeout=5;Command Timeout=10;Include Error Detail=true";

    private async Task PrepareAsync()
    {
        await using (var server = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Superuser) { Database = "postgres" }.ConnectionString))
        {
            await server.OpenAsync();
            await server.ExecuteAsync(await File.ReadAllTextAsync(Checkout.PathOf("db", "roles.sql")));
            await server.ExecuteAsync("create database post owner post_owner template template0");
        }

        await using var superuser = new NpgsqlConnection(Superuser);
        await superuser.OpenAsync();
        await superuser.ExecuteAsync(await File.ReadAllTextAsync(Checkout.PathOf("db", "database.sql")));
        await new Migrator(For("post_migrator"), Checkout.PathOf("db", "migrations")).ApplyAsync(CancellationToken.None);
    }

    private static List<int> ChildrenOf(int parent) => [.. Directory.GetDirectories("/proc")
        .Select(d => int.TryParse(Path.GetFileName(d), CultureInfo.InvariantCulture, out var pid) ? pid : 0)
        .Where(pid => pid > 0 && ParentOf(pid) == parent)];

    private static int ParentOf(int pid)
    {
        try
        {
            // The name in brackets may hold blanks; behind it come the state and the parent.
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static async Task BashAsync(string act)
    {
        var start = new ProcessStartInfo("bash", ["-c", $"cd '{Checkout.PathOf()}'\n{Steps}\n{act}"]) { RedirectStandardError = true };
        using var bash = Process.Start(start)!;
        var said = bash.StandardError.ReadToEndAsync();
        await bash.WaitForExitAsync();
        if (bash.ExitCode != 0) throw new InvalidOperationException($"{act}: {await said}");
    }
}
