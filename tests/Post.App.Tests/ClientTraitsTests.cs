using System.Net;
using Post.App.Entry;

namespace Post.App.Tests;

public sealed class ClientTraitsTests
{
    [Theory]
    [InlineData("203.0.113.77", "203.0.113.0/24")]
    [InlineData("::ffff:203.0.113.77", "203.0.113.0/24")]
    [InlineData("2001:db8:aaaa:bbbb:cccc:dddd:eeee:ffff", "2001:db8:aaaa::/48")]
    [InlineData("::1", "::/48")]
    public void Address_IsKeptAsItsNetworkOnly(string address, string kept) =>
        Assert.Equal(kept, ClientTraits.IpPrefix(IPAddress.Parse(address)));

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.2903.51", "Edge 131 on Windows")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15", "Safari 18 on macOS")]
    [InlineData("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36", "Chrome 130 on Android")]
    [InlineData("curl/8.5.0", "curl 8")]
    [InlineData("robot\r\nX-Evil: 1", "robotX-Evil: 1")]
    [InlineData("", null)]
    public void Program_IsNamedShortly(string userAgent, string? named) => Assert.Equal(named, ClientTraits.Program(userAgent));

    [Fact]
    public void UnknownProgram_IsClipped() => Assert.Equal(60, ClientTraits.Program(new string('x', 4_000))!.Length);
}
