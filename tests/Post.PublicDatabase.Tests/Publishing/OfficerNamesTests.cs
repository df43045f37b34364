using Post.Certification.Contracts;

namespace Post.PublicDatabase.Tests.Publishing;

[Trait("Clause", "8.06(3)(a)1")]
public sealed class OfficerNamesTests : PublicationTest
{
    [Fact]
    public async Task FormerName_IsShownOnlyIfThePersonWasOncePublishedUnderIt()
    {
        var person = Register.Officer("Dana", "Whitfield", "9000-0001");
        await Host.RefreshAsync(person);

        Register.Change(person, o => o with
        {
            Name = new OfficerName("Dana", "Okafor", null),
            FormerNames = [new OfficerName("Dana", "Whitfield", null), new OfficerName("Dana", "Neverpublished", null)],
        });
        await Host.RefreshAsync(person);

        var document = await Host.DocumentAsync(person);
        Assert.Contains("Okafor", document, StringComparison.Ordinal);
        Assert.Contains("Whitfield", document, StringComparison.Ordinal);
        Assert.DoesNotContain("Neverpublished", document, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Namesakes_HaveDocumentsAndKeysOfTheirOwn()
    {
        var agency = Register.Agency("Millbrook Police Department");
        var one = Register.Officer("John", "Smith", "9000-0001", agency);
        var other = Register.Officer("John", "Smith", "9000-0002", agency);

        await Host.RefreshAsync(one, other);

        Assert.NotEqual(Host.Keys.OfOfficer(one), Host.Keys.OfOfficer(other));
        Assert.Contains("9000-0001", await Host.DocumentAsync(one), StringComparison.Ordinal);
        Assert.Contains("9000-0002", await Host.DocumentAsync(other), StringComparison.Ordinal);
    }
}
