using System.Diagnostics;

namespace Post.Testing;

/// <summary>The PostgreSQL server of this run: the one that scripts/test started, else one of our own.</summary>
public static class PostgresCluster
{
    private static readonly Lazy<Task<string>> s_superuser = new(StartAsync);

    // Held on to: were it collected, its standard input would close, and the server would stop in the middle of the tests.
    private static Process? s_server;

    /// <summary>The superuser's connection string to the database <c>postgres</c>.</summary>
    public static Task<string> SuperuserAsync() => s_superuser.Value;

    private static async Task<string> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("POST_TEST_PG") is { Length: > 0 } given) return given;

        // Its standard input is ours to hold: when this process goes, however it goes, the server goes too.
        var start = new ProcessStartInfo(Checkout.PathOf("scripts", "lib", "throwaway"))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        s_server = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        return await s_server.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException("The throw-away server did not start; standard error says why.");
    }
}
