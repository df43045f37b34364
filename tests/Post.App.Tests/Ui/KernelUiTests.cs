using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Ui;
using Post.Testing;

namespace Post.App.Tests.Ui;

public sealed class KernelUiTests : BunitContext
{
    [Fact]
    public void Refusal_IsAnnouncedInItsOwnWords()
    {
        var alert = Render<RefusalAlert>(p => p.Add(a => a.Refusal, new NotFound("The officer")));

        Assert.Contains("The officer was not found", alert.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(alert.FindAll("button"));
    }

    [Fact]
    public void NoRefusal_ShowsNothing() => Assert.Empty(Render<RefusalAlert>().Markup.Trim());

    [Fact]
    public void PurposeNeeded_OffersThePurposesOfTheRoleRightThere()
    {
        Services.AddSingleton(new PurposeCatalogue(
        [
            new("certification", "Certification of officers", "8.05(1)", new HashSet<string> { Roles.CertStaff }, 60, false),
            new("access-review", "Review of access", "8.07(5)", new HashSet<string> { Roles.ComplianceOfficer }, 60, false),
        ], TimeProvider.System));
        Services.AddSingleton<ICallerSource>(new FixedCaller(People.CertificationStaff(TimeProvider.System)));

        var alert = Render<RefusalAlert>(p => p.Add(a => a.Refusal, new PurposeNeeded()));

        var button = Assert.Single(alert.FindAll("button"));
        Assert.Equal("certification", button.GetAttribute("value"));
        Assert.Equal(PurposeChoices.FormId, button.GetAttribute("form"));
    }

    [Fact]
    public void PurposeThatAsksForMore_LeadsToThePageAndBack()
    {
        Services.AddSingleton(new PurposeCatalogue(
        [
            new("investigation", "Investigation", "8.05(2)", new HashSet<string> { Roles.CertStaff }, 60, false) { MatterKinds = new HashSet<string> { "Complaint" } },
        ], TimeProvider.System));
        Services.AddSingleton<ICallerSource>(new FixedCaller(People.CertificationStaff(TimeProvider.System)));
        Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>().NavigateTo("/staff/officers?q=a&status=b");

        var link = Render<RefusalAlert>(p => p.Add(a => a.Refusal, new PurposeNeeded())).Find("a.btn");

        Assert.Equal("/staff/purpose?purpose=investigation&returnUrl=%2Fstaff%2Fofficers%3Fq%3Da%26status%3Db", link.GetAttribute("href"));
    }

    [Fact]
    public void RefusedLook_ShowsEachWayOnAndBack()
    {
        var person = Guid.NewGuid();
        Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>().NavigateTo("/staff/officers/1");

        var links = Render<RefusalAlert>(p => p.Add(a => a.Refusal, new SubjectNotInMatter(person, "M-1"))).FindAll("a.btn");

        Assert.Equal(
            ["/staff/purpose?returnUrl=%2Fstaff%2Fofficers%2F1", $"/staff/break-glass?subject={person}&returnUrl=%2Fstaff%2Fofficers%2F1"],
            links.Select(l => l.GetAttribute("href")));
    }

    [Theory]
    [InlineData("/staff", true)]
    [InlineData("/staff/officers", true)]
    [InlineData("/staff?x=1", true)]
    [InlineData("/staffed", false)]
    [InlineData("//evil.example/staff", false)]
    [InlineData("https://evil.example/staff", false)]
    [InlineData(null, false)]
    public void WayBack_IsOursOnly(string? url, bool ours)
    {
        Assert.Equal(ours, ReturnPath.IsStaff(url));
        Assert.Equal(ours ? url : "/staff", ReturnPath.Or(url, "/staff"));
    }

    [Fact]
    public void PurposeNeededOutsideTheShell_LinksToThePage()
    {
        var alert = Render<RefusalAlert>(p => p.Add(a => a.Refusal, new PurposeNeeded()));

        Assert.Equal("/staff/purpose", alert.Find("a").GetAttribute("href"));
    }

    [Fact]
    public void Date_IsTheCivilOne()
    {
        var day = Render<CivilDate>(p => p.Add(d => d.Value, new DateOnly(2026, 11, 22)));
        // Half past one at night in UTC is the evening before in Massachusetts.
        var instant = Render<CivilDate>(p => p.Add(d => d.At, new DateTimeOffset(2026, 11, 22, 1, 30, 0, TimeSpan.Zero)));
        var missing = Render<CivilDate>();

        Assert.Equal("Nov 22, 2026", day.Find("time").TextContent);
        Assert.Equal("Nov 21, 2026, 8:30 PM", instant.Find("time").TextContent);
        Assert.Equal("2026-11-22T01:30:00Z", instant.Find("time").GetAttribute("datetime"));
        Assert.Equal("Not recorded", missing.Find("span").TextContent);
    }

    [Fact]
    public void Slot_ShowsWhatModulesPutThere()
    {
        Services.AddScoped<IOfficerFileSection, Section>();

        var slot = Render<Slot<IOfficerFileSection>>(p => p.Add(s => s.Parameters, new Dictionary<string, object> { ["Title"] = "Shown inside" }));

        Assert.Equal("Complaints", slot.Find("section > h2").TextContent);
        Assert.Contains("Shown inside", slot.Find("section").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void SlotThatNobodyFills_ShowsNothing() => Assert.Empty(Render<Slot<IOfficerFileSection>>().Markup.Trim());

    [Fact]
    public void LoadingAndEmpty_SaySo()
    {
        var loading = Render<Loading>(p => p.Add(l => l.Text, "Reading officers…"));
        var empty = Render<EmptyState>(p => p.Add(e => e.Title, "No spelling waits."));

        Assert.Contains("Reading officers…", loading.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Contains("No spelling waits.", empty.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Header_HoldsTheTitle()
    {
        var header = Render<PageHeader>(p => p.Add(h => h.Title, "Officers").Add(h => h.Subtitle, "All of them"));

        Assert.Equal("Officers", header.Find("h1").TextContent);
        Assert.Contains("All of them", header.Markup, StringComparison.Ordinal);
    }

    private sealed class Section : IOfficerFileSection
    {
        public string Title => "Complaints";

        public Type Component => typeof(EmptyState);
    }

    private sealed class FixedCaller(Caller caller) : ICallerSource
    {
        public ValueTask<Caller> CurrentAsync() => ValueTask.FromResult(caller);
    }
}
