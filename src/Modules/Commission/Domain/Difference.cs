using System.Text.Json;

namespace Post.Commission.Domain;

/// <summary>Whether a line stands in both texts, or in one.</summary>
public enum LineMark
{
    Same,
    Removed,
    Added,
}

/// <summary>A line of two texts laid side by side.</summary>
public sealed record MarkedLine(LineMark Mark, string Text);

/// <summary>A parameter that differs between two versions; null where it was not there.</summary>
public sealed record ParameterChange(string Path, string? Before, string? After);

/// <summary>What changed from one version to the next: lines of the text, and parameters by their path.</summary>
internal static class Difference
{
    /// <summary>The longest common lines stay; both texts can be read back from the marks.</summary>
    public static IReadOnlyList<MarkedLine> OfText(string before, string after)
    {
        var (old, now) = (Lines(before), Lines(after));
        var common = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = now.Length - 1; j >= 0; j--)
            {
                common[i, j] = old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        return [.. Walk(old, now, common)];
    }

    public static IReadOnlyList<ParameterChange> OfParameters(string before, string after)
    {
        var (old, now) = (Leaves(before), Leaves(after));
        return
        [
            .. old.Keys.Union(now.Keys).Order(StringComparer.Ordinal)
                .Select(path => new ParameterChange(path, old.GetValueOrDefault(path), now.GetValueOrDefault(path)))
                .Where(change => change.Before != change.After),
        ];
    }

    private static IEnumerable<MarkedLine> Walk(string[] old, string[] now, int[,] common)
    {
        var (i, j) = (0, 0);
        while (i < old.Length || j < now.Length)
        {
            if (i < old.Length && j < now.Length && old[i] == now[j])
            {
                yield return new MarkedLine(LineMark.Same, old[i++]);
                j++;
            }
            else if (j == now.Length || (i < old.Length && common[i + 1, j] >= common[i, j + 1]))
            {
                yield return new MarkedLine(LineMark.Removed, old[i++]);
            }
            else
            {
                yield return new MarkedLine(LineMark.Added, now[j++]);
            }
        }
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n');

    private static Dictionary<string, string> Leaves(string json)
    {
        var leaves = new Dictionary<string, string>(StringComparer.Ordinal);
        Collect(JsonElement.Parse(json), "");
        return leaves;

        void Collect(JsonElement element, string path)
        {
            if (element.ValueKind is JsonValueKind.Object && element.GetPropertyCount() > 0)
            {
                foreach (var property in element.EnumerateObject())
                {
                    Collect(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}");
                }
            }
            else
            {
                leaves[path] = element.GetRawText();
            }
        }
    }
}
