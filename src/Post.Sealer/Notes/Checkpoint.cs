using System.Globalization;
using Post.Sealer.Tree;

namespace Post.Sealer.Notes;

/// <summary>What a checkpoint says: of which log, how many leaves, under which root (C2SP tlog-checkpoint).</summary>
internal sealed record Checkpoint(string Origin, long Size, byte[] Root)
{
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Convert.ToBase64String(Root)}\n");

    /// <summary>The checkpoint a note's text reads as, or null when it is none. Extension lines are kept out of our own.</summary>
    public static Checkpoint? Parse(string text)
    {
        var lines = text.Split('\n');
        if (lines.Length != 4 || lines[3].Length != 0 || lines[0].Length == 0) return null;
        if (!long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size)) return null;
        if (size.ToString(CultureInfo.InvariantCulture) != lines[1]) return null;
        var root = new byte[TreeHash.Length + 1];
        return Convert.TryFromBase64String(lines[2], root, out var length) && length == TreeHash.Length
            ? new Checkpoint(lines[0], size, root[..length])
            : null;
    }
}
