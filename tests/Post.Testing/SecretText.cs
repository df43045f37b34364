using Post.App.Identity;

namespace Post.Testing;

/// <summary>The secret that a page shows for an authenticator app, read as an app reads it, and the code it shows for it.</summary>
public static class SecretText
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string CodeOf(string secret, DateTimeOffset at) => TimeCode.At(Read(secret), TimeCode.StepAt(at));

    private static byte[] Read(string secret)
    {
        var bits = string.Concat(secret.Where(Alphabet.Contains).Select(c => Convert.ToString(Alphabet.IndexOf(c), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }
}
