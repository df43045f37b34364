using System.Globalization;
using System.Net;
using Post.Sealer.Notes;

namespace Post.Sealer.Witness;

/// <summary>A checkpoint with the witness's cosignature under it, and the key by which it was believed.</summary>
internal sealed record CosignedNote(DateTimeOffset At, string Note, string Key);

/// <summary>
/// A witness elsewhere that keeps to C2SP tlog-witness: it is shown a checkpoint with a proof from the last one it saw, and what
/// it cosigned is kept. Nothing it says is believed without its signature but the size from which it wants the proof.
/// </summary>
internal sealed class HttpWitness
{
    // What is cosigned now is cosigned now: two clocks may differ by this much.
    private static readonly TimeSpan s_clocksMayDiffer = TimeSpan.FromMinutes(5);

    private readonly WitnessAddress _address;
    private readonly WitnessWire _wire;
    private readonly JsonLines _accepted;
    private readonly JsonLines _refused;
    private readonly TimeProvider _clock;
    private string? _lastWhy;

    private HttpWitness(string folder, WitnessAddress address, HttpClient http, TimeProvider clock)
    {
        (_address, _clock, _wire) = (address, clock, new WitnessWire(http, address.Url));
        _accepted = new JsonLines(Path.Combine(folder, "accepted.jsonl"));
        _refused = new JsonLines(Path.Combine(folder, "refused.jsonl"));
        Last = _accepted.Last<CosignedNote>() is { } last && SignedNote.Parse(last.Note) is { } note ? Checkpoint.Parse(note.Text) : null;
    }

    /// <summary>The latest checkpoint it cosigned.</summary>
    public Checkpoint? Last { get; private set; }

    /// <param name="root">The folder in which the file witness of this log is, too.</param>
    /// <param name="origin">The log.</param>
    /// <param name="address">The witness.</param>
    /// <param name="http">As <see cref="WitnessWire.Client"/> makes it.</param>
    /// <param name="clock">Ours, to hold the witness's against.</param>
    public static HttpWitness Open(string root, string origin, WitnessAddress address, HttpClient http, TimeProvider clock) =>
        new(FolderOf(root, origin, address), address, http, clock);

    public static string FolderOf(string root, string origin, WitnessAddress address) =>
        Directory.CreateDirectory(Path.Combine(FileWitness.FolderOf(root, origin), "cosigned", address.FolderName)).FullName;

    /// <param name="note">The signed checkpoint.</param>
    /// <param name="proofFrom">The consistency proof from a smaller size, at least one, to that of the checkpoint.</param>
    /// <param name="ct">Ends the asking.</param>
    public async Task<Showing> ShowAsync(string note, Func<long, Task<IReadOnlyList<byte[]>>> proofFrom, CancellationToken ct)
    {
        var next = Checkpoint.Parse(SignedNote.Parse(note)!.Text)!;
        var showing = Last is { } last && last.Size > next.Size
            ? new Showing(ShowingOutcome.Smaller, Inv($"it cosigned {last.Size} events and the log has {next.Size}"))
            : await AskAsync(note, next, proofFrom, ct);
        if (showing.Outcome is not (ShowingOutcome.Cosigned or ShowingOutcome.Away)) KeepRefusal(note, showing);
        else if (showing.Outcome is ShowingOutcome.Cosigned) _lastWhy = null;
        return showing;
    }

    private async Task<Showing> AskAsync(string note, Checkpoint next, Func<long, Task<IReadOnlyList<byte[]>>> proofFrom, CancellationToken ct)
    {
        var old = Last?.Size ?? 0;
        var answer = await SendAsync(old);
        var wentBack = "";
        // It saw another checkpoint than we remember: the answer to our last call was lost, or it is another copy of it.
        if (answer is { Status: HttpStatusCode.Conflict } && SizeIn(answer.Body) is { } seen && seen != old)
        {
            if (seen > next.Size) return new Showing(ShowingOutcome.Smaller, Inv($"it says that it cosigned {seen} events; the log has {next.Size}"));
            if (seen < old) wentBack = Inv($"it went back from {old} events to {seen}");
            answer = await SendAsync(old = seen);
        }

        return Judge(answer, old, note, next, wentBack);

        async Task<WitnessAnswer?> SendAsync(long from) => await _wire.AddCheckpointAsync(
            from, from == 0 || from == next.Size ? [] : await proofFrom(from), note, ct);
    }

    private Showing Judge(WitnessAnswer? answer, long old, string note, Checkpoint next, string wentBack) => (int?)answer?.Status switch
    {
        null => new Showing(ShowingOutcome.Away, "it cannot be reached"),
        200 => Take(answer!.Body, note, next, wentBack),
        403 or 404 => new Showing(ShowingOutcome.NotKnown, Inv($"it does not know this log or its key ({(int)answer!.Status}); give its operator the line of show-witness-key")),
        409 when old == next.Size && (SizeIn(answer!.Body) ?? old) == old => new Showing(ShowingOutcome.OtherLog, Inv($"it cosigned another tree of {next.Size} events")),
        409 => new Showing(ShowingOutcome.NotUnderstood, "it answers 409 and names no size to go on from, or another one each time"),
        422 => new Showing(ShowingOutcome.OtherLog, Inv($"it saw another log of {old} events, which this one does not continue")),
        408 or 429 or >= 500 => new Showing(ShowingOutcome.Away, Inv($"it answers {(int)answer!.Status}")) { RetryAfter = answer.RetryAfter },
        _ => new Showing(ShowingOutcome.NotUnderstood, Inv($"it answers {(int)answer!.Status}")),
    };

    private Showing Take(string body, string note, Checkpoint next, string wentBack)
    {
        if (SignedNote.SignaturesIn(body) is not { } lines) return new Showing(ShowingOutcome.NotUnderstood, "its answer is no signature");
        // Signatures of keys that nobody told us of count for nothing; one that claims to be of this key must hold.
        var claimed = lines.Where(_address.Key.Made).ToList();
        if (claimed.Count == 0) return new Showing(ShowingOutcome.NotCosigned, $"it answers without a cosignature of the key {_address.Key.Line}");
        var text = SignedNote.Parse(note)!.Text;
        var held = claimed.ConvertAll(line => Cosignature.Read(_address.Key, text, line));
        if (held.Contains(null)) return new Showing(ShowingOutcome.Forged, "its cosignature does not hold for this checkpoint");
        var now = _clock.GetUtcNow();
        var cosignature = held.MaxBy(c => c!.At)!;
        var off = cosignature.At - now.ToUnixTimeSeconds();
        if (Math.Abs((double)off) > s_clocksMayDiffer.TotalSeconds) return new Showing(ShowingOutcome.TimeOff, Inv($"its cosignature is {off} seconds off our clock"));
        _accepted.Append(new CosignedNote(now, note + cosignature.Line, _address.Key.Line));
        Last = next;
        return new Showing(ShowingOutcome.Cosigned, wentBack);
    }

    // The first of a kind is the evidence; the same again, try after try, would only fill the disk.
    private void KeepRefusal(string note, Showing showing)
    {
        var why = $"{showing.Outcome}: {showing.Words}";
        if (why == _lastWhy) return;
        _refused.Append(new WitnessedNote(_clock.GetUtcNow(), note, why));
        _lastWhy = why;
    }

    private static long? SizeIn(string body) =>
        body.EndsWith('\n') && long.TryParse(body[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
        && size.ToString(CultureInfo.InvariantCulture) == body[..^1] ? size : null;

    private static string Inv(FormattableString words) => FormattableString.Invariant(words);
}
