using System.Text.RegularExpressions;

namespace Post.Verifier.Checks;

/// <summary>One thing that is wrong: what kind, where in the order, which event, in a sentence.</summary>
internal sealed record Finding(TamperClass Class, long? Index, Guid? EventId, string Words);

/// <summary>All that is wrong: every kind counted, some of each kept, the first in the order known.</summary>
internal sealed partial class Findings
{
    private const int KeptPerClass = 20;
    private readonly Dictionary<TamperClass, List<Finding>> _kept = [];
    private readonly Dictionary<TamperClass, long> _counts = [];

    public IReadOnlyDictionary<TamperClass, long> Counts => _counts;

    /// <summary>Nothing was altered; numbers that a dying process left unwritten are told and no more.</summary>
    public bool Sound => _counts.Keys.All(k => k is TamperClass.Unwritten);

    /// <summary>In the order of the log; what has no place in it comes last, and warnings behind everything.</summary>
    public IEnumerable<Finding> All => _kept.Values.SelectMany(f => f).OrderBy(f => f.Class is TamperClass.Unwritten).ThenBy(f => f.Index ?? long.MaxValue).ThenBy(f => f.Class);

    /// <summary>The first in the order: it names the class of the whole.</summary>
    public Finding? First => All.FirstOrDefault();

    public void Add(TamperClass what, long? index, Guid? id, string words)
    {
        _counts[what] = _counts.GetValueOrDefault(what) + 1;
        if (!_kept.TryGetValue(what, out var kept)) _kept[what] = kept = [];
        var finding = new Finding(what, index, id, words);
        if (kept.Count < KeptPerClass) kept.Add(finding);
        else if (kept.MaxBy(f => f.Index ?? long.MaxValue) is { } last && (index ?? long.MaxValue) < (last.Index ?? long.MaxValue)) kept[kept.IndexOf(last)] = finding;
    }

    public bool Has(TamperClass what, Func<Finding, bool> where) => _kept.GetValueOrDefault(what)?.Exists(f => where(f)) is true;

    /// <summary>The word for a class in JSON and in documents: <c>event-changed</c>.</summary>
    public static string WordOf(TamperClass what) => Capital().Replace(what.ToString(), m => (m.Index == 0 ? "" : "-") + char.ToLowerInvariant(m.Value[0]));

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
