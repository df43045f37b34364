using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Npgsql;

namespace Post.Verifier.Follow;

/// <summary>Sends sealed events on, as they are sealed, until stopped.</summary>
internal static class FollowVerb
{
    private const int SyslogOverTls = 6_514;
    private static readonly TimeSpan s_rhythm = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_pauseAfterFailure = TimeSpan.FromSeconds(15);

    /// <returns>Null when the words make no sense.</returns>
    public static async Task<int?> RunAsync(string[] args, string connection, TextWriter errors, CancellationToken ct)
    {
        var options = new Dictionary<string, string>();
        for (var i = 0; i + 1 < args.Length; i += 2) options[args[i]] = args[i + 1];
        if (!options.TryGetValue("--cursor", out var cursor) || Target(options) is not { } target) return null;
        await using (target)
        {
            var follower = new Follower(new FollowedEvents(connection), target, cursor);
            while (!ct.IsCancellationRequested) await PauseAsync(await RoundAsync(follower, errors, ct), ct);
        }

        return 0;
    }

    // A receiver that is away delays nobody but itself: the cursor waits.
    private static async Task<TimeSpan> RoundAsync(Follower follower, TextWriter errors, CancellationToken ct)
    {
        try
        {
            await follower.RoundAsync(ct);
            return s_rhythm;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return TimeSpan.Zero;
        }
        catch (Exception away) when (away is NpgsqlException or IOException or SocketException or AuthenticationException)
        {
            await errors.WriteLineAsync($"Not sent, tried again in {s_pauseAfterFailure.TotalSeconds:0} s: {away.Message}");
            return s_pauseAfterFailure;
        }
    }

    private static async Task PauseAsync(TimeSpan pause, CancellationToken ct) =>
        await Task.Delay(pause, TimeProvider.System, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private static IFollowTarget? Target(Dictionary<string, string> options)
    {
        if (options.TryGetValue("--to-file", out var file)) return new JsonLinesTarget(file);
        if (!options.TryGetValue("--to-syslog", out var receiver)) return null;
        var parts = receiver.Split(':');
        var port = parts.Length == 2 ? int.Parse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture) : SyslogOverTls;
        var trusted = options.TryGetValue("--trusted", out var root) ? X509CertificateLoader.LoadCertificateFromFile(root) : null;
        return new SyslogTarget(parts[0], port, options.GetValueOrDefault("--structured-id", SyslogMessage.DefaultStructuredId), trusted);
    }
}
