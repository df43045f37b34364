namespace Post.PublicDatabase.Search;

/// <summary>The values officers have in one respect (status, agency or county), and who has each.</summary>
internal sealed class Choices
{
    public const int Nothing = -1;

    private readonly Dictionary<string, int> _ids;
    private readonly int[] _of;
    private readonly int[] _starts;
    private readonly int[] _officers;

    public Choices(IReadOnlyList<SearchableOfficer> officers, Func<SearchableOfficer, string?> key)
    {
        Keys = [.. officers.Select(key).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        _ids = Keys.Select((k, id) => (k, id)).ToDictionary(c => c.k, c => c.id, StringComparer.Ordinal);
        _of = [.. officers.Select(o => key(o) is { } k ? _ids[k] : Nothing)];
        _starts = new int[Keys.Length + 1];
        _officers = new int[_of.Count(id => id != Nothing)];
        Group();
    }

    public string[] Keys { get; }

    public int Find(string key) => _ids.GetValueOrDefault(key, Nothing);

    public int Of(int officer) => _of[officer];

    /// <summary>In display order.</summary>
    public ReadOnlySpan<int> Officers(int id) => _officers.AsSpan(_starts[id].._starts[id + 1]);

    private void Group()
    {
        foreach (var id in _of)
        {
            if (id != Nothing) _starts[id + 1]++;
        }

        for (var id = 0; id < Keys.Length; id++) _starts[id + 1] += _starts[id];
        var free = _starts.ToArray();
        for (var officer = 0; officer < _of.Length; officer++)
        {
            if (_of[officer] != Nothing) _officers[free[_of[officer]]++] = officer;
        }
    }
}
