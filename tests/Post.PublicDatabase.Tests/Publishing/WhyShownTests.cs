using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.PublicDatabase.Features.WhyShown;
using Post.PublicDatabase.Gate;
using Post.Testing;

namespace Post.PublicDatabase.Tests.Publishing;

public sealed class WhyShownTests : PublicationTest
{
    [Fact]
    [Trait("Clause", "8.06(4)")]
    public async Task EveryItem_IsExplainedWithRowsClausesAndVersions()
    {
        var person = Register.Officer("Dana", "Whitfield", "9000-0001");
        var complaint = Register.Complaint(person, "00000001", "Unfounded");
        await Host.RefreshAsync(person);

        var shown = await Host.Send(new WhyShownQuery(person), People.StandardsStaff(Host.Clock));

        var entry = Assert.Single(shown.Value.Decisions, d => d.ItemKey == $"complaint:{complaint}");
        Assert.Equal(GateResult.Withhold, entry.Result);
        Assert.Equal("00000001", entry.Number);
        Assert.Contains(entry.Rows, r => r.Number == "32" && r.Facts.Length > 0);
        Assert.Contains("8.06(4)(b)1.i", entry.Clauses);
        Assert.NotEqual(Guid.Empty, entry.EditionId);
        Assert.NotEmpty(entry.GuidelineVersionIds);
        Assert.Contains(shown.Value.Decisions, d => d is { ItemKey: "name", Result: GateResult.Publish });
    }

    [Fact]
    public async Task Asked_TheEventNamesThePerson()
    {
        var person = Register.Officer("Dana", "Whitfield", "9000-0001");

        await Host.Send(new WhyShownQuery(person), People.StandardsStaff(Host.Clock));

        Assert.Equal(1L, await Host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'publication.decisions.read' and $1 = any (subject_ids)",
                person));
    }

    [Theory]
    [InlineData(Roles.OfficerUser)]
    [InlineData(Roles.AgencyHead)]
    [InlineData(Roles.SysAdmin)]
    public async Task OtherRoles_AreRefused(string role) =>
        Assert.IsType<NotAllowed>((await Host.Send(new WhyShownQuery(Guid.NewGuid()),
            People.With(role, Host.Clock))).Refusal);
}
