using System.Text.Json;
using System.Text.Json.Serialization;

namespace Post.Kernel.Imports.Profiles;

/// <summary>How one field of a kind is filled from a file; data, so that a new layout needs no program.</summary>
/// <param name="Field">The layout column's name.</param>
public sealed record FieldRule(string Field)
{
    /// <summary>Header of the column it comes from; null where it is the same for every row.</summary>
    public string? Column { get; init; }

    /// <summary>Stands where there is no column, and where the column's cell is blank; “{last}, {first}” takes cells in.</summary>
    public string? Constant { get; init; }

    /// <summary>Blank in every row, and said so: the file does not have it.</summary>
    public bool Blank { get; init; }

    public NamePart Part { get; init; }

    /// <summary>How the file writes days, one of <see cref="DateForms"/>; null leaves the cell as it is.</summary>
    public string? DateForm { get; init; }

    /// <summary>“20373.0” is 20373: a table program wrote a whole number as a fraction.</summary>
    public bool WholeNumber { get; init; }

    /// <summary>“0000-0000” writes 20373 as 0002-0373: the digits of a number in a form, from the right.</summary>
    public string? Mask { get; init; }

    /// <summary>What the file's codes mean here; compared without case.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    public UnknownValue Otherwise { get; init; }

    /// <summary>Whether it fills the field at all.</summary>
    internal bool Says => Column is not null || !string.IsNullOrEmpty(Constant) || Blank;
}

/// <summary>A part of a name written “LAST, FIRST M” in one cell.</summary>
public enum NamePart
{
    Whole,
    Surname,
    FirstName,
    MiddleName,
    Suffix,
}

/// <summary>What becomes of a value that the map of values does not list.</summary>
public enum UnknownValue
{
    Keep,
    Blank,
    Reject,
}

/// <summary>The day of which the rows are evidence, when the sender does not say it (G-EVIDENCE).</summary>
public enum AsOfRule
{
    /// <summary>The date in the file's name; without one the sender is asked.</summary>
    FileName,

    /// <summary>The day on which it is brought in: an extract made that day.</summary>
    DayReceived,

    /// <summary>Always asked.</summary>
    Ask,
}

/// <summary>Rules as they are kept.</summary>
internal static class FieldRules
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write(IReadOnlyList<FieldRule> rules) => JsonSerializer.Serialize(rules, s_json);

    public static IReadOnlyList<FieldRule> Read(string json) => JsonSerializer.Deserialize<List<FieldRule>>(json, s_json)!;
}
