using Bunit;
using Post.Certification.Desk;
using Post.Certification.Features.ListApplications;
using Post.Certification.Features.ListConditions;
using Post.Certification.Features.ListSavedViews;
using Post.Certification.Features.ShowDivisionDesk;
using Post.Certification.Rounds;
using Post.Certification.Ui;
using Post.Testing;

namespace Post.Certification.Tests;

public sealed class DeskPagesTests : PostBunitContext
{
    private static readonly Guid s_round = Guid.CreateVersion7();
    private static readonly Guid s_agency = Guid.CreateVersion7();
    private static readonly DateOnly s_day = new(2026, 6, 30);

    [Fact]
    public void EachFigure_LeadsToItsList_AndTheBarSaysWhatTheTableSays()
    {
        Dispatcher.Answers<ShowDivisionDeskQuery, DivisionDesk>(_ => Desk());

        var page = Render<ShowDivisionDeskPage>();

        Assert.Equal("1,203", page.Find("a[href='/staff/certification/applications?show=Late']").TextContent);
        Assert.Equal("2", page.Find("a[href='/staff/certification/conditions?show=Missed']").TextContent);
        Assert.Equal("30", page.Find($"a[href='/staff/certification/rounds/{s_round}/officers?state=Missing']").TextContent);
        Assert.Equal("7", page.Find($"a[href='/staff/certification/rounds/{s_round}/agencies/{s_agency}?state=Missing']").TextContent);
        Assert.StartsWith("3", page.Find($"a[href='/staff/certification/reports?late=true&agency={s_agency}']").TextContent, StringComparison.Ordinal);
        var bar = page.Find("svg.standing");
        Assert.Equal("Surnames I–P: 10 decided, 20 to decide, 10 not complete, 30 no application, 20 expired, 10 gone", bar.GetAttribute("aria-label"));
        Assert.Equal(["10", "20", "10", "30", "20", "10"], bar.QuerySelectorAll("rect").Select(r => r.GetAttribute("width")));
        Assert.Equal("/staff/certification/reports?late=true", page.Find("#views ~ ul a").GetAttribute("href"));
    }

    [Fact]
    public void WhoMayNotReadReports_SeesNoFigureOfThem_AndAnEmptyDeskSaysSo()
    {
        Dispatcher.Answers<ShowDivisionDeskQuery, DivisionDesk>(_ => Desk() with { Reports = null, Rounds = [], Agencies = [], AgenciesInAll = 0, Views = [] });

        var page = Render<ShowDivisionDeskPage>();

        Assert.Empty(page.FindAll("#reports"));
        Assert.Equal(2, page.FindAll(".empty-state").Count);
        Assert.Contains("None yet", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void FilteredList_OffersItsViewAndItsFile_WithoutThePageOfIt()
    {
        Navigation.NavigateTo($"/staff/certification/applications?show=Late&after={s_round}");
        Dispatcher.Answers<ListApplicationsQuery, ListApplicationsResult>(_ => new ListApplicationsResult(
            [new ApplicationRow(s_round, "CA-000001", "Sro", s_agency, "Smith, Mary", "1000-0001", null, s_day, null, s_day, 0, 0, null, null, true)], null, null)
        { Days = 7 });

        var page = Render<ApplicationList>(p => p.Add(l => l.Show, "Late"));

        page.WaitForAssertion(() => Assert.Equal(
            "/staff/certification/views?save=%2Fstaff%2Fcertification%2Fapplications%3Fshow%3DLate", page.Find("a[href*='views?save']").GetAttribute("href")));
        Assert.Equal("/staff/certification/applications.csv?show=Late", page.Find("a[download]").GetAttribute("href"));
        Assert.Equal("Late", Assert.Single(Dispatcher.Asked<ListApplicationsQuery>()).Show);
    }

    [Fact]
    public void Conditions_SayWhichAreMissed()
    {
        Dispatcher.Answers<ListConditionsQuery, ConditionList>(_ => new ConditionList(
            [new ConditionListRow(s_round, "Complete the training", s_day, true, s_agency, "Smith, Mary", "1000-0001", null, s_agency, "CD-000001")], s_round, 30, s_day));

        var page = Render<ListConditionsPage>();

        Assert.Contains("Missed", page.Find(".chip.bad").TextContent, StringComparison.Ordinal);
        Assert.Equal($"/staff/certification/conditions?show=Due&after={s_round}", page.FindAll("nav[aria-label=Pages] a")[^1].GetAttribute("href"));
    }

    [Fact]
    public void Views_OfferTheirOwnerToRenameAndNobodyElse()
    {
        Dispatcher.Answers<ListSavedViewsQuery, SavedViewList>(_ => new SavedViewList(
        [
            new SavedViewRow(s_round, "Mine", "Applications", "/staff/certification/applications", false, true, "Dana Reyes", true),
            new SavedViewRow(s_agency, "Another's", "Reports of agencies", "/staff/certification/reports", true, false, "Lee Park", false),
        ]));

        var page = Render<SavedViewsPage>();

        Assert.Equal(2, page.FindAll("main form, form").Count);
        Assert.NotNull(page.Find($"#name-{s_round}"));
        Assert.Contains("Lee Park", page.Markup, StringComparison.Ordinal);
    }

    private static DivisionDesk Desk() => new(
        s_day, new DeskDays(7, 30, 180), new ApplicationFigures(2_000, 1_203, 1_300, 5, 40), new ConditionFigures(9, 4, 2),
        [new DeskRound(s_round, "RR-2-2026-07", "Surnames I–P", s_day, s_day.AddDays(1), new RoundCounts(100, 30, 10, 20, 10, 20, 10))],
        [new WaitedAgency(s_round, s_agency, "Harbor City Police", 7, 2)], 12, new ReportsWaiting(5, 3, 1, [new ReportingFigures(s_agency, "Harbor City Police", 5, 3)]))
    {
        Views = [new SavedViewRow(s_round, "Late reports", "Reports of agencies", "/staff/certification/reports?late=true", true, false, "Lee Park", false)],
    };
}
