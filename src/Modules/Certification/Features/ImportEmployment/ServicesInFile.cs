using System.Runtime.InteropServices;
using Post.Kernel.Imports;

namespace Post.Certification.Features.ImportEmployment;

/// <summary>
/// Learns, while a file is read, which of its officers have rows that could contradict each other: two names, or services
/// with one employer as spelled of which one falls among the others. Keeps keys of eight bytes, some 60 MB for a million
/// rows; keys that fall together by chance only make rows be compared that need not be.
/// </summary>
internal sealed class ServicesInFile
{
    // More than can well be handed to a statement: then every row is compared.
    private const int MostNamed = 20_000;

    private readonly Dictionary<ulong, ulong> _nameOf = [];
    private readonly Dictionary<ulong, Span> _served = [];
    private readonly HashSet<string> _agencies = new(StringComparer.Ordinal);
    private readonly HashSet<string> _compared = new(StringComparer.Ordinal);

    public long Count { get; private set; }

    public long OfficerCount => _nameOf.Count;

    public IReadOnlyCollection<string> Agencies => _agencies;

    /// <summary>By their numbers; null where they are more than can be named.</summary>
    public string[]? Compared => _compared.Count > MostNamed ? null : [.. _compared];

    /// <param name="officerNumber">Of whom the row speaks.</param>
    /// <param name="sortKey">Under what name.</param>
    /// <param name="agencyFolded">Who employed them.</param>
    /// <param name="from">The first day; without one the row is held, and contradicts none.</param>
    /// <param name="until">The last day, or null where it goes on.</param>
    public void Add(string officerNumber, string sortKey, string agencyFolded, DateOnly? from, DateOnly? until)
    {
        Count++;
        _agencies.Add(agencyFolded);
        var (officer, name) = (DistinctTexts.KeyOf(officerNumber), DistinctTexts.KeyOf(sortKey));
        ref var named = ref CollectionsMarshal.GetValueRefOrAddDefault(_nameOf, officer, out var known);
        if (!known) named = name;
        var clear = from is not { } first || FallsClear(DistinctTexts.KeyOf(agencyFolded, officer), new Span(first.DayNumber, until?.DayNumber ?? int.MaxValue));
        if ((!clear || named != name) && _compared.Count <= MostNamed) _compared.Add(officerNumber);
    }

    private bool FallsClear(ulong service, Span days)
    {
        ref var all = ref CollectionsMarshal.GetValueRefOrAddDefault(_served, service, out var known);
        var clear = !known || days.First > all.Last || days.Last < all.First;
        all = known ? new Span(Math.Min(all.First, days.First), Math.Max(all.Last, days.Last)) : days;
        return clear;
    }

    private readonly record struct Span(int First, int Last);
}
