using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Post.Certification.Features.ListOfficers;
using Post.Certification.Features.ShowOfficer;
using Post.Certification.OfficerFiles;
using Post.Kernel.Requests;
using Post.Kernel.Ui;
using Post.Testing;

namespace Post.Certification.Tests;

public sealed class OfficerPagesTests : PostBunitContext
{
    private static readonly Guid s_person = Guid.CreateVersion7();
    private static readonly DateOnly s_day = new(2024, 8, 24);

    [Fact]
    public void List_ShowsNumberAgencyAndStatusWithALinkToTheFile()
    {
        Dispatcher.Answers<ListOfficersQuery, ListOfficersResult>(_ => new ListOfficersResult([Row("Okafor", "Certified")], null, [], null));

        var page = Render<OfficerList>();

        page.WaitForAssertion(() => Assert.Equal("Okafor, Lena", page.Find($"a[href='/staff/officers/{s_person}']").TextContent.Trim()));
        Assert.Contains("3127-9008", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Harbor City Police", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Aug 24, 2024", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll("nav a"), a => a.TextContent.Contains("Next", StringComparison.Ordinal));
    }

    [Fact]
    public void List_SendsTheFilterOfItsAddress()
    {
        Dispatcher.Answers<ListOfficersQuery, ListOfficersResult>(_ => new ListOfficersResult([Row("Smith", "Suspended")], s_person, [], null));

        var page = Render<OfficerList>(p => p.Add(l => l.Text, "smith").Add(l => l.Status, "Suspended"));

        Assert.Equal(new ListOfficersQuery("smith", null, "Suspended", null), Assert.Single(Dispatcher.Requests));
        page.WaitForAssertion(() => Assert.Contains($"after={s_person}", page.FindAll("nav a")[^1].GetAttribute("href"), StringComparison.Ordinal));
    }

    [Fact]
    public void List_FilterGoesIntoTheAddress()
    {
        Dispatcher.Answers<ListOfficersQuery, ListOfficersResult>(_ => new ListOfficersResult([Row("Smith", "Suspended")], null, [], null));
        var page = Render<OfficerList>();

        page.Find("input[name=officer-text]").Change(" o'brien ");
        page.Find("form").Submit();

        Assert.EndsWith("?q=o%27brien", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void List_NothingFits_SaysWhatToTry()
    {
        Dispatcher.Answers<ListOfficersQuery, ListOfficersResult>(_ => new ListOfficersResult([], null, [], null));

        var page = Render<OfficerList>(p => p.Add(l => l.Text, "zzz"));

        Assert.Contains("No officer fits this filter", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Try fewer letters", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void List_WithoutPurpose_ShowsTheRefusalAndNoRow()
    {
        Dispatcher.Answers<ListOfficersQuery, ListOfficersResult>(_ => new PurposeNeeded());

        var page = Render<OfficerList>();

        Assert.Contains("Choose the purpose", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("table"));
    }

    [Fact]
    public void File_ShowsNameStatusAndTabsForWhatExists()
    {
        Dispatcher.Answers<ShowOfficerQuery, OfficerFile>(_ => File());

        var page = Render<OfficerFileView>(p => p.Add(f => f.PersonId, s_person));

        Assert.Equal("Okafor, Lena Jr.", page.Find("h2").TextContent.Trim());
        Assert.Contains("No present agency reported", page.Markup, StringComparison.Ordinal);
        Assert.Contains("written “Suspended”", page.Markup, StringComparison.Ordinal);
        Assert.Equal(["Certification"], Tabs(page));
        Assert.Contains("2 other officers have this name", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void File_HasATabForEachPartOfOtherModulesAndReadsItOnlyWhenOpened()
    {
        Services.AddSingleton<IOfficerFileSection>(new ProbeSection());
        Dispatcher.Answers<ShowOfficerQuery, OfficerFile>(_ => File() with
        {
            Employments = [new EmploymentRow(s_person, "Otis Police", true, true, null, null, s_day, null, null, "Sergeant", "FullTime", "List", default)],
            FormerNames = [new NameRow("Lena", "Obi", null, s_day, s_day, "List", default)],
        });

        var page = Render<OfficerFileView>(p => p.Add(f => f.PersonId, s_person));

        Assert.Equal(["Certification", "Service", "Names", "Probe"], Tabs(page));
        Assert.DoesNotContain("probe of", page.Markup, StringComparison.Ordinal);
        page.FindAll("[role=tab]")[3].Click();
        page.WaitForAssertion(() => Assert.Contains($"probe of {s_person}", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Clause", "8.05(1)(b)")]
    public void File_ShowsEachCertificateWithItsDaysAndWhenItWasRecorded()
    {
        Dispatcher.Answers<ShowOfficerQuery, OfficerFile>(_ => File() with
        {
            Certificates =
            [
                new CertificateRow("C-2", "Recertification", "Active", null, s_day, s_day.AddDays(3), s_day.AddYears(3), "Firearms by March", "History", default),
                new CertificateRow("C-1", "Initial", "Renewed", null, null, s_day.AddYears(-3), s_day, null, "History", default),
            ],
            ToLookAt = 1,
        });

        var page = Render<OfficerFileView>(p => p.Add(f => f.PersonId, s_person));

        var rows = page.FindAll("[aria-labelledby=certificate-history] tbody tr");
        Assert.Equal(2, rows.Count);
        Assert.Contains("Recertification", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Firearms by March", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("recorded", rows[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("nobody has looked at yet", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void File_NotFound_SaysSo()
    {
        Dispatcher.Answers<ShowOfficerQuery, OfficerFile>(_ => new NotFound("This officer"));
        Assert.Contains("was not found", Render<OfficerFileView>(p => p.Add(f => f.PersonId, s_person)).Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Tabs(IRenderedComponent<OfficerFileView> page) =>
        page.FindAll("[role=tab]").Select(t => t.TextContent.Trim());

    private static OfficerRow Row(string surname, string status) =>
        new(s_person, "3127-9008", "Lena", surname, null, status, status, s_day, ["Harbor City Police"]);

    private static OfficerFile File()
    {
        var status = new StatusRow("Suspended", "Suspended", "Meaning", s_day, null, "Suspended", null, null, "Commission list", default);
        return new OfficerFile(
            s_person, "3127-9008", new NameRow("Lena", "Okafor", "Jr.", s_day, null, "Commission list", default), [], status, [status], [], [], 0, 2);
    }

    private sealed class ProbeSection : IOfficerFileSection
    {
        public string Title => "Probe";
        public Type Component => typeof(ProbePart);
    }

    private sealed class ProbePart : ComponentBase
    {
        [Parameter] public Guid PersonId { get; set; }

        protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder) =>
            builder.AddContent(0, $"probe of {PersonId}");
    }
}
