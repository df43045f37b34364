using System.Runtime.InteropServices;

namespace Post.PublicDatabase.Search;

/// <summary>
/// The values officers have in one respect (status, agency or county), and who has each. What an officer has is one number: the
/// id of the value; <see cref="Nothing"/>; or, for the few who have several, a number below that which stands for the set.
/// </summary>
internal sealed class Choices
{
    public const int Nothing = -1;

    private readonly Dictionary<string, int> _ids;
    private readonly List<int[]> _sets = [];
    private readonly int[] _of;
    private readonly int[] _starts;
    private readonly int[] _officers;

    /// <param name="officers">In display order.</param>
    /// <param name="key">The first value, or the only one.</param>
    /// <param name="all">Every value of an officer who may have several; not asked of the others.</param>
    public Choices(
        IReadOnlyList<SearchableOfficer> officers, Func<SearchableOfficer, string?> key,
        Func<SearchableOfficer, IEnumerable<string>>? all = null)
    {
        Keys = [.. officers.SelectMany(o => KeysOf(o, key, all)).Distinct().Order(StringComparer.Ordinal)];
        _ids = Keys.Select((k, id) => (k, id)).ToDictionary(c => c.k, c => c.id, StringComparer.Ordinal);
        var codes = new Dictionary<string, int>(StringComparer.Ordinal);
        _of = [.. officers.Select(o => CodeOf([.. KeysOf(o, key, all).Distinct().Select(k => _ids[k]).Order()], codes))];
        _starts = new int[Keys.Length + 1];
        _officers = new int[_of.Sum(code => Ids(in code).Length)];
        Group();
    }

    public string[] Keys { get; }

    public int Find(string key) => _ids.GetValueOrDefault(key, Nothing);

    public int Of(int officer) => _of[officer];

    /// <summary>The values that a number stands for: one, none, or several.</summary>
    public ReadOnlySpan<int> Ids(ref readonly int code) => code switch
    {
        >= 0 => MemoryMarshal.CreateReadOnlySpan(in code, 1),
        Nothing => [],
        _ => _sets[Nothing - 1 - code],
    };

    /// <summary>Whether a number stands for a value, alone or among others.</summary>
    public bool Has(int code, int id) => code == id || (code < Nothing && _sets[Nothing - 1 - code].AsSpan().Contains(id));

    /// <summary>In display order.</summary>
    public ReadOnlySpan<int> Officers(int id) => _officers.AsSpan(_starts[id].._starts[id + 1]);

    private static IEnumerable<string> KeysOf(
        SearchableOfficer officer, Func<SearchableOfficer, string?> key, Func<SearchableOfficer, IEnumerable<string>>? all)
    {
        if (all is not null && officer.MoreAgencies.Count > 0) return all(officer);
        return key(officer) is { } only ? [only] : [];
    }

    private int CodeOf(int[] ids, Dictionary<string, int> codes)
    {
        if (ids.Length < 2) return ids.Length == 0 ? Nothing : ids[0];
        var set = string.Join(',', ids);
        if (codes.TryGetValue(set, out var known)) return known;
        _sets.Add(ids);
        return codes[set] = Nothing - _sets.Count;
    }

    private void Group()
    {
        foreach (var code in _of)
        {
            foreach (var id in Ids(in code)) _starts[id + 1]++;
        }

        for (var id = 0; id < Keys.Length; id++) _starts[id + 1] += _starts[id];
        var free = _starts.ToArray();
        for (var officer = 0; officer < _of.Length; officer++)
        {
            foreach (var id in Ids(in _of[officer])) _officers[free[id]++] = officer;
        }
    }
}
