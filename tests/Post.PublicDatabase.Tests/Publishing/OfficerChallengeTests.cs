using Post.Certification.Contracts;
using Post.PublicDatabase.Gate;
using Post.PublicDatabase.Publishing;

namespace Post.PublicDatabase.Tests.Publishing;

/// <summary>A decision that is or can be challenged at the Commission reads “Under review” (8.06(3)(a)2).</summary>
public sealed class OfficerChallengeTests
{
    private static readonly DateOnly s_today = new(2025, 5, 22);

    public static TheoryData<bool?, int?, string> Reviews => new()
    {
        { null, null, "None" },
        { true, null, "BeforeTheCommission" },
        { false, null, "WindowOpen" },
        { false, 0, "WindowOpen" },
        { false, -1, "None" },
    };

    [Theory]
    [MemberData(nameof(Reviews))]
    [Trait("Clause", "8.06(3)(a)2")]
    public async Task Review_IsChallengeOfTheStatusAlone(bool? filed, int? endsIn, string challenge)
    {
        var register = new FakeRegister();
        register.Officer("Dana", "Whitfield", "9000-0001");
        var known = Assert.Single(await register.FactsAsync([FakeRegister.IdOf("9000-0001")], CancellationToken.None));
        var officer = known with
        {
            Review = filed is { } isFiled ? new CertificationReview(isFiled, endsIn is { } days ? s_today.AddDays(days) : null) : null,
        };

        var items = OfficerItems.Of(officer, [], s_today).ToDictionary(i => i.Key, i => i.Facts.Challenge);

        Assert.Equal(challenge, items[OfficerItems.Status].ToString());
        Assert.All(items.Where(i => i.Key != OfficerItems.Status), i => Assert.Equal(CertificationChallenge.None, i.Value));
    }
}
