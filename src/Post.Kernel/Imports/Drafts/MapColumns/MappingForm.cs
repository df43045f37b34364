using System.Globalization;
using Microsoft.AspNetCore.Http;
using Post.Kernel.Imports.Drafts.ShowDraft;
using Post.Kernel.Imports.Profiles;

namespace Post.Kernel.Imports.Drafts.MapColumns;

/// <summary>What the mapping page asks, and what was answered; a field is known by its place in the layout.</summary>
internal sealed class MappingForm
{
    // No header can be told from it: a real one is never only a star.
    public const string BlankInEveryRow = "*";

    private readonly Dictionary<string, FieldRule> _rules;

    private MappingForm(IEnumerable<FieldRule> rules) => _rules = rules.ToDictionary(r => r.Field, StringComparer.Ordinal);

    public string ProfileName { get; init; } = "";

    public AsOfRule AsOfRule { get; init; }

    public DateOnly? AsOf { get; init; }

    public bool AllOrNothing { get; init; }

    /// <summary>Rules that say something; a field left alone has none.</summary>
    public IReadOnlyList<FieldRule> Rules => [.. _rules.Values.Where(r => r.Says)];

    public FieldRule For(string field) => _rules.GetValueOrDefault(field) ?? new FieldRule(field);

    public static MappingForm Proposed(ShowDraftResult shown) => new(shown.Fields.Select(f => f.Proposed).OfType<FieldRule>())
    {
        ProfileName = shown.FittingProfile ?? "",
        AsOf = shown.Draft.AsOf,
    };

    public static MappingForm Read(IFormCollection form, ShowDraftResult shown) => new(shown.Fields.Select((f, i) => ReadRule(form, f, i)))
    {
        ProfileName = Text(form, "profile"),
        AsOfRule = Choice<AsOfRule>(form, "as-of-rule"),
        AsOf = DateOnly.TryParseExact(Text(form, "as-of"), DateForms.Iso, CultureInfo.InvariantCulture, DateTimeStyles.None, out var asOf) ? asOf : null,
        AllOrNothing = Text(form, "taking") == "all",
    };

    /// <summary>One line for each value: “M = Male”.</summary>
    public static string Lines(FieldRule rule) => string.Join('\n', rule.Values.Select(v => $"{v.Key} = {v.Value}"));

    private static FieldRule ReadRule(IFormCollection form, DraftField field, int place) => new(field.Name)
    {
        Column = Text(form, $"column-{place}") is var column and not (BlankInEveryRow or "") ? column : null,
        Blank = Text(form, $"column-{place}") == BlankInEveryRow,
        Mask = OrNull(Text(form, $"mask-{place}")),
        Constant = OrNull(Text(form, $"constant-{place}")),
        Part = Choice<NamePart>(form, $"part-{place}"),
        DateForm = OrNull(Text(form, $"date-{place}")),
        WholeNumber = Text(form, $"whole-{place}") == "true",
        Values = ReadValues(Text(form, $"values-{place}")),
        Otherwise = Choice<UnknownValue>(form, $"otherwise-{place}"),
    };

    private static Dictionary<string, string> ReadValues(string lines)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var at = line.IndexOf('=', StringComparison.Ordinal);
            if (at > 0) values[line[..at].Trim()] = line[(at + 1)..].Trim();
        }

        return values;
    }

    private static string Text(IFormCollection form, string name) => form[name].ToString().Trim();

    private static string? OrNull(string text) => text.Length == 0 ? null : text;

    private static T Choice<T>(IFormCollection form, string name) where T : struct, Enum =>
        Enum.TryParse<T>(Text(form, name), out var choice) && Enum.IsDefined(choice) ? choice : default;
}
