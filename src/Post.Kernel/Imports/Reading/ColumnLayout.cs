namespace Post.Kernel.Imports.Reading;

/// <summary>One column of a layout with every header spelling it may come under.</summary>
public sealed class LayoutColumn(string name, bool required, params string[] spellings)
{
    public string Name { get; } = name;

    public bool Required { get; } = required;

    public IReadOnlyList<string> Spellings { get; } = [name, .. spellings];

    /// <summary>What its cells are; decides what can be done to them on the way in.</summary>
    public FieldType Type { get; init; }

    public override string ToString() => Name;
}

/// <summary>What the cells of a column are.</summary>
public enum FieldType
{
    Text,
    Name,
    Number,
    Code,
    Date,
}

/// <summary>A known file: its columns in the order they are written, found by header wherever they stand.</summary>
public sealed class ColumnLayout
{
    private readonly Dictionary<string, LayoutColumn> _bySpelling = new(StringComparer.Ordinal);

    public ColumnLayout(string name, params LayoutColumn[] columns)
    {
        Name = name;
        Columns = columns;
        foreach (var column in columns)
        {
            foreach (var spelling in column.Spellings) Claim(Fold(spelling), column);
        }
    }

    public string Name { get; }

    public IReadOnlyList<LayoutColumn> Columns { get; }

    public LayoutColumn? Find(string header) => _bySpelling.GetValueOrDefault(Fold(header));

    /// <summary>Case, blanks, underscores and dots do not distinguish headers: <c>IncidentDate</c> is
    /// <c>INCIDENT_DATE</c>.</summary>
    public static string Fold(string header) =>
        string.Concat(header.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));

    private void Claim(string folded, LayoutColumn column)
    {
        if (_bySpelling.TryAdd(folded, column) || _bySpelling[folded] == column) return;
        throw new ArgumentException($"Layout {Name} gives the header “{folded}” to two columns.", nameof(column));
    }
}
