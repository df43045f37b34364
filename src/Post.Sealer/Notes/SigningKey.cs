using System.Security.Cryptography;
using System.Text;

namespace Post.Sealer.Notes;

/// <summary>The sealer's private key: a PEM file outside the database that its own account alone may read.</summary>
internal sealed class SigningKey : IDisposable
{
    private readonly ECDsa _key;

    private SigningKey(string name, ECDsa key)
    {
        _key = key;
        Verifier = new VerifierKey(name, key.ExportSubjectPublicKeyInfo());
    }

    public VerifierKey Verifier { get; }

    /// <summary>Makes a new key; a file that exists is never overwritten, since what it signed needs it.</summary>
    public static void Generate(string path)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        KeyFile.Create(path, key.ExportPkcs8PrivateKeyPem());
    }

    public static SigningKey Load(string path, string name)
    {
        var pem = KeyFile.Read(path);
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (key.ExportParameters(false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value) return new SigningKey(name, key);
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new KeyFileException($"The key file {path} does not hold a private key in PEM form: {unreadable.Message}");
        }

        key.Dispose();
        throw new KeyFileException($"The key in {path} is not of the curve P-256.");
    }

    public string Sign(string text) => SignedNote.Write(
        text, Verifier.Name, Verifier.Id,
        _key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));

    public void Dispose() => _key.Dispose();
}
