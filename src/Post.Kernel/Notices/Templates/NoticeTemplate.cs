using System.Text.RegularExpressions;
using Post.Kernel.Requests;

namespace Post.Kernel.Notices.Templates;

/// <summary>A kind of notice: its clause, the places its templates fill, and for what an address must be furnished.</summary>
public sealed record NoticeKind(string Key, string Title, string Clause, string Purpose, IReadOnlyList<string> Fields);

/// <summary>Words that must stand in a template adopted for a day on which they are in force, with the clause that asks.</summary>
public sealed record RequiredPhrase(string Phrase, string Clause, DateOnly ValidFrom, DateOnly? ValidTo, string Source)
{
    public bool IsInForce(DateOnly on) => ValidFrom <= on && (ValidTo is null || on <= ValidTo);
}

/// <summary>Whether a version may be used.</summary>
public enum TemplateState
{
    Draft,
    Adopted,
}

/// <summary>A version of the words of a kind of notice; never edited, the next version replaces it from its day.</summary>
public sealed partial record NoticeTemplate(
    string Kind, string Language, int Version, TemplateState State, string Subject, string Body, string Authority, DateOnly? ValidFrom)
{
    public const int SubjectMaxLength = 200;
    public const int BodyMaxLength = 20_000;

    public string DraftedBy { get; init; } = "";
    public DateTimeOffset DraftedAt { get; init; }
    public string? AdoptedBy { get; init; }
    public DateTimeOffset? AdoptedAt { get; init; }

    /// <summary>The first required words that are not in the body.</summary>
    public RequiredPhrase? Missing(IEnumerable<RequiredPhrase> phrases, DateOnly on) =>
        phrases.FirstOrDefault(p => p.IsInForce(on) && !Body.Contains(p.Phrase, StringComparison.Ordinal));

    /// <summary>Null when every place is one that the kind knows.</summary>
    public Refusal? CheckPlaces(NoticeKind kind)
    {
        var unknown = Places(Subject).Concat(Places(Body)).Except(kind.Fields).FirstOrDefault();
        return unknown is null ? null : new TemplateFieldsDiffer(
            $"The template has a place “{{{{{unknown}}}}}” that this kind of notice cannot fill. It fills: {string.Join(", ", kind.Fields)}.");
    }

    /// <summary>Puts the words in their places, in one pass: what is filled in is never read as a place again.</summary>
    public (string Subject, string Body) Fill(IReadOnlyDictionary<string, string> words) =>
        (OneLine(Filled(Subject, words)), Lines(Filled(Body, words)));

    private static string Filled(string text, IReadOnlyDictionary<string, string> words) =>
        Place().Replace(text, place => words[place.Groups[1].Value]);

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(m => m.Groups[1].Value);

    // A subject is one line of printable words, whatever was filled in.
    private static string OneLine(string text) => Blanks().Replace(text, " ").Trim();

    private static string Lines(string text)
    {
        var plain = Unprintable().Replace(text.ReplaceLineEndings("\n"), " ");
        return Gaps().Replace(plain, "\n\n").Trim();
    }

    [GeneratedRegex(@"\{\{([a-z_]+)\}\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"[\s\p{C}-[\ud800-\udfff]]+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"[\p{C}-[\n\ud800-\udfff]]")]
    private static partial Regex Unprintable();

    [GeneratedRegex(@"\n[ \t]*\n(?:[ \t]*\n)+")]
    private static partial Regex Gaps();
}
