namespace Post.Kernel.Imports.Profiles;

/// <summary>Writes the digits of a number in a form such as “0000-0000”, from the right.</summary>
internal static class DigitMask
{
    public const int MaxLength = 32;

    public static bool IsMask(string mask) => mask.Length <= MaxLength && mask.Contains('0') && mask.All(c => c is '0' or '-' or '.' or '/' or ' ');

    /// <summary>What is no number, or too long for the form, stays as it is: the checker of the kind says so.</summary>
    public static string Write(string text, string mask)
    {
        var room = mask.Count(c => c == '0');
        if (text.Length > room || !text.All(char.IsAsciiDigit)) return text;
        var digits = text.PadLeft(room, '0');
        var next = 0;
        return string.Create(mask.Length, (mask, digits), (to, from) =>
        {
            for (var i = 0; i < to.Length; i++) to[i] = from.mask[i] == '0' ? from.digits[next++] : from.mask[i];
        });
    }
}
