using System.Globalization;

namespace Post.Cli;

/// <summary>The verb was called in a way it does not understand; the message says how.</summary>
internal sealed class MisuseException(string message) : Exception(message);

/// <summary>Words and options of a verb, taken one after another; what is left at the end is an error.</summary>
internal sealed class VerbArguments(IReadOnlyList<string> args)
{
    private readonly List<string> _left = [.. args];

    public string? Next()
    {
        var at = _left.FindIndex(a => !a.StartsWith("--", StringComparison.Ordinal));
        return at < 0 ? null : Take(at);
    }

    public string Require(string what) => Next() ?? throw new MisuseException($"{what} is missing.");

    /// <summary>A word that must stand there, such as the second word of a verb.</summary>
    public void Require(string word, string usage)
    {
        if (Next() != word) throw new MisuseException($"Use: {usage}");
    }

    public IReadOnlyList<string> Values(string name)
    {
        var values = new List<string>();
        while (Value(name) is { } value) values.Add(value);
        return values;
    }

    public bool Flag(string name)
    {
        var at = _left.IndexOf(name);
        if (at < 0) return false;
        _left.RemoveAt(at);
        return true;
    }

    public string? Value(string name)
    {
        var at = _left.IndexOf(name);
        if (at < 0) return null;
        if (at + 1 >= _left.Count) throw new MisuseException($"{name} needs a value.");
        _left.RemoveAt(at);
        return Take(at);
    }

    public DateOnly? Date(string name) => Value(name) is not { } text
        ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new MisuseException($"{name} takes a date such as 2024-08-24, not “{text}”.");

    public int Number(string name, int otherwise) => Value(name) is not { } text
        ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new MisuseException($"{name} takes a whole number above zero, not “{text}”.");

    /// <summary>All that is left, for a verb that reads its own options.</summary>
    public string[] Rest()
    {
        string[] rest = [.. _left];
        _left.Clear();
        return rest;
    }

    /// <summary>Options are asked for before the words, so an unknown one is found here.</summary>
    public void ThrowIfAnyLeft()
    {
        if (_left.Count > 0) throw new MisuseException($"I do not know what to do with “{string.Join(' ', _left)}”.");
    }

    private string Take(int at)
    {
        var value = _left[at];
        _left.RemoveAt(at);
        return value;
    }
}
