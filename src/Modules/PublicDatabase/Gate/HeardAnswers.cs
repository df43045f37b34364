using System.Runtime.CompilerServices;

namespace Post.PublicDatabase.Gate;

/// <summary>
/// The rows that matched so far with their answers, in the order of the table. A state asks the gate a hundred thousand
/// times and hears some dozens of different answers: what follows from each is worked out once for one reading of the rules.
/// </summary>
internal sealed class HeardAnswers
{
    private readonly HeardAnswers? _before;
    private readonly (TableRow Row, RowAnswer Answer) _last;
    private Dictionary<(TableRow, RowAnswer), HeardAnswers>? _next;

    public HeardAnswers()
    {
    }

    private HeardAnswers(HeardAnswers before, (TableRow Row, RowAnswer Answer) last)
    {
        _before = before;
        _last = last;
    }

    /// <summary>What follows from these answers; null until somebody has worked it out.</summary>
    public GateDecision? Decision { get; set; }

    public HeardAnswers Then(TableRow row, RowAnswer answer)
    {
        _next ??= new(ByRow.Instance);
        if (!_next.TryGetValue((row, answer), out var next)) _next.Add((row, answer), next = new HeardAnswers(this, (row, answer)));
        return next;
    }

    public IReadOnlyList<(TableRow Row, RowAnswer Answer)> All()
    {
        var all = new List<(TableRow, RowAnswer)>();
        for (var at = this; at._before is not null; at = at._before) all.Add(at._last);
        all.Reverse();
        return all;
    }

    // Rows are those of the one table; their texts need not be read to tell them apart.
    private sealed class ByRow : IEqualityComparer<(TableRow Row, RowAnswer Answer)>
    {
        public static readonly ByRow Instance = new();

        public bool Equals((TableRow Row, RowAnswer Answer) x, (TableRow Row, RowAnswer Answer) y) =>
            ReferenceEquals(x.Row, y.Row) && (ReferenceEquals(x.Answer, y.Answer) || x.Answer == y.Answer);

        public int GetHashCode((TableRow Row, RowAnswer Answer) of) => HashCode.Combine(RuntimeHelpers.GetHashCode(of.Row), of.Answer.Result);
    }
}
