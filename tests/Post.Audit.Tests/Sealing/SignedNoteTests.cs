using System.Text.Json;
using Post.Sealer.Notes;
using Post.Testing;
using Post.Verifier.Format;

namespace Post.Audit.Tests.Sealing;

/// <summary>Notes and keys as C2SP describes them, held against one that another program signed.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class SignedNoteTests
{
    private static readonly JsonElement s_golden = JsonSerializer.Deserialize<JsonElement>(
        File.ReadAllText(Checkout.PathOf("tests", "Post.Audit.Tests", "golden", "signed-checkpoint.json")));

    private static string Note => s_golden.GetProperty("note").GetString()!;

    private static string KeyLine => s_golden.GetProperty("verifierKey").GetString()!;

    [Fact]
    public void SignedElsewhere_HoldsForSealerAndVerifier()
    {
        var key = VerifierKey.Parse(KeyLine)!;
        using var other = NoteKey.Parse(KeyLine)!;

        Assert.True(SignedNote.Parse(Note)!.IsSignedBy(key));
        Assert.True(other.Signed(SignedText.Parse(Note)!));
        Assert.Equal(KeyLine, key.Line);
        Assert.Equal(8, Checkpoint.Parse(SignedNote.Parse(Note)!.Text)!.Size);
    }

    public static TheoryData<string, string> Alterations => new()
    {
        { "\n8\n", "\n9\n" },
        { "example.org/log\n", "example.org/lop\n" },
        { "— example.org/log ", "— example.org/lop " },
        { "\n8\n", "\n8\nextra\n" },
        { "TueyHT", "TueyHU" },
    };

    [Theory]
    [MemberData(nameof(Alterations))]
    public void AlteredNote_HoldsForNeither(string old, string altered)
    {
        var note = Note.Replace(old, altered, StringComparison.Ordinal);
        using var other = NoteKey.Parse(KeyLine)!;

        Assert.NotEqual(Note, note);
        Assert.False(SignedNote.Parse(note)?.IsSignedBy(VerifierKey.Parse(KeyLine)!) is true);
        Assert.False(SignedText.Parse(note) is { } parsed && other.Signed(parsed));
    }

    [Theory]
    [InlineData("")]
    [InlineData("text\n")]
    [InlineData("text\n\n")]
    [InlineData("text\n\n— name AAAA")]
    [InlineData("text\n\n— name AAAA\n")]
    [InlineData("text\n\n- name AAAAAAAA\n")]
    [InlineData("te\u0007xt\n\n— name AAAAAAAA\n")]
    public void NotANote_IsNone(string text) => Assert.Null(SignedNote.Parse(text));

    [Theory]
    [InlineData("log\n01\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n")]
    [InlineData("log\n-1\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n")]
    [InlineData("log\n1\nXcna\n")]
    [InlineData("\n1\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n")]
    public void NotACheckpoint_IsNone(string text) => Assert.Null(Checkpoint.Parse(text));

    [Theory]
    [InlineData("name")]
    [InlineData("name+4ee7b21d+AjBZ")]
    [InlineData("name+00000000+AjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABCTtTcdRJ2QKcErN7YiN4qWcZDBI7TYiWFAnYBHEf46qNEPNLMIiHOX3b3AYeA6oJC5rPWpSAwb2DbpxT7rV0AU=")]
    [InlineData("name+4ee7b21d+ATBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABCTtTcdRJ2QKcErN7YiN4qWcZDBI7TYiWFAnYBHEf46qNEPNLMIiHOX3b3AYeA6oJC5rPWpSAwb2DbpxT7rV0AU=")]
    public void NotAKey_IsNone(string line)
    {
        Assert.Null(VerifierKey.Parse(line));
        Assert.Null(NoteKey.Parse(line));
    }
}
