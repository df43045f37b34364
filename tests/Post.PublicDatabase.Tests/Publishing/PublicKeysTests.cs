using Microsoft.Extensions.Configuration;
using Post.PublicDatabase.Publishing;

namespace Post.PublicDatabase.Tests.Publishing;

[Trait("Clause", "8.06(3)(a)1")]
public sealed class PublicKeysTests
{
    private static readonly PublicKeys s_keys = new(new byte[32]);
    private static readonly Guid s_person = new("019a0000-0000-7000-8000-000000000001");

    [Fact]
    public void Key_IsTwelveReadableCharactersInThreeGroups() =>
        Assert.Matches("^[0-9a-hjkmnp-tv-z]{4}-[0-9a-hjkmnp-tv-z]{4}-[0-9a-hjkmnp-tv-z]{4}$",
            s_keys.OfOfficer(s_person));

    [Fact]
    public void SameIdAndSecret_GiveTheSameKeyForEver() => Assert.Equal("mg8r-xh37-k54k", s_keys.OfOfficer(s_person));

    [Fact]
    public void AgencyAndOfficerOfOneId_AndOtherSecret_GiveOtherKeys()
    {
        Assert.NotEqual(s_keys.OfOfficer(s_person), s_keys.OfAgency(s_person));
        Assert.NotEqual(s_keys.OfOfficer(s_person), new PublicKeys([.. Enumerable.Repeat((byte)1,
            32)]).OfOfficer(s_person));
    }

    [Fact]
    public void ManyIds_GiveManyKeys() => Assert.Equal(100_000, Enumerable.Range(0, 100_000)
        .Select(i => s_keys.OfOfficer(new Guid(i, 0, 0, new byte[8]))).ToHashSet().Count);

    [Theory]
    [InlineData(null)]
    [InlineData("not base64!")]
    [InlineData("c2hvcnQ=")]
    public void SecretMissingOrWeak_IsRefusedByName(string? secret)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { [PublicKeys.SecretName] = secret }).Build();

        var refused = Assert.Throws<InvalidOperationException>(() => PublicKeys.From(configuration));
        Assert.Contains(PublicKeys.SecretName, refused.Message, StringComparison.Ordinal);
    }
}
