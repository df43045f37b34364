namespace Post.Sealer.Notes;

/// <summary>What the sealer signs with: the key of the log, and the one by which public witnesses know it, where there is one.</summary>
internal sealed record SealerKeys(SigningKey Key, Ed25519SigningKey? Second = null) : IDisposable
{
    /// <summary>The keys that the settings name. Without witnesses the second one may be missing.</summary>
    public static SealerKeys Load(SealerSettings settings)
    {
        var key = SigningKey.Load(settings.KeyFile, settings.Origin);
        try
        {
            return settings.Witnesses.Count > 0 || File.Exists(settings.WitnessKeyFile)
                ? new SealerKeys(key, Ed25519SigningKey.Load(settings.WitnessKeyFile, settings.Origin))
                : new SealerKeys(key);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    public void Dispose() => Key.Dispose();
}
