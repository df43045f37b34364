namespace Post.PublicDatabase.Search;

/// <summary>Agencies by the words of their names and aliases: found once, not once for each officer they employ.</summary>
internal sealed class AgencyWords
{
    public AgencyWords(IReadOnlyList<SearchableOfficer> officers)
    {
        Agencies = new Choices(officers, o => o.AgencyKey, o => o.AgencyKeys);
        Names = new string[Agencies.Keys.Length];
        var words = new LexiconBuilder();
        for (var agency = 0; agency < Names.Length; agency++)
        {
            var names = SpellingsOf(officers, Agencies.Officers(agency), Agencies.Keys[agency]);
            Names[agency] = names[0];
            foreach (var word in names.SelectMany(WordsOf).Distinct()) words.Add(word, agency);
        }

        Lexicon = words.Build().Lexicon;
    }

    public Choices Agencies { get; }

    public string[] Names { get; }

    public Lexicon Lexicon { get; }

    // The first is the name shown; sorted, so that it does not depend on the order the officers came in.
    private static List<string> SpellingsOf(IReadOnlyList<SearchableOfficer> officers, ReadOnlySpan<int> members, string key)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        var aliases = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var member in members)
        {
            var officer = officers[member];
            if (officer.AgencyKey != key)
            {
                names.Add(officer.MoreAgencies.First(a => a.Key == key).Name);
                continue;
            }

            names.Add(officer.AgencyName ?? key);
            aliases.UnionWith(officer.AgencyAliases);
        }

        return [.. names, .. aliases];
    }

    // "Boston Police Department" is also BPD, and PD with the town written out.
    private static IEnumerable<string> WordsOf(string name)
    {
        var words = FoldedText.Words(name);
        var initials = string.Concat(words.Select(w => w[0]));
        var endings = Enumerable.Range(0, initials.Length).Select(i => initials[i..]);
        return words.Concat(endings.Where(s => s.Length is > 1 and < 6));
    }
}
