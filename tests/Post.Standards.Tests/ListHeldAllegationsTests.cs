using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Standards.Features.ListHeldAllegations;
using Post.Standards.Tests.ImportDisciplinary;
using Post.Testing;
using static Post.Standards.Tests.ImportDisciplinary.ImportDesk;

namespace Post.Standards.Tests;

public sealed class ListHeldAllegationsTests : IClassFixture<ModuleHost>
{
    private readonly ModuleHost _host;

    public ListHeldAllegationsTests(ModuleHost host) => _host = host;

    [Fact]
    [Trait("Clause", "8.06(4)(b)1.i")]
    [Trait("Clause", "8.06(4)(b)1.j")]
    public async Task UnclearEndings_AreListedWithTheReasonAndSustainedOnesAreNot()
    {
        await _host.BringInAsync(File(
            Row(61000001, 61000001, "1300-0001", "Alvarez", disposition: "Other"),
            Row(61000002, 61000002, "1300-0002", "Brennan", disciplines: "Demotion (later overturned)"),
            Row(61000003, 61000003, "1300-0003", "Costa")));

        var listed = (await _host.Send(new ListHeldAllegationsQuery(), People.StandardsStaff(_host.Clock))).Value;

        var byNumber = listed.Rows.ToDictionary(r => r.AllegationNumber, r => r.Why);
        Assert.Contains("“Other”", byNumber["A-61000001"], StringComparison.Ordinal);
        Assert.Contains("later overturned", byNumber["A-61000002"], StringComparison.Ordinal);
        Assert.DoesNotContain("A-61000003", byNumber.Keys);
        Assert.Equal(2, listed.SubjectIds.Distinct().Count());
    }

    [Fact]
    public async Task WithoutAPurpose_IsRefused()
    {
        var refused = await _host.Send(new ListHeldAllegationsQuery(), People.WithoutPurpose(People.StandardsStaff(_host.Clock)));

        Assert.IsType<PurposeNeeded>(refused.Refusal);
    }

    [Fact]
    public async Task ManyHeld_PageByKeyAndEachIsSeenOnce()
    {
        await _host.BringInAsync(File(
            [.. Enumerable.Range(0, 130).Select(i => Row(61100000 + i, 61100000 + i, $"1301-{i:0000}", $"Held{i}", disposition: "Other"))]));

        var seen = new List<string>();
        Guid? after = null;
        do
        {
            var page = (await _host.Send(new ListHeldAllegationsQuery(after), People.StandardsStaff(_host.Clock))).Value;
            seen.AddRange(page.Rows.Select(r => r.AllegationNumber));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Equal(130, seen.Count(n => n.StartsWith("A-611", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(Roles.SysAdmin)]
    [InlineData(Roles.AgencyHead)]
    [InlineData(Roles.OfficerUser)]
    public async Task RolesWithoutThePermission_AreRefused(string role)
    {
        var refused = await _host.Send(new ListHeldAllegationsQuery(), People.With(role, _host.Clock));

        Assert.IsType<NotAllowed>(refused.Refusal);
    }
}
