using System.Collections.Frozen;

namespace Post.PublicDatabase.Gate;

/// <summary>
/// A row of the publication table as the regulation's reading has it: what it says, and by which clauses.
/// </summary>
internal sealed record TableRow(string Number, RowKind Kind, GateResult Result, IReadOnlyList<string> Clauses,
    string Facts);

/// <summary>How a row is asked.</summary>
internal enum RowKind
{
    /// <summary>By a predicate of its own.</summary>
    Computed,

    /// <summary>Fires while a restriction by one of its clauses stands.</summary>
    Restriction,

    /// <summary>Fires only while restrictions by its first two clauses both stand.</summary>
    BothLimbs,
}

/// <summary>The publication table (requirements 8.00, part (b)), read from the data beside this file.</summary>
internal sealed class PublicationTable
{
    private const string Resource = "Post.PublicDatabase.Gate.publication-table.csv";
    private static readonly Lazy<PublicationTable> s_current = new(() => new PublicationTable());

    private PublicationTable()
    {
        Rows = [.. EmbeddedTable.Read(Resource, 5).Select(Parse)];
        ByNumber = Rows.ToFrozenDictionary(r => r.Number);
        RestrictionClauses = Rows.Where(r => r.Kind is not RowKind.Computed).SelectMany(r => r.Clauses).ToFrozenSet();
    }

    public static PublicationTable Current => s_current.Value;

    public IReadOnlyList<TableRow> Rows { get; }

    public IReadOnlyDictionary<string, TableRow> ByNumber { get; }

    /// <summary>The clauses by which a restriction may be set; any other is unknown to the regulation.</summary>
    public IReadOnlySet<string> RestrictionClauses { get; }

    private static TableRow Parse(string[] cells) =>
        new(cells[0], KindOf(cells[1]), ResultOf(cells[2]), cells[3].Split(' '), cells[4]);

    private static RowKind KindOf(string how) => how switch
    {
        "computed" => RowKind.Computed,
        "restriction" => RowKind.Restriction,
        "both-limbs" => RowKind.BothLimbs,
        _ => throw new InvalidOperationException($"The publication table has an unknown kind of row: {how}."),
    };

    private static GateResult ResultOf(string result) =>
        result == "Redact" ? GateResult.PublishRedacted : Enum.Parse<GateResult>(result);
}
