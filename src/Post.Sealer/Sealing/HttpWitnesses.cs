using Microsoft.Extensions.Logging;
using Post.Sealer.Witness;

namespace Post.Sealer.Sealing;

/// <summary>All witnesses that are asked over HTTPS, each at work beside the sealing until this is disposed of.</summary>
internal sealed class HttpWitnesses : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _http;
    private readonly IReadOnlyList<WitnessRounds> _rounds;
    private readonly Task _work;

    private HttpWitnesses(SealerSettings settings, TimeProvider clock, ILogger log)
    {
        _http = WitnessWire.Client(settings.WitnessPatience);
        _rounds = [.. settings.Witnesses.Select(w => new WitnessRounds(settings, w, _http, clock, log))];
        _work = Task.WhenAll(_rounds.Select(r => Task.Run(() => r.RunAsync(_stop.Token))));
    }

    public static HttpWitnesses Start(SealerSettings settings, TimeProvider clock, ILogger log) => new(settings, clock, log);

    /// <summary>Shows every witness the log once; the words of those that did not cosign it.</summary>
    public static async Task<IReadOnlyList<string>> ShowOnceAsync(SealerSettings settings, SealedHead head, TimeProvider clock, ILogger log, CancellationToken ct)
    {
        using var http = WitnessWire.Client(settings.WitnessPatience);
        var words = new List<string>();
        foreach (var witness in settings.Witnesses.Select(w => new WitnessRounds(settings, w, http, clock, log)))
        {
            if (await witness.ShowOnceAsync(head, ct) is { Outcome: not ShowingOutcome.Cosigned } showing) words.Add($"{witness.Name}: {showing.Words}");
        }

        return words;
    }

    public void Offer(SealedHead? head)
    {
        if (head is null) return;
        foreach (var witness in _rounds) witness.Offer(head);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        _http.Dispose();
        _stop.Dispose();
    }
}
