using System.Globalization;
using System.Text;
using Npgsql;
using Post.Sealer.Notes;
using Post.Sealer.Tree;

namespace Post.Sealer.Sealing;

/// <summary>The proof that one event is in the log, for somebody who gets that event and nothing else (C2SP tlog-proof).</summary>
internal static class EventProof
{
    private const string Form = "c2sp.org/tlog-proof@v1";

    /// <summary>Null when the event is not sealed.</summary>
    public static async Task<string?> WriteAsync(NpgsqlConnection connection, Guid eventId, CancellationToken ct)
    {
        var store = new LogStore(connection);
        if (await store.PlaceAsync(eventId, ct) is not { } place || await store.LastCheckpointAsync(ct) is not { } last) return null;
        var edge = await store.EdgeAsync(last.Checkpoint.Size, ct);
        var nodes = new TreeNodes(edge, (level, index) => store.TileAsync(level, index, ct));
        var path = await TreeProofs.InclusionAsync(nodes, place.Index);
        if (!ProofCheck.Includes(place.Index, last.Checkpoint.Size, place.Hash, last.Checkpoint.Root, path))
        {
            throw new LogBrokenException($"Leaf {place.Index} is not under the root that was signed.");
        }

        var proof = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Form}\nindex {place.Index}\n");
        foreach (var hash in path) proof.Append(Convert.ToBase64String(hash)).Append('\n');
        return proof.Append('\n').Append(last.Note).ToString();
    }

    /// <summary>Whether a proof holds for a leaf, by the key of the log alone.</summary>
    public static bool Holds(string proof, byte[] leafHash, VerifierKey key)
    {
        var blank = proof.IndexOf("\n\n", StringComparison.Ordinal);
        var lines = blank < 0 ? [] : proof[..blank].Split('\n');
        if (lines.Length < 2 || lines[0] != Form || !lines[1].StartsWith("index ", StringComparison.Ordinal)) return false;
        if (!long.TryParse(lines[1]["index ".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var index)) return false;
        return SignedNote.Parse(proof[(blank + 2)..]) is { } note && note.IsSignedBy(key) && Checkpoint.Parse(note.Text) is { } signed
            && ProofCheck.Includes(index, signed.Size, leafHash, signed.Root, [.. lines[2..].Select(Convert.FromBase64String)]);
    }
}
