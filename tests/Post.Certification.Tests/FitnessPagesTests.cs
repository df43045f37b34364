using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Post.App.Access;
using Post.Certification.Features.RecordFitness;
using Post.Certification.Features.ShowFitness;
using Post.Certification.Features.ShowOfficer;
using Post.Certification.Features.WithdrawFitness;
using Post.Certification.Fitness;
using Post.Certification.OfficerFiles;
using Post.Certification.Ui;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Ui;
using Post.Testing;

namespace Post.Certification.Tests;

public sealed class FitnessPagesTests : PostBunitContext
{
    private static readonly Guid s_person = Guid.CreateVersion7();
    private static readonly DateOnly s_day = new(2026, 6, 10);

    [Fact]
    [Trait("Clause", "MMA-12")]
    public void Form_HasNoFieldForWhatWasFound_AndSendsOutcomeAndDays()
    {
        Dispatcher.Answers<ShowFitnessQuery, OfficerFitnessRecord>(_ => Record());
        Dispatcher.Answers<RecordFitnessCommand, Done>(_ => Done.Instance);
        var page = Render<OfficerFitness>(p => p.Add(f => f.PersonId, s_person));

        page.Find("#fitness-heading ~ .row button").Click();
        Assert.Empty(page.FindAll("textarea"));
        Assert.Equal(["fitness-kind", "fitness-on", "fitness-evaluator", "fitness-outcome", "fitness-next"], page.FindAll("form input, form select").Select(f => f.Id));
        page.Find("#fitness-kind").Change("Psychological");
        page.Find("#fitness-on").Change("2026-06-09");
        page.Find("#fitness-evaluator").Change("Dr. Vale");
        page.Find("#fitness-outcome").Change("Pending");
        page.Find("form").Submit();

        Assert.Equal(
            new RecordFitnessCommand(s_person, "Psychological", s_day.AddDays(-1), "Dr. Vale", "Pending", null), Assert.Single(Dispatcher.Asked<RecordFitnessCommand>()));
        page.WaitForAssertion(() => Assert.Contains("Recorded.", page.Find("p[role=status]").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("form"));
    }

    [Fact]
    public void Correction_StartsFromTheEntry_AndAWithdrawalSaysWhy()
    {
        Dispatcher.Answers<ShowFitnessQuery, OfficerFitnessRecord>(_ => Record());
        Dispatcher.Answers<RecordFitnessCommand, Done>(_ => new EvaluationStandsNoLonger());
        Dispatcher.Answers<WithdrawFitnessCommand, Done>(_ => Done.Instance);
        var page = Render<OfficerFitness>(p => p.Add(f => f.PersonId, s_person));

        Assert.Contains("The next was due on", page.Find("#fitness-heading ~ dl").TextContent, StringComparison.Ordinal);
        page.Find("#fitness-rows ~ table button").Click();
        Assert.Equal("Dr. Vale", page.Find("#fitness-evaluator").GetAttribute("value"));
        page.Find("#fitness-because").Change("OtherOfficer");
        page.Find("form").Submit();

        var sent = Assert.Single(Dispatcher.Asked<RecordFitnessCommand>());
        Assert.Equal((Record().Rows[0].Kind, "OtherOfficer", true), (sent.Kind, sent.Because, sent.Corrects is not null));
        page.WaitForAssertion(() => Assert.Contains("meanwhile", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        page.FindAll("form .row button")[1].Click();
        Assert.Equal("OtherOfficer", Assert.Single(Dispatcher.Asked<WithdrawFitnessCommand>()).Because);
    }

    [Fact]
    public void WhoMayOnlyRead_IsOfferedNoForm()
    {
        Dispatcher.Answers<ShowFitnessQuery, OfficerFitnessRecord>(_ => Record() with { MayKeep = false });

        var page = Render<OfficerFitness>(p => p.Add(f => f.PersonId, s_person));

        page.WaitForAssertion(() => Assert.Contains("Dr. Vale", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("button"));
    }

    [Theory]
    [Trait("Clause", "MMA-12")]
    [InlineData(Roles.CertStaff, true)]
    [InlineData(Roles.Counsel, true)]
    [InlineData(Roles.StdStaff, false)]
    [InlineData(Roles.AuditLead, false)]
    public void Tab_IsOfferedToWhoMayReadTheClass(string role, bool offered)
    {
        Services.AddSingleton(RolePermissions.Table);
        Services.AddSingleton<ICallerSource>(new Source(role));
        Services.AddSingleton<IOfficerFileSection>(new FitnessFileSection());
        Dispatcher.Answers<ShowOfficerQuery, OfficerFile>(_ => File());

        var page = Render<OfficerFileView>(p => p.Add(f => f.PersonId, s_person));

        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("[role=tab]")));
        Assert.Equal(offered, page.FindAll("[role=tab]").Any(t => t.TextContent.Trim() == "Fitness"));
        Assert.Empty(Dispatcher.Asked<ShowFitnessQuery>());
    }

    private static OfficerFitnessRecord Record() => new(
        [new FitnessStanding("Physical", s_day.AddDays(-400), "Satisfied", s_day.AddDays(-35), true), new FitnessStanding("Psychological", null, null, null, false)],
        [new FitnessRow(Guid.CreateVersion7(), "Physical", s_day.AddDays(-400), "Dr. Vale", "Satisfied", s_day.AddDays(-35), "Dana Reyes", ModuleHost.Start, null, null)],
        [], MayKeep: true, s_day)
    {
        MemberIds = [s_person],
    };

    private static OfficerFile File()
    {
        var status = new StatusRow("Certified", "Certified", "Meaning", s_day, null, "Certified", null, null, "Commission list", default);
        return new OfficerFile(
            s_person, "3127-9008", new NameRow("Lena", "Okafor", null, s_day, null, "Commission list", default), [], status, [status], [], [], 0, 0);
    }

    private sealed class Source(string role) : ICallerSource
    {
        public ValueTask<Caller> CurrentAsync() => ValueTask.FromResult(People.With(role, TimeProvider.System));
    }
}
