namespace Post.Kernel.Imports.Profiles;

/// <summary>The parts of a profile in plain words.</summary>
internal static class ProfileWords
{
    public static string Of(AsOfRule rule) => rule switch
    {
        AsOfRule.FileName => "the date in the file's name, else ask",
        AsOfRule.DayReceived => "the day they are brought in",
        _ => "a day that is asked each time",
    };

    public static string Of(NamePart part) => part switch
    {
        NamePart.Whole => "the whole cell",
        NamePart.Surname => "surname",
        NamePart.FirstName => "first name",
        NamePart.MiddleName => "middle name",
        _ => "suffix",
    };

    public static string Of(UnknownValue value) => value switch
    {
        UnknownValue.Keep => "stays as it is",
        UnknownValue.Blank => "counts as blank",
        _ => "rejects the row",
    };

    public static string Of(ColumnGuess guess) => guess.Type switch
    {
        GuessedType.Blank => "always blank",
        GuessedType.Date => $"day, like {DateForms.All.First(f => f.Pattern == guess.DateForm).Example}",
        GuessedType.Number => guess.WholeNumber ? "number, written with .0" : "number",
        GuessedType.FullName => "name, surname first",
        GuessedType.Name => "name or words",
        GuessedType.Code => "code",
        _ => "text",
    };

    /// <summary>How a field is filled, in one sentence.</summary>
    public static string Of(FieldRule rule)
    {
        if (rule.Column is null) return rule.Blank ? "blank in every row" : $"always “{rule.Constant}”";
        var words = rule.Part is NamePart.Whole ? $"column “{rule.Column}”" : $"{Of(rule.Part)} of column “{rule.Column}”";
        if (rule.DateForm is { } form) words += $", days written {form}";
        if (rule.WholeNumber) words += ", without “.0”";
        if (rule.Mask is { } mask) words += $", digits written {mask}";
        if (rule.Values.Count > 0) words += $", {string.Join(", ", rule.Values.Select(v => $"{v.Key} means {v.Value}"))}; another value {Of(rule.Otherwise)}";
        return rule.Constant is null ? words : $"{words}; “{rule.Constant}” where blank";
    }

    public static string StateOf(ImportProfile profile) => profile switch
    {
        { RetiredAt: not null } => "Retired",
        { SupersededAt: not null } => "Replaced by a later version",
        _ => "In use",
    };
}
