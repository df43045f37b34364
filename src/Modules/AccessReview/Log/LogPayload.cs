using System.Text.Json;
using Post.Audit;

namespace Post.AccessReview.Log;

/// <summary>The words beside an event: who it was by name, what was asked, what changed. Empty once it was expunged.</summary>
public sealed record LogPayload(string? Name, string? Reason, string? Query, string? Summary, IReadOnlyList<FieldChange> Changes)
{
    public static readonly LogPayload Gone = new(null, null, null, null, []);

    // A field of the stored format: it must not follow a rename of the property.
    private const string ChangesField = "Changes";

    internal static LogPayload Of(byte[]? body)
    {
        if (body is null) return Gone;
        using var json = JsonDocument.Parse(body);
        var root = json.RootElement;
        var fields = root.TryGetProperty("CustomFields", out var custom) ? custom : default;
        return new LogPayload(
            root.TryGetProperty("Environment", out var environment) ? Text(environment, "UserName") : null,
            Text(fields, "Reason"), Text(fields, "Query"), Text(fields, "Summary"), Changed(fields));
    }

    private static List<FieldChange> Changed(JsonElement fields)
    {
        if (fields.ValueKind is not JsonValueKind.Object || !fields.TryGetProperty(ChangesField, out var changes)) return [];
        return [.. changes.EnumerateArray().Select(c => new FieldChange(Text(c, "Field") ?? "", Text(c, "Before"), Text(c, "After")))];
    }

    private static string? Text(JsonElement of, string name) =>
        of.ValueKind is JsonValueKind.Object && of.TryGetProperty(name, out var value) ? value.GetString() : null;
}
