using Microsoft.Extensions.Configuration;
using Post.Sealer.Notes;

namespace Post.Sealer.Witness;

/// <summary>A witness that is asked over HTTPS (C2SP tlog-witness): where, and whose cosignatures are believed.</summary>
/// <param name="Url">Its submission prefix.</param>
/// <param name="Key">Its key, as its operator gave it.</param>
internal sealed record WitnessAddress(Uri Url, Ed25519Key Key)
{
    /// <summary>Name of the folder in which what it cosigned is kept; a slash in the name would be a path.</summary>
    public string FolderName => Key.Name.Replace('/', '_');

    /// <summary>All that are set, in their order.</summary>
    public static IReadOnlyList<WitnessAddress> From(IConfiguration configuration)
    {
        var all = configuration.GetSection("Post:Sealing:Witnesses").GetChildren().Select(Of).ToList();
        if (all.GroupBy(w => w.FolderName, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new SettingsException($"Post__Sealing__Witnesses names {twice.First().Key.Name} twice; each witness has a name of its own.");
        }

        return all;
    }

    private static WitnessAddress Of(IConfigurationSection witness)
    {
        var name = $"Post__Sealing__Witnesses__{witness.Key}";
        // Plain HTTP is for a witness or a relay on the same host; elsewhere anybody between could keep the log from its witness.
        if (!Uri.TryCreate(witness["Url"], UriKind.Absolute, out var url) || (url.Scheme != "https" && !(url.Scheme == "http" && url.IsLoopback))
            || url.Query.Length > 0 || url.Fragment.Length > 0 || url.UserInfo.Length > 0)
        {
            throw new SettingsException($"{name}__Url is \"{witness["Url"]}\"; it is the witness's submission prefix and begins with https://.");
        }

        return Ed25519Key.Parse(witness["VerifierKey"] ?? "", Ed25519Key.OfWitness) is { } key && key.Name[0] != '.'
            ? new WitnessAddress(url, key)
            : throw new SettingsException($"{name}__VerifierKey is no key of a witness: a line name+id+key of type 0x04 (Ed25519 cosignatures).");
    }
}
