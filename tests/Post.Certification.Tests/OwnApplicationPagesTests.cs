using Bunit;
using Post.Certification.Features.ListOwnApplications;
using Post.Certification.Features.ListOwnRecertifications;
using Post.Certification.Members;
using Post.Certification.Portal;
using Post.Testing;

namespace Post.Certification.Tests;

public sealed class OwnApplicationPagesTests : PostBunitContext
{
    private static readonly DateOnly s_day = new(2026, 6, 10);
    private static readonly Guid s_officer = Guid.CreateVersion7();
    private static readonly Guid s_application = Guid.CreateVersion7();

    [Fact]
    [Trait("Clause", "MMA-05")]
    public void Due_LeadsToTheFormWhereNothingIsOpen_AndToTheApplicationWhereTheAgencyEnteredIt()
    {
        var (own, theirs) = (
            new OwnApplicationRow(Guid.NewGuid(), s_application, "CA-000012", "Recertification", s_day, true),
            new OwnApplicationRow(Guid.NewGuid(), null, "CA-000013", "Recertification", s_day, true));
        Dispatcher.Answers<ListOwnRecertificationsQuery, OwnRecertifications>(_ => new OwnRecertifications(
            "Harbor City Police", 3, 1,
            [
                new RecertificationRow(s_officer, "3127-9008", "Okafor, Lena", s_day, true, null, null, null),
                new RecertificationRow(own.PersonId, "3127-9009", "Quill, Dana", s_day, false, "RR-2-2026-07", s_day, own),
                new RecertificationRow(theirs.PersonId, "3127-9010", "Ash, Kim", s_day, false, "RR-2-2026-07", s_day, theirs),
            ],
            theirs.PersonId));

        var page = Render<OwnApplicationsPage>();

        Assert.Equal("Enter application", page.Find($"a[href='/agency/roster/{s_officer}/application']").TextContent);
        Assert.Equal("CA-000012", page.Find($"a[href='/agency/applications/{s_application}']").TextContent);
        Assert.Empty(page.FindAll($"a[href='/agency/roster/{own.PersonId}/application']"));
        Assert.Contains("what it says is not shown here", page.FindAll("td[data-label=Application]")[2].TextContent, StringComparison.Ordinal);
        Assert.Contains("Ended", page.Find(".chip.bad").TextContent, StringComparison.Ordinal);
        Assert.Equal($"/agency/applications?after={theirs.PersonId}", page.Find("nav.row a").GetAttribute("href"));
    }

    [Fact]
    public void Entered_SaysWhereEachStands()
    {
        Dispatcher.Answers<ListOwnApplicationsQuery, OwnApplicationList>(_ => new OwnApplicationList(
            "Harbor City Police",
            [
                Row(12) with { Open = true, OpenItems = 4 },
                Row(11) with { Open = false, OpenItems = 0 },
                Row(10),
            ],
            10));
        Navigation.NavigateTo("/agency/applications?part=entered");

        var page = Render<OwnApplicationsPage>();

        Assert.Equal(
            ["Open", "Decided", "The officer left the agency"], page.FindAll("td[data-label='Where it stands'] > div > span").Select(s => s.TextContent));
        Assert.Contains("2 of 6 requirements found met", page.Markup, StringComparison.Ordinal);
        Assert.Equal("/agency/applications?part=entered&before=10", page.Find("nav.row a").GetAttribute("href"));
    }

    private static EnteredApplication Row(long number) => new(
        s_application, number, "Recertification", s_officer, "Okafor, Lena", "3127-9008", s_day, s_day, null, null, 6);
}
