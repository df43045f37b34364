using Post.App.Access;
using Post.Commission.Features.ShowRules;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Commission.Tests;

public sealed class ShowRulesTests(CommissionHost host) : IClassFixture<CommissionHost>
{
    public static TheoryData<string> PeopleRoles => [.. Roles.OfPeople];

    [Fact]
    public async Task DayInForce_ShowsEditionParametersAndGuidelines()
    {
        var shown = await host.SendAsync(new ShowRulesQuery(new DateOnly(2024, 8, 24)));

        Assert.Equal("1503", shown.Value.Edition.RegisterNumber);
        Assert.Equal(4, shown.Value.Parameters.Count);
        Assert.Equal(16, shown.Value.Guidelines.Count);
        Assert.Contains(shown.Value.Guidelines, g => g is { Code: "G-ROLL", Authority: "Procedure" });
    }

    [Fact]
    public async Task NoDayNamed_ShowsToday() =>
        Assert.Equal("555 CMR 8.00", (await host.SendAsync(new ShowRulesQuery(null))).Value.Edition.Regulation);

    [Fact]
    public async Task DayBeforeAnyEdition_IsRefusedInWords()
    {
        var shown = await host.SendAsync(new ShowRulesQuery(new DateOnly(2020, 1, 1)));

        Assert.Equal(new NoEditionInForce(new DateOnly(2020, 1, 1)), shown.Refusal);
        Assert.Equal(RefusalKind.NotFound, shown.Refusal!.Kind);
    }

    [Theory]
    [MemberData(nameof(PeopleRoles))]
    public async Task Role_SeesTheRulesOnlyWithThePermission(string role)
    {
        var shown = await host.SendAsync(new ShowRulesQuery(null), role);

        var allowed = RolePermissions.Table.Allows([role], CommissionPermissions.ReadRules);
        Assert.Equal(allowed, !shown.Refused);
        if (!allowed) Assert.IsType<NotAllowed>(shown.Refusal);
    }
}
