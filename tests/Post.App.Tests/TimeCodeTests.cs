using System.Text;
using Post.App.Identity;

namespace Post.App.Tests;

public sealed class TimeCodeTests
{
    private static readonly byte[] s_secret = Encoding.ASCII.GetBytes("12345678901234567890");

    // The last six digits of the vectors of RFC 6238, appendix B.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Vector_IsMet(long seconds, string code)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(seconds);

        Assert.Equal(code, TimeCode.At(s_secret, TimeCode.StepAt(at)));
        Assert.Equal(TimeCode.StepAt(at), TimeCode.StepOf(s_secret, code, at));
    }

    [Theory]
    [InlineData(-60, false)]
    [InlineData(-30, true)]
    [InlineData(30, true)]
    [InlineData(60, false)]
    public void CodeOfAnotherHalfMinute_FitsOnlyNextToIt(int seconds, bool fits)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_234_567_890);
        var code = TimeCode.At(s_secret, TimeCode.StepAt(now.AddSeconds(seconds)));

        Assert.Equal(fits, TimeCode.StepOf(s_secret, code, now) is not null);
    }

    [Fact]
    public void CodeTypedInGroups_Fits() =>
        Assert.NotNull(TimeCode.StepOf(s_secret, "005 924", DateTimeOffset.FromUnixTimeSeconds(1_234_567_890)));

    // RFC 4648, section 10, without padding.
    [Theory]
    [InlineData("f", "MY")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Secret_IsSpeltAsAppsReadIt(string text, string spelt) => Assert.Equal(spelt, TimeCode.Spell(Encoding.ASCII.GetBytes(text)));
}
