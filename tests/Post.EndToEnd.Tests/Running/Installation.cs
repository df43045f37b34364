using Post.Testing;

// One browser and one site at a time: the journeys share two cores with everything else.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Post.EndToEnd.Tests.Running;

/// <summary>What the site and the operator's verbs must agree on.</summary>
internal static class Installation
{
    // Fixed, so that two worlds give the same person the same public address.
    private static readonly string s_secret = Convert.ToBase64String([.. Enumerable.Range(1, 32).Select(i => (byte)i)]);

    public static IReadOnlyDictionary<string, string?> SettingsOf(PostDatabase database, string folder) =>
        new Dictionary<string, string?>(database.Settings)
        {
            ["Post:PublicKeySecret"] = s_secret,
            ["Post:FileFolder"] = Path.Combine(folder, "files"),
            ["Post:KeyFolder"] = Path.Combine(folder, "keys"),
        };
}
