using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.AspNetCore.Identity;
using Post.App.Identity;

namespace Post.App.Tests;

/// <summary>The host that answers under its own names alone.</summary>
public sealed class NamedHost : AppHost
{
    protected override IEnumerable<string> Settings => ["--AllowedHosts=127.0.0.1", "--Post:Domain=post.example"];
}

public sealed class HostTricksTests(NamedHost host) : IClassFixture<NamedHost>
{
    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("localhost")]
    public async Task OtherHostName_IsNotAnswered(string name)
    {
        using var browser = host.Browse();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/sign-in", UriKind.Relative));
        request.Headers.Host = name;

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task ForwardedHost_IsNotBelieved()
    {
        using var browser = host.Browse();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/staff", UriKind.Relative));
        request.Headers.Add("X-Forwarded-Host", "evil.example");

        var answer = await browser.SendAsync(request);

        Assert.DoesNotContain("evil.example", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    // Threat 27: a passkey made for another name would open there.
    [Theory]
    [InlineData("https://post.example", true)]
    [InlineData("http://post.example:5080", true)]
    [InlineData("https://evil.example", false)]
    [InlineData("https://post.example.evil.example", false)]
    [InlineData("https://evil.post.example", false)]
    [InlineData("null", false)]
    [InlineData(null, false)]
    public void OriginOfAPasskey_IsOursByTheSettingAlone(string? origin, bool ours)
    {
        var settings = host.Services.GetRequiredService<HostSettings>();

        Assert.Equal(ours, Passkeys.IsOurs(origin, settings));
        Assert.Equal("post.example", host.Services.GetRequiredService<IOptions<IdentityPasskeyOptions>>().Value.ServerDomain);
        Assert.False(Passkeys.IsOurs("http://post.example", settings with { Https = true }));
    }

    [Fact]
    public void KindOfAuthenticator_IsReadFromTheAttestation()
    {
        var kind = Guid.Parse("fbfc3007-154e-4ecc-8c0b-6e020557d7bd");
        var data = new byte[37].Concat(kind.ToByteArray(bigEndian: true)).Concat(new byte[4]).ToArray();
        var writer = new System.Formats.Cbor.CborWriter();
        writer.WriteStartMap(3);
        writer.WriteTextString("fmt");
        writer.WriteTextString("none");
        writer.WriteTextString("attStmt");
        writer.WriteStartMap(0);
        writer.WriteEndMap();
        writer.WriteTextString("authData");
        writer.WriteByteString(data);
        writer.WriteEndMap();

        Assert.Equal(kind, Passkeys.KindOf(writer.Encode()));
    }
}
