using System.Text.Json;

namespace Post.AccessReview.Domain;

/// <summary>A rule of misuse as it stands on some days: its words and the numbers it starts from.</summary>
internal sealed class MisuseRule
{
    public required string Code { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }
    public required string Label { get; init; }
    public required string Meaning { get; init; }

    /// <summary>JSON: names and whole numbers.</summary>
    public required string Numbers { get; init; }

    /// <summary>Purposes that need a matter, where the rule asks for one.</summary>
    public required string[] Purposes { get; init; }
    public required string Clause { get; init; }
    public required string Source { get; init; }

    public bool InForce(DateOnly on) => ValidFrom <= on && (ValidTo is null || on <= ValidTo);

    public RuleNumbers Read() => new(Code, JsonSerializer.Deserialize<Dictionary<string, int>>(Numbers)!, Purposes.ToHashSet());
}

/// <summary>The numbers of a rule by their names; one that is missing stops the rule with a sentence that says which.</summary>
internal sealed record RuleNumbers(string Rule, IReadOnlyDictionary<string, int> Values, IReadOnlySet<string> Purposes)
{
    public int this[string name] => Values.TryGetValue(name, out var value)
        ? value
        : throw new InvalidOperationException($"The rule {Rule} has no number “{name}” in force.");
}
