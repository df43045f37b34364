using System.Globalization;
using System.Net;
using System.Text;

namespace Post.Sealer.Witness;

/// <summary>What came back from a witness.</summary>
internal sealed record WitnessAnswer(HttpStatusCode Status, string Body)
{
    /// <summary>How long the witness asks to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>The call add-checkpoint of C2SP tlog-witness; an answer may be late, long or nonsense and costs no more than its bounds.</summary>
internal sealed class WitnessWire(HttpClient http, Uri prefix)
{
    /// <summary>Sixteen cosignatures of the longest kind are not as long.</summary>
    public const int LongestAnswer = 1 << 16;

    private readonly Uri _address = new(prefix.AbsoluteUri.TrimEnd('/') + "/add-checkpoint");

    /// <param name="patience">For one call, from the connection to the last byte of the answer.</param>
    public static HttpClient Client(TimeSpan patience)
    {
        // A redirect would show the log to somebody whom nobody named.
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            MaxResponseHeadersLength = 16,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        };
        var http = new HttpClient(handler) { Timeout = patience, MaxResponseContentBufferSize = LongestAnswer };
        http.DefaultRequestHeaders.UserAgent.ParseAdd("post-sealer");
        return http;
    }

    /// <returns>Null: no answer, or none that ended in time and in bounds.</returns>
    public async Task<WitnessAnswer?> AddCheckpointAsync(long old, IReadOnlyList<byte[]> proof, string note, CancellationToken ct)
    {
        var body = new StringBuilder().Append(CultureInfo.InvariantCulture, $"old {old}\n");
        foreach (var hash in proof) body.Append(Convert.ToBase64String(hash)).Append('\n');
        using var content = new StringContent(body.Append('\n').Append(note).ToString(), Encoding.UTF8, "text/plain");
        try
        {
            using var answer = await http.PostAsync(_address, content, ct);
            var bytes = await answer.Content.ReadAsByteArrayAsync(ct);
            return new WitnessAnswer(answer.StatusCode, Encoding.UTF8.GetString(bytes)) { RetryAfter = answer.Headers.RetryAfter?.Delta };
        }
        catch (Exception away) when (away is HttpRequestException or IOException || (away is TaskCanceledException && !ct.IsCancellationRequested))
        {
            return null;
        }
    }
}
