namespace Post.Standards.Features.ImportDisciplinary.Layout;

/// <summary>A surname cut from the suffix written behind it; the three parts joined are the source text.</summary>
internal sealed record SurnameParts(string Surname, string Separator, string SuffixText)
{
    public static SurnameParts Split(string source)
    {
        var trimmed = source.TrimEnd();
        var at = trimmed.LastIndexOfAny([' ', ',', '\u00A0']);
        var surname = at < 0 ? "" : trimmed[..at].TrimEnd(' ', ',', '\u00A0');
        return surname.Length > 0 && Vocabulary.Current.Find("suffix", trimmed[(at + 1)..]) is not null
            ? new SurnameParts(surname, source[surname.Length..(at + 1)], source[(at + 1)..])
            : new SurnameParts(source, "", "");
    }
}

/// <summary>An officer's name as the public may come to see it, beside the cells it was read from.</summary>
internal sealed record OfficerName(
    string FirstName, string Surname, string? Suffix, string SourceSurname, string SourceSuffix)
{
    public bool SuffixesDisagree { get; private init; }

    public static OfficerName Read(string first, string surname, string suffix)
    {
        var parts = SurnameParts.Split(surname);
        var fromColumn = Normal(suffix);
        var fromSurname = Normal(parts.SuffixText);
        return new OfficerName(first.Trim(), parts.Surname.Trim(), fromColumn ?? fromSurname, surname, suffix)
        {
            SuffixesDisagree = fromColumn is not null && fromSurname is not null && fromColumn != fromSurname,
        };
    }

    // A suffix we do not know stays as it was written: leaving it out could merge two people.
    private static string? Normal(string suffix) => string.IsNullOrWhiteSpace(suffix)
        ? null
        : Vocabulary.Current.Find("suffix", suffix)?.Code ?? suffix.Trim();
}

/// <summary>An agency as a file names it; "unassociated officer" names none.</summary>
internal sealed record AgencyText(string SourceText, bool NamesAgency)
{
    public static AgencyText Read(string source) => new(
        source, !string.IsNullOrWhiteSpace(source) && Vocabulary.Current.Find("no-agency", source) is null);

    public string? Spelling => NamesAgency ? SourceText.Trim() : null;
}

/// <summary>A free reference number; "None", "N/A" and the like are no number, and their text is kept.</summary>
internal sealed record ReferenceText(string? Value, string SourceText)
{
    public static ReferenceText Read(string source) => new(
        Vocabulary.Current.Find("no-number", source) is null ? source.Trim() : null, source);
}
