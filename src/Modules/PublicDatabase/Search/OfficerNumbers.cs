namespace Post.PublicDatabase.Search;

/// <summary>Officer numbers in order, without their dash, so that the beginning of one is a range.</summary>
internal sealed class OfficerNumbers
{
    private readonly string[] _numbers;
    private readonly int[] _officers;
    private readonly int[] _places;

    public OfficerNumbers(IReadOnlyList<SearchableOfficer> officers)
    {
        _numbers = [.. officers.Select(o => FoldedText.Joined(o.OfficerNumber))];
        _officers = [.. Enumerable.Range(0, officers.Count)];
        Array.Sort(_numbers, _officers, StringComparer.Ordinal);

        _places = new int[officers.Count];
        for (var place = 0; place < _officers.Length; place++) _places[_officers[place]] = place;
    }

    public (int Low, int High) Range(string beginning)
    {
        var low = Bound(beginning, after: false);
        return (low, Bound(beginning, after: true));
    }

    public ReadOnlySpan<int> Officers(int low, int high) => _officers.AsSpan(low..high);

    public int PlaceOf(int officer) => _places[officer];

    public bool IsWhole(string number, int officer) => _numbers[_places[officer]].Length == number.Length;

    private int Bound(string beginning, bool after)
    {
        int low = 0, high = _numbers.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            var order = string.CompareOrdinal(_numbers[middle], 0, beginning, 0, beginning.Length);
            if (order < 0 || (after && order == 0)) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
