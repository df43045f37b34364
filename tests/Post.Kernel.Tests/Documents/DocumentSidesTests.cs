using Post.Kernel.Documents;

namespace Post.Kernel.Tests.Documents;

/// <summary>A form of documents leads back to a page of its own side and nowhere else.</summary>
public sealed class DocumentSidesTests
{
    [Theory]
    [InlineData("/me", "/me/statements/1", true)]
    [InlineData("/agency", "/agency/statements/1", true)]
    [InlineData("/me", "/agency/statements/1", false)]
    [InlineData("/me", "/me", false)]
    [InlineData("/me", "/meadow/1", false)]
    [InlineData("/me", "//evil.example/me/1", false)]
    [InlineData("/me", "/me//evil.example", false)]
    [InlineData("/me", "/me/../staff/officers", false)]
    [InlineData("/me", "/me/\\evil.example", false)]
    [InlineData("/me", "/me/1?told=received", false)]
    [InlineData("/me", "/me/1#told", false)]
    [InlineData("/me", "/me/1\r\nSet-Cookie: a=b", false)]
    [InlineData("/me", "https://evil.example/me/1", false)]
    [InlineData("/me", "", false)]
    [InlineData("/me", null, false)]
    public void Back_IsAPageOfTheSameSideOrNone(string side, string? back, bool taken) =>
        Assert.Equal(taken ? back : null, DocumentEndpoints.PageOf(side, back));
}
