using Post.Certification.Domain;

namespace Post.Certification.Features.ListOfficers;

/// <summary>A stretch of the index, from its first key to before its last: a prefix that any plan can walk.</summary>
internal sealed record KeyRange(string From, string To)
{
    // Sorts after every letter of the basic plane in byte order.
    private const string End = "\uffff";

    public static KeyRange StartingWith(string prefix) => new(prefix, prefix + End);
}

/// <summary>What was typed, read as an officer number or as a name in either order.</summary>
internal sealed record OfficerText(KeyRange? Number, KeyRange? SurnameFirst, KeyRange? FirstNameFirst)
{
    public static OfficerText? Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var typed = text.Trim();
        if (char.IsAsciiDigit(typed[0])) return new OfficerText(KeyRange.StartingWith(NumberOf(typed)), null, null);

        var comma = typed.IndexOf(',', StringComparison.Ordinal);
        if (comma >= 0) return Named(typed[..comma] + ",", typed[(comma + 1)..]);

        var words = FoldedWords.Of(typed).Split(' ');
        return Named(typed, "") with
        {
            FirstNameFirst = words.Length < 2 ? null : KeyRange.StartingWith($"{words[^1]},{string.Join('-', words[..^1])}"),
        };
    }

    private static OfficerText Named(string surname, string firstName)
    {
        var given = surname.EndsWith(',') ? $",{PersonName.KeyPartOf(firstName)}" : "";
        return new OfficerText(null, KeyRange.StartingWith(PersonName.KeyPartOf(surname) + given), null);
    }

    // The number is written 9999-9999; people leave the dash out.
    private static string NumberOf(string typed)
    {
        var digits = new string([.. typed.Where(char.IsAsciiDigit)]);
        return digits.Length > 4 ? $"{digits[..4]}-{digits[4..]}" : digits;
    }
}
