using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Post.Sealer;
using Post.Sealer.Notes;
using Post.Testing;
using Post.Verifier.Format;

namespace Post.Audit.Tests.Witnesses;

/// <summary>The second signature and the cosignature, held against ones that another program made; the key's file, and the settings.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class SecondKeyTests : IDisposable
{
    private static readonly JsonElement s_golden = JsonSerializer.Deserialize<JsonElement>(
        File.ReadAllText(Checkout.PathOf("tests", "Post.Audit.Tests", "golden", "cosigned-checkpoint.json")));

    private readonly string _folder = Directory.CreateTempSubdirectory("post-keys-").FullName;

    private static string Note => Golden("note");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void TwoSignatures_HoldForSealerAndVerifier()
    {
        var note = SignedNote.Parse(Note)!;
        using var verifier = NoteKey.Parse(Golden("verifierKey"))!;

        Assert.True(note.IsSignedBy(VerifierKey.Parse(Golden("verifierKey"))!));
        Assert.True(verifier.Signed(SignedText.Parse(Note)!));
        Assert.Equal(Golden("logKey"), Ed25519Key.Parse(Golden("logKey"), Ed25519Key.OfLog)!.Line);
    }

    // Ed25519 leaves no choice to the signer, so ours must be the very bytes that openssl made.
    [Fact]
    public void KeyMadeElsewhere_SignsTheSameBytes()
    {
        var key = Ed25519SigningKey.Load(Write("openssl.pem", PemEncoding.WriteString("PRIVATE KEY", Convert.FromBase64String(Golden("logKeyDer")))), "example.org/log");
        var lines = Note.Split('\n');
        var once = string.Join('\n', lines[..5]) + "\n";

        Assert.Equal(Golden("logKey"), key.Verifier.Line);
        Assert.Equal(string.Join('\n', lines[..6]) + "\n", key.SignOnto(once));
        Assert.Equal(Note, key.SignOnto(Note));
    }

    [Fact]
    public void CosignatureMadeElsewhere_HoldsForSealerAndVerifier()
    {
        var note = SignedNote.Parse(Note)!;
        var key = Ed25519Key.Parse(Golden("witnessKey"), Ed25519Key.OfWitness)!;

        var cosignature = Cosignature.Read(key, note.Text, note.Signatures[2])!;

        Assert.Equal(1_790_000_000, cosignature.At);
        Assert.EndsWith("\n" + cosignature.Line, Note, StringComparison.Ordinal);
        Assert.Equal(1_790_000_000, CosignerKey.Parse(Golden("witnessKey"))!.SawAt(SignedText.Parse(Note)!));
    }

    [Theory]
    [InlineData("\n8\n", "\n9\n")]
    [InlineData("example.org/log\n8", "example.org/lop\n8")]
    [InlineData("— witness.example.org/one ", "— witness.example.org/two ")]
    [InlineData("t7oOHAAAAABqsTuA", "t7oOHAAAAABqsTuB")]
    [InlineData("egjXBQ==", "egjXBA==")]
    [InlineData("t7oOHAAAAABq", "t7oOHIAAAABq")]
    public void AlteredCosignature_HoldsForNeither(string old, string altered)
    {
        var text = Note.Replace(old, altered, StringComparison.Ordinal);
        var note = SignedNote.Parse(text)!;

        Assert.NotEqual(Note, text);
        Assert.Null(Cosignature.Read(Ed25519Key.Parse(Golden("witnessKey"), Ed25519Key.OfWitness)!, note.Text, note.Signatures[2]));
        Assert.Null(CosignerKey.Parse(Golden("witnessKey"))!.SawAt(SignedText.Parse(text)!));
    }

    [Fact]
    public void KeyLine_OfAnotherKindOrAltered_IsNone()
    {
        var line = Golden("witnessKey");
        string[] wrong = [Golden("logKey"), Golden("verifierKey"), line[..^4], line.Replace("one+b", "one+c", StringComparison.Ordinal), line.Replace("one", "two", StringComparison.Ordinal), "", "a+b", "a+b+c"];

        Assert.All(wrong, l => Assert.Null(Ed25519Key.Parse(l, Ed25519Key.OfWitness)));
        Assert.All(wrong, l => Assert.Null(CosignerKey.Parse(l)));
    }

    [Fact]
    public void KeyFile_IsItsOwnersAloneAndNeverWrittenOver()
    {
        var file = Path.Combine(_folder, "keys", "ed25519.pem");
        Ed25519SigningKey.Generate(file);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Throws<IOException>(() => Ed25519SigningKey.Generate(file));
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Contains("chmod 600", Assert.Throws<KeyFileException>(() => Ed25519SigningKey.Load(file, "log")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FileOfAnotherKey_IsRefusedInWords()
    {
        var log = Path.Combine(_folder, "key.pem");
        SigningKey.Generate(log);

        foreach (var file in new[] { log, Write("empty.pem", ""), Write("short.pem", PemEncoding.WriteString("PRIVATE KEY", new byte[8])) })
        {
            Assert.Contains(file, Assert.Throws<KeyFileException>(() => Ed25519SigningKey.Load(file, "log")).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Settings_NameWitnessesInOrder()
    {
        var settings = Read(("Witnesses:0:Url", "https://one.example/w"), ("Witnesses:0:VerifierKey", Golden("witnessKey")), ("Witnesses:1:Url", "http://127.0.0.1:9/"), ("Witnesses:1:VerifierKey", OtherKey()));

        Assert.Equal(["https://one.example/w", "http://127.0.0.1:9/"], settings.Witnesses.Select(w => w.Url.AbsoluteUri));
        Assert.Equal(Golden("witnessKey"), settings.Witnesses[0].Key.Line);
        Assert.Equal("/keys/ed25519.pem", settings.WitnessKeyFile);
    }

    [Theory]
    [InlineData("http://one.example/w")]
    [InlineData("ftp://one.example/w")]
    [InlineData("https://user:word@one.example/w")]
    [InlineData("https://one.example/w?x=1")]
    [InlineData("one.example")]
    [InlineData("")]
    public void AddressThatIsNoHttps_IsRefused(string url) => Assert.Contains("Witnesses__0__Url", Refused(("Witnesses:0:Url", url), ("Witnesses:0:VerifierKey", Golden("witnessKey"))), StringComparison.Ordinal);

    [Fact]
    public void SettingsThatCannotBe_AreRefused()
    {
        Assert.Contains("VerifierKey", Refused(("Witnesses:0:Url", "https://one.example")), StringComparison.Ordinal);
        Assert.Contains("VerifierKey", Refused(("Witnesses:0:Url", "https://one.example"), ("Witnesses:0:VerifierKey", Golden("logKey"))), StringComparison.Ordinal);
        Assert.Contains("twice", Refused(
            ("Witnesses:0:Url", "https://one.example"), ("Witnesses:0:VerifierKey", Golden("witnessKey")),
            ("Witnesses:1:Url", "https://two.example"), ("Witnesses:1:VerifierKey", Golden("witnessKey"))), StringComparison.Ordinal);
        Assert.Contains("WitnessFolder", Refused(("Witnesses:0:Url", "https://one.example"), ("Witnesses:0:VerifierKey", Golden("witnessKey")), ("WitnessFolder", null)), StringComparison.Ordinal);
    }

    [Fact]
    public void WitnessesWithoutTheSecondKey_DoNotStart()
    {
        var log = Path.Combine(_folder, "key.pem");
        SigningKey.Generate(log);
        var alone = Read(("KeyFile", log));
        var watched = Read(("KeyFile", log), ("Witnesses:0:Url", "https://one.example"), ("Witnesses:0:VerifierKey", Golden("witnessKey")));

        using (var keys = SealerKeys.Load(alone)) Assert.Null(keys.Second);
        Assert.Contains("keygen", Assert.Throws<KeyFileException>(() => SealerKeys.Load(watched)).Message, StringComparison.Ordinal);
        Ed25519SigningKey.Generate(watched.WitnessKeyFile);
        using (var keys = SealerKeys.Load(alone)) Assert.NotNull(keys.Second);
    }

    private static string Golden(string name) => s_golden.GetProperty(name).GetString()!;

    private static string OtherKey() => new Ed25519Key("other.example", Ed25519Key.OfWitness, Ed25519.PublicKeyOf(RandomNumberGenerator.GetBytes(32))).Line;

    private static string Refused(params (string Key, string? Value)[] changes) => Assert.Throws<SettingsException>(() => Read(changes)).Message;

    private static SealerSettings Read(params (string Key, string? Value)[] changes)
    {
        var values = new Dictionary<string, string?>
        {
            ["ConnectionStrings:Sealer"] = "Host=nowhere",
            ["Post:Sealing:Origin"] = "example.org/log",
            ["Post:Sealing:KeyFile"] = "/keys/key.pem",
            ["Post:Sealing:WitnessFolder"] = "/witness",
        };
        foreach (var (key, value) in changes) values["Post:Sealing:" + key] = value;
        return SealerSettings.From(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
    }

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return file;
    }
}
