using System.Globalization;
using System.Text;

namespace Post.Kernel.Documents;

/// <summary>A sender's name for a file, made harmless: nothing in it turns text round, hides, or leads to another folder.</summary>
public static class DocumentName
{
    public const int MaxLength = 255;

    private const int DownloadMaxLength = 100;
    private const string Unnamed = "document";

    /// <summary>As it is stored: what PostgreSQL cannot hold is replaced, what is too long is cut.</summary>
    public static string Kept(string? asSent)
    {
        var text = string.IsNullOrWhiteSpace(asSent) ? Unnamed : asSent.Replace('\0', '\uFFFD');
        var sound = new StringBuilder(text.Length);
        // A lone half of a pair cannot be written as UTF-8.
        foreach (var rune in text.EnumerateRunes()) sound.Append(rune.ToString());
        return sound.Length <= MaxLength ? sound.ToString() : Cut(sound.ToString(), MaxLength);
    }

    /// <summary>For the screen: what cannot be seen, or moves what can, stands there by its number.</summary>
    public static string Shown(string kept)
    {
        var shown = new StringBuilder(kept.Length);
        foreach (var rune in kept.EnumerateRunes())
        {
            if (IsTreacherous(rune)) shown.Append(CultureInfo.InvariantCulture, $"⟨U+{rune.Value:X4}⟩");
            else shown.Append(rune.ToString());
        }

        return shown.ToString();
    }

    /// <summary>For a download: letters, digits and a few marks, and the ending of the true type whatever the name says.</summary>
    public static string ForDownload(string kept, DocumentType type)
    {
        var extension = DocumentTypeFacts.Of(type).Extension;
        var last = kept.Split('/', '\\')[^1];
        var safe = new StringBuilder();
        foreach (var rune in last.EnumerateRunes()) safe.Append(IsPlain(rune) ? rune.ToString() : "_");
        var name = Cut(safe.ToString().Trim('.', ' ', '_'), DownloadMaxLength);
        if (name.EndsWith($".{extension}", StringComparison.OrdinalIgnoreCase)) name = name[..^(extension.Length + 1)];
        // A device's name is not a file's on every system.
        return name.Length == 0 || IsDevice(name) ? $"{Unnamed}.{extension}" : $"{name}.{extension}";
    }

    private static bool IsTreacherous(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    private static bool IsPlain(Rune rune) => Rune.IsLetterOrDigit(rune) || rune.Value is ' ' or '.' or '-' or '_' or '(' or ')';

    private static bool IsDevice(string name)
    {
        var stem = name.Split('.')[0].ToUpperInvariant();
        return stem is "CON" or "PRN" or "AUX" or "NUL"
            || (stem.Length == 4 && (stem.StartsWith("COM", StringComparison.Ordinal) || stem.StartsWith("LPT", StringComparison.Ordinal)));
    }

    private static string Cut(string text, int length)
    {
        if (text.Length <= length) return text;
        return char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
    }
}
