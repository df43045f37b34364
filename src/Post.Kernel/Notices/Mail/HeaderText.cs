namespace Post.Kernel.Notices.Mail;

/// <summary>
/// The value of a header line (RFC 5322, RFC 2047). Everything but plain printable ASCII goes into encoded words, a line
/// break among it: no value can begin a header of its own.
/// </summary>
internal static class HeaderText
{
    private const int LineLength = 76;
    private const string WordStart = "=?utf-8?B?";
    private const string WordEnd = "?=";

    // 75 characters at most in an encoded word (RFC 2047, 2), of which 12 are its frame; four carry three bytes.
    private const int BytesPerWord = (75 - 12) / 4 * 3;

    public static string Line(string name, string value) =>
        IsPlain(value) && name.Length + 2 + value.Length <= LineLength && !value.Contains("=?", StringComparison.Ordinal)
            ? $"{name}: {value}\r\n"
            : $"{name}:\r\n {Words(value)}\r\n";

    /// <summary>A line with a display name and an address; the name is quoted or encoded, never bare.</summary>
    public static string Mailbox(string header, string name, string address) =>
        $"{header}:\r\n {(IsPlain(name) && name.Length <= LineLength / 2 ? Quoted(name) : Words(name))}\r\n <{address}>\r\n";

    private static string Quoted(string name) =>
        $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static bool IsPlain(string value) =>
        value.All(c => c is >= ' ' and <= '~') && value.Trim().Length == value.Length;

    // One word to a line, so that no line is too long; a character is never split between two words.
    private static string Words(string value)
    {
        var words = new List<string>();
        var bytes = new List<byte>(BytesPerWord);
        Span<byte> rune = stackalloc byte[4];
        foreach (var character in value.EnumerateRunes())
        {
            var length = character.EncodeToUtf8(rune);
            if (bytes.Count + length > BytesPerWord) Close(words, bytes);
            bytes.AddRange(rune[..length]);
        }

        if (bytes.Count > 0) Close(words, bytes);
        return string.Join("\r\n ", words);

        static void Close(List<string> words, List<byte> bytes)
        {
            words.Add(WordStart + Convert.ToBase64String([.. bytes]) + WordEnd);
            bytes.Clear();
        }
    }
}
