using Post.App.Access;
using Post.Certification.Desk;
using Post.Certification.Features.ListSavedViews;
using Post.Certification.Features.RemoveView;
using Post.Certification.Features.RenameView;
using Post.Certification.Features.SaveView;
using Post.Certification.Features.ShowDivisionDesk;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Testing;

namespace Post.Certification.Tests;

/// <summary>A filter under a name: for oneself or the division, renamed and removed with an event each, and opening nothing.</summary>
public sealed class SavedViewTests(CertificationHost host) : IClassFixture<CertificationHost>
{
    private const string Late = "/staff/certification/applications?show=Late";

    public static TheoryData<string> PeopleRoles => [.. Roles.OfPeople];

    private Caller Director => People.With(Roles.ExecutiveDirector, host.Clock);

    private Caller Chair => People.With(Roles.Chair, host.Clock);

    [Theory]
    [InlineData("/staff/certification/applications", "/staff/certification/applications")]
    [InlineData("/staff/certification/applications?after=0197&show=Late&kind=Sro&q=Smith", "/staff/certification/applications?kind=Sro&show=Late")]
    [InlineData("/staff/certification/applications?show=%3Cb%3E", "/staff/certification/applications")]
    [InlineData("/staff/certification/conditions?show=Missed", "/staff/certification/conditions?show=Missed")]
    [InlineData("/staff/certification/reports?late=true&agency=01970000-0000-7000-8000-000000000001", "/staff/certification/reports?late=true&agency=01970000-0000-7000-8000-000000000001")]
    [InlineData(
        "/staff/certification/rounds/01970000-0000-7000-8000-000000000001/agencies/01970000-0000-7000-8000-000000000002?state=Missing",
        "/staff/certification/rounds/01970000-0000-7000-8000-000000000001/agencies/01970000-0000-7000-8000-000000000002?state=Missing")]
    [InlineData("/staff/accounts", null)]
    [InlineData("//evil.example/staff/certification/applications", null)]
    [InlineData("https://evil.example/staff/certification/applications", null)]
    [InlineData("/staff/certification/applications/../../accounts", null)]
    [InlineData(null, null)]
    public void Address_IsWrittenAnewOutOfKnownParts(string? given, string? kept) => Assert.Equal(kept, ViewAddress.Read(given)?.Address);

    [Fact]
    public async Task PrivateView_IsItsOwnersAlone_AndASharedOneIsTheDivisions()
    {
        var own = await SavedAsync("Only mine", shared: false);
        var shared = await SavedAsync("For the division", shared: true);

        Assert.Equal([(shared, true), (own, false)], (await ListAsync(host.Staff)).Where(v => v.Id == own || v.Id == shared).Select(v => (v.Id, v.Shared)));
        var seen = await ListAsync(Chair);
        Assert.DoesNotContain(seen, v => v.Id == own);
        Assert.Contains(seen, v => v.Id == shared && !v.Own && !v.MayRemove);
        Assert.Equal((await ListAsync(Chair)).Select(v => v.Id), (await host.Send(new ShowDivisionDeskQuery(), Chair)).Value.Views.Select(v => v.Id));
        // Of another's private view nobody is told that there is one.
        Assert.IsType<NotFound>((await host.Send(new RenameViewCommand(own, "Taken over", true), Director)).Refusal);
        Assert.IsType<NotFound>((await host.Send(new RemoveViewCommand(own), Director)).Refusal);
    }

    [Fact]
    public async Task Renamed_Shared_TakenBackAndRemoved_EachWithItsEvent()
    {
        var view = await SavedAsync("First name", shared: false);
        Assert.Null((await host.AsStaffAsync(new RenameViewCommand(view, "  Second name ", true))).Refusal);
        Assert.Contains(await ListAsync(Chair), v => v.Id == view && v.Name == "Second name");
        Assert.Null((await host.AsStaffAsync(new RenameViewCommand(view, "Second name", false))).Refusal);
        Assert.DoesNotContain(await ListAsync(Chair), v => v.Id == view);

        Assert.Null((await host.AsStaffAsync(new RemoveViewCommand(view))).Refusal);
        Assert.IsType<NotFound>((await host.AsStaffAsync(new RemoveViewCommand(view))).Refusal);

        Assert.DoesNotContain(await ListAsync(host.Staff), v => v.Id == view);
        Assert.Equal(1L, await host.ScalarAsync<long>("select count(*) from certification.saved_view where id = $1 and removed_by_name is not null", view));
        Assert.True(await host.CountEventsAsync("certification-view.renamed") >= 2 && await host.CountEventsAsync("certification-view.removed") >= 1);
        // The name is free again.
        await SavedAsync("Second name", shared: false);
    }

    [Fact]
    public async Task SharedView_IsChangedByItsOwnerAndRemovedAlsoByWhoeverDecides()
    {
        var view = await SavedAsync("Somebody who left", shared: true);

        Assert.IsType<NotYourView>((await host.Send(new RenameViewCommand(view, "Mine now", true), Director)).Refusal);
        Assert.IsType<NotYourView>((await host.Send(new RemoveViewCommand(view), Chair)).Refusal);
        Assert.Null((await host.Send(new RemoveViewCommand(view), Director)).Refusal);
    }

    [Fact]
    public async Task NameTaken_Blank_OrNoList_IsRefused()
    {
        await SavedAsync("Taken", shared: false);
        Assert.Equal(new ViewNameTaken("Taken"), (await host.AsStaffAsync(new SaveViewCommand(Late, " Taken", false))).Refusal);
        Assert.IsType<NotValid>((await host.AsStaffAsync(new SaveViewCommand(Late, " ", false))).Refusal);
        Assert.IsType<NotValid>((await host.AsStaffAsync(new SaveViewCommand(Late, new string('x', 81), false))).Refusal);
        Assert.IsType<NoSuchList>((await host.AsStaffAsync(new SaveViewCommand("/staff/accounts", "Accounts", false))).Refusal);
        // Another's names are their own affair.
        Assert.Null((await host.Send(new SaveViewCommand(Late, "Taken", false), Director)).Refusal);
    }

    [Fact]
    public async Task ViewOfAList_IsSeenAndSavedOnlyByWhoMayOpenTheList()
    {
        var saved = await host.AsStaffAsync(new SaveViewCommand("/staff/certification/reports?late=true", "Late reports", true));
        Assert.Null(saved.Refusal);

        Assert.False(RolePermissions.Table.Allows([Roles.Chair], CertificationPermissions.ReadReports));
        Assert.DoesNotContain(await ListAsync(Chair), v => v.Id == saved.Value);
        Assert.IsType<ListNotOpen>((await host.Send(new SaveViewCommand("/staff/certification/reports", "Reports", false), Chair)).Refusal);
    }

    [Theory]
    [MemberData(nameof(PeopleRoles))]
    public async Task OnlyWhoReadsApplications_KeepsViews(string role)
    {
        var caller = People.With(role, host.Clock);
        Refusal?[] answers =
        [
            (await host.Send(new SaveViewCommand(Late, $"Of {role}", false), caller)).Refusal, (await host.Send(new ListSavedViewsQuery(), caller)).Refusal,
            (await host.Send(new RenameViewCommand(Guid.NewGuid(), "x", false), caller)).Refusal,
            (await host.Send(new RemoveViewCommand(Guid.NewGuid()), caller)).Refusal,
        ];

        var may = RolePermissions.Table.Allows([role], CertificationPermissions.ReadApplications);
        Assert.All(answers, a => Assert.Equal(may, a is not NotAllowed));
    }

    private async Task<Guid> SavedAsync(string name, bool shared)
    {
        var saved = await host.AsStaffAsync(new SaveViewCommand(Late, name, shared));
        Assert.Null(saved.Refusal);
        return saved.Value;
    }

    private async Task<IReadOnlyList<SavedViewRow>> ListAsync(Caller caller) => (await host.Send(new ListSavedViewsQuery(), caller)).Value.Rows;
}
