using System.Collections.Frozen;
using Post.PublicDatabase.Gate;

namespace Post.PublicDatabase.Publishing;

/// <summary>What a status means in plain words, beside the legal term.</summary>
internal static class StatusMeanings
{
    private static readonly FrozenDictionary<string, string> s_all = EmbeddedTable
        .Read("Post.PublicDatabase.Publishing.status-meanings.csv", 4)
        .ToFrozenDictionary(c => c[0], c => c[3]);

    public static string Of(string code) => s_all.GetValueOrDefault(code, "");
}
