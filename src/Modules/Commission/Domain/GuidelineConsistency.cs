using System.Text.Json;
using Post.Kernel.Requests;

namespace Post.Commission.Domain;

/// <summary>What a program can check of 8.06(6)(c): the rest is counsel's to sign.</summary>
internal static class GuidelineConsistency
{
    /// <param name="parameters">The proposed parameters.</param>
    /// <param name="present">Those in force; the readers of a guideline know these names and no others.</param>
    /// <param name="forms">What the regulation itself publishes or withholds.</param>
    public static Refusal? WhyNot(string parameters, string? present, IReadOnlyCollection<RegulatedForm> forms)
    {
        JsonElement proposed;
        try
        {
            proposed = JsonElement.Parse(parameters);
        }
        catch (JsonException failure)
        {
            return new ParametersNotReadable(failure.Message);
        }

        if (proposed.ValueKind is not JsonValueKind.Object) return new ParametersNotReadable("they are not a list of names with values.");
        return (present is null ? null : WrongShape(proposed, JsonElement.Parse(present))) ?? MovesAForm(proposed, forms);
    }

    private static ParametersNotReadable? WrongShape(JsonElement proposed, JsonElement present)
    {
        foreach (var known in present.EnumerateObject())
        {
            if (!proposed.TryGetProperty(known.Name, out var value)) return new($"“{known.Name}” is missing.");
            if (Kind(value) != Kind(known.Value)) return new($"“{known.Name}” is not of the kind it was.");
        }

        var unknown = proposed.EnumerateObject().Select(p => p.Name).FirstOrDefault(name => !present.TryGetProperty(name, out _));
        return unknown is null ? null : new($"nobody reads “{unknown}”.");
    }

    private static JsonValueKind Kind(JsonElement value) =>
        value.ValueKind is JsonValueKind.False ? JsonValueKind.True : value.ValueKind;

    private static Refusal? MovesAForm(JsonElement proposed, IReadOnlyCollection<RegulatedForm> forms)
    {
        foreach (var code in Strings(proposed, "shown"))
        {
            if (Listed(RegulatedForm.Withheld, code) is { } barred) return new FormIsWithheldByRegulation(barred.What, barred.Clause);
        }

        foreach (var code in Strings(proposed, "withheld"))
        {
            if (Listed(RegulatedForm.Published, code) is { } open) return new FormIsPublishedByRegulation(open.What, open.Clause);
        }

        return null;

        RegulatedForm? Listed(string list, string code) =>
            forms.FirstOrDefault(f => f.List == list && (f.Code == code || f.Clause == code));
    }

    private static IEnumerable<string> Strings(JsonElement parameters, string name) =>
        parameters.TryGetProperty(name, out var list) && list.ValueKind is JsonValueKind.Array
            ? list.EnumerateArray().Where(e => e.ValueKind is JsonValueKind.String).Select(e => e.GetString()!)
            : [];
}
