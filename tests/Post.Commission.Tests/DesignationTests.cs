using Post.Commission.Contracts;
using Post.Commission.Domain;
using Post.Commission.Features.EndDesignation;
using Post.Commission.Features.ListDesignations;
using Post.Commission.Features.RecordDesignation;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Commission.Tests;

[Trait("Clause", "8.03(2) Executive Director")]
[Trait("Clause", "12.03(2) Executive Director")]
public sealed class DesignationTests : IAsyncLifetime
{
    private readonly CommissionHost _host = new();

    private DateOnly Today => _host.Today;

    public Task InitializeAsync() => ((IAsyncLifetime)_host).InitializeAsync();

    public Task DisposeAsync() => ((IAsyncLifetime)_host).DisposeAsync();

    [Theory]
    [InlineData(-30, -1, "designation-lapsed")]
    [InlineData(-30, 0, null)]
    [InlineData(0, 0, null)]
    [InlineData(0, null, null)]
    [InlineData(1, 30, "designation-not-begun")]
    public async Task Designee_ActsOnTheDaysOfTheDesignationAndOnNoOther(int from, int? to, string? refusal)
    {
        await _host.DesignateAsync(Offices.ExecutiveDirector, Roles.CertStaff, Today.AddDays(from), to is { } d ? Today.AddDays(d) : null, "audits");
        Assert.Equal(refusal, (await AskAsync("audits")).Refusal?.Code);
    }

    [Fact]
    public async Task SecondAfterItsEnd_ItIsOver()
    {
        await _host.DesignateAsync(Offices.ExecutiveDirector, Roles.CertStaff, Today, Today, "audits");
        // Midnight in Massachusetts is four in the morning, UTC.
        _host.Clock.Set(new DateTimeOffset(2026, 6, 11, 3, 59, 59, TimeSpan.Zero));
        Assert.False((await AskAsync("audits")).Refused);

        _host.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.IsType<DesignationLapsed>((await AskAsync("audits")).Refusal);
    }

    [Fact]
    public async Task DesigneeForAuditsOnly_DoesNotDecideCertification()
    {
        await _host.DesignateAsync(Offices.ExecutiveDirector, Roles.CertStaff, null, null, "audits");
        Assert.Equal("designation-out-of-scope", (await AskAsync("certification")).Refusal!.Code);
    }

    [Fact]
    public async Task NobodyOnRecord_IsRefused()
    {
        Assert.IsType<NotDesignated>((await AskAsync("audits")).Refusal);
        Assert.IsType<NotDesignated>((await _host.MayActAsync(new ActingQuestion(Offices.ExecutiveDirector, "audits", null, Today))).Refusal);
    }

    [Fact]
    public async Task Holder_ActsForEveryPurposeAndNotAsDesignee()
    {
        var designation = await _host.DesignateAsync(Offices.ExecutiveDirector, Roles.ExecutiveDirector);
        foreach (var purpose in (string[])["audits", "certification", "guidelines"])
        {
            var acting = (await AskAsync(purpose, Roles.ExecutiveDirector)).Value;
            Assert.Equal((designation, false), (acting.DesignationId, acting.AsDesignee));
        }
    }

    [Fact]
    [Trait("Clause", "8.03(2) RAO")]
    public async Task RecordsAccessOfficer_IsAnOfficeOfItsOwn()
    {
        await _host.DesignateAsync(Offices.RecordsAccessOfficer, Roles.RecordsAccessOfficer);

        Assert.False((await _host.MayActAsync(new ActingQuestion(
            Offices.RecordsAccessOfficer, "records-requests", _host.AccountOf(Roles.RecordsAccessOfficer), Today))).Refused);
        Assert.IsType<NotDesignated>((await _host.MayActAsync(new ActingQuestion(
            Offices.RecordsAccessOfficer, "records-requests", _host.AccountOf(Roles.CertStaff), Today))).Refusal);
        Assert.IsType<NotDesignated>((await AskAsync("audits", Roles.RecordsAccessOfficer)).Refusal);
    }

    [Fact]
    public async Task EndedEarly_IsOverFromTheNextDayAndWasKnownOtherwiseBefore()
    {
        var designation = await _host.DesignateAsync(Offices.ExecutiveDirector, Roles.CertStaff, null, null, "audits");
        var known = _host.Clock.GetUtcNow();
        _host.Clock.Advance(TimeSpan.FromMinutes(1));

        await _host.SendAsync(new EndDesignationCommand(designation, Today.AddDays(-1), "New position"), Roles.Counsel);

        Assert.Equal(new DesignationLapsed("Executive Director", Today.AddDays(-1)), (await AskAsync("audits")).Refusal);
        Assert.False((await AskAsync("audits", on: Today.AddDays(-1))).Refused);
        Assert.False((await AskAsync("audits", knownAt: known)).Refused);
        Assert.Equal(2, await _host.ScalarAsync<long>("select count(*) from commission.designation where designation_id = $1", designation));
        Assert.Equal(1, await _host.CountEventsAsync("designation.ended"));
    }

    [Fact]
    public async Task EndThatLiesOutsideItsTime_IsRefused()
    {
        var designation = await _host.DesignateAsync(Offices.ExecutiveDirector, Roles.CertStaff, Today, Today.AddDays(3), "audits");
        Assert.IsType<EndsOutsideItsTime>((await _host.SendAsync(new EndDesignationCommand(designation, Today.AddDays(-1), "x"), Roles.Counsel)).Refusal);
        Assert.IsType<EndsOutsideItsTime>((await _host.SendAsync(new EndDesignationCommand(designation, Today.AddDays(3), "x"), Roles.Counsel)).Refusal);
    }

    [Fact]
    public async Task OwnDesignation_IsRefused() => Assert.IsType<OwnDesignation>(
        (await _host.SendAsync(Command(Offices.ExecutiveDirector, Capacity.Designee, Roles.Counsel, "audits"), Roles.Counsel)).Refusal);

    [Fact]
    public async Task SecondHolderOnTheSameDay_IsRefusedAndOnTheNextIsNot()
    {
        await _host.DesignateAsync(Offices.ExecutiveDirector, Roles.ExecutiveDirector, null, Today);

        var same = Command(Offices.ExecutiveDirector, Capacity.Holder, Roles.StdStaff) with { BeginsOn = Today };
        Assert.IsType<OfficeHeld>((await _host.SendAsync(same, Roles.Counsel)).Refusal);
        Assert.False((await _host.SendAsync(same with { BeginsOn = Today.AddDays(1) }, Roles.Counsel)).Refused);
    }

    [Fact]
    public async Task DesigneeWithoutPurpose_IsInvalid() => Assert.IsType<NotValid>(
        (await _host.SendAsync(Command(Offices.ExecutiveDirector, Capacity.Designee, Roles.StdStaff), Roles.Counsel)).Refusal);

    [Fact]
    public async Task PurposeOfAnotherOffice_IsRefused() => Assert.Equal(
        new PurposeOfAnotherOffice("records-requests"),
        (await _host.SendAsync(Command(Offices.ExecutiveDirector, Capacity.Designee, Roles.StdStaff, "records-requests"), Roles.Counsel)).Refusal);

    [Fact]
    public async Task Chair_HasNoDesigneeAndMustBeACommissioner()
    {
        Assert.Equal(new NoDesigneeForOffice("Chair"),
            (await _host.SendAsync(Command(Offices.Chair, Capacity.Designee, Roles.StdStaff, "further-review"), Roles.Counsel)).Refusal);
        Assert.IsType<ChairSitsInNoSeat>((await _host.SendAsync(Command(Offices.Chair, Capacity.Holder, Roles.Chair), Roles.Counsel)).Refusal);

        await _host.SeatAsync(1);

        Assert.False((await _host.SendAsync(Command(Offices.Chair, Capacity.Holder, Roles.Chair), Roles.Counsel)).Refused);
        Assert.Equal(1, await _host.CountEventsAsync("designation.recorded"));
    }

    [Fact]
    public async Task List_ShowsWhoActsOnADayAsItIsKnownAndAsItWas()
    {
        var designation = await _host.DesignateAsync(Offices.ExecutiveDirector, Roles.CertStaff, null, null, "audits", "referrals");
        var recordedOn = Today;
        _host.Clock.Advance(TimeSpan.FromDays(1));
        await _host.SendAsync(new EndDesignationCommand(designation, new DateOnly(2024, 6, 30), "Entered late"), Roles.Counsel);

        var now = (await _host.SendAsync(new ListDesignationsQuery(Today, null))).Value;
        var then = (await _host.SendAsync(new ListDesignationsQuery(Today, recordedOn))).Value;
        var before = (await _host.SendAsync(new ListDesignationsQuery(Today, recordedOn.AddDays(-1)))).Value;

        Assert.Empty(Director(now).Acting);
        Assert.Single(now.Others);
        Assert.Equal(["Audits of agencies and officers", "Refer information for enforcement"], Assert.Single(Director(then).Acting).Purposes);
        Assert.Empty(Director(before).Acting);
        Assert.Empty(before.Others);
    }

    private static OfficeRow Director(ListDesignationsResult listed) => listed.Offices.Single(o => o.Code == Offices.ExecutiveDirector);

    private Task<Result<ActingFor>> AskAsync(string purpose, string role = Roles.CertStaff, DateOnly? on = null, DateTimeOffset? knownAt = null) =>
        _host.MayActAsync(new ActingQuestion(Offices.ExecutiveDirector, purpose, _host.AccountOf(role), on ?? Today) { KnownAt = knownAt });

    private RecordDesignationCommand Command(string office, Capacity capacity, string role, params string[] purposes) =>
        new(office, capacity, _host.AccountOf(role), purposes, new DateOnly(2026, 1, 1), null, "Letter of the Commission");
}
