namespace Post.PublicDatabase.Site;

/// <summary>How a name is put together for reading; nothing is added to it and no order of culture assumed.</summary>
internal static class OfficerWords
{
    /// <summary>As in a list: surname first.</summary>
    public static string Listed(string firstName, string surname, string? suffix)
    {
        var name = string.IsNullOrWhiteSpace(firstName) ? surname : $"{surname}, {firstName}";
        return string.IsNullOrWhiteSpace(suffix) ? name : $"{name}, {suffix}";
    }

    /// <summary>As one says it.</summary>
    public static string Spoken(string firstName, string surname, string? suffix) =>
        string.Join(' ', new[] { firstName, surname, suffix }.Where(part => !string.IsNullOrWhiteSpace(part)));
}
