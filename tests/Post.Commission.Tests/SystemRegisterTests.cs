using Npgsql;
using Post.Commission.Contracts;
using Post.Commission.Domain;
using Post.Commission.Features.ApproveContract;
using Post.Commission.Features.CloseContract;
using Post.Commission.Features.EstablishSystem;
using Post.Commission.Features.ListSystems;
using Post.Commission.Features.RecordContract;
using Post.Commission.Features.RegisterSystem;
using Post.Commission.Features.ReviewDesign;
using Post.Commission.Features.ShowSystem;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Commission.Tests;

public sealed class SystemRegisterTests : IAsyncLifetime
{
    private static readonly DateOnly s_review = new(2027, 1, 1);

    private static readonly ContractAnswers s_answers = new(
        GateAnswer.No, "At any time", "CSV", "10 days", "None", "p. 4", GateAnswer.No, "p. 9",
        new Dictionary<string, string>
        {
            ["safeguards"] = "p. 5",
            ["holder-duties"] = "p. 6",
            ["access-limits"] = "p. 6",
            ["access-record"] = "p. 7",
            ["subject-access"] = "p. 8",
            ["legal-process"] = "p. 8",
        });

    private readonly CommissionHost _host = new();

    public Task InitializeAsync() => ((IAsyncLifetime)_host).InitializeAsync();

    public Task DisposeAsync() => ((IAsyncLifetime)_host).DisposeAsync();

    [Fact]
    [Trait("Clause", "8.02(1)(a)")]
    public async Task StatutoryDatabases_AreRegisteredEachWithALiveSchemaAndAGatePolicy()
    {
        var systems = (await _host.SendAsync(new ListSystemsQuery())).Value.Systems.Where(s => s.Kind is SystemKind.Statutory).ToList();

        Assert.Equal(
            ["M.G.L. c. 6E, § 13(a)", "M.G.L. c. 6E, § 4(h)", "M.G.L. c. 6E, § 4(j)", "M.G.L. c. 6E, § 8(e)"],
            systems.Select(s => s.Statute!).Order(StringComparer.Ordinal));
        Assert.All(systems, s => Assert.Equal("PublicationGate", s.DisclosurePolicy));
        Assert.Contains(typeof(PublicDatabase.PublicDatabaseModule).Assembly.GetTypes(), t => t.Name == "PublicationGate");
        Assert.Equal(4, await _host.ScalarAsync<long>(
            """
            select count(*) from commission.registered_system s where s.kind = 'Statutory' and s.superseded_at is null
              and (select count(*) from unnest(s.schemas)) > 0
              and (select bool_and(exists (select from pg_tables t where t.schemaname = n)) from unnest(s.schemas) n)
            """));
    }

    [Fact]
    [Trait("Clause", "8.02(1)(a)")]
    public async Task StatutoryEntry_CannotBeDeletedRetiredOrRenamed()
    {
        var deleted = await Assert.ThrowsAsync<PostgresException>(() => _host.AsAppAsync("delete from commission.registered_system"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, deleted.SqlState);
        var entry = await EntryAsync("certification-database");

        foreach (var change in (RegisterSystemCommand[])
            [entry with { State = SystemState.Retired }, entry with { Kind = SystemKind.Other }, entry with { Code = "another-name" }])
        {
            Assert.IsType<StatutorySystemStays>((await SendAsync(change)).Refusal);
        }
    }

    [Fact]
    public async Task Edit_SupersedesAndShowsWhatStoodThere()
    {
        var entry = await EntryAsync("standards-database");

        Assert.False((await SendAsync(entry with { ReviewOn = s_review.AddYears(1), Reason = "Reviewed" })).Refused);

        var shown = (await _host.SendAsync(new ShowSystemQuery(entry.SystemId!.Value))).Value;
        Assert.Equal(s_review.AddYears(1), shown.System.ReviewOn);
        Assert.Single(shown.Earlier);
        Assert.Equal(1, await _host.CountEventsAsync("system.registered"));
    }

    [Fact]
    public async Task SecondSystemUnderOneShortName_IsRefused() => Assert.Equal(
        new SystemCodeTaken("public-database"), (await SendAsync(System("public-database"))).Refusal);

    [Fact]
    public async Task StatutoryWithoutStatute_IsRefused() => Assert.IsType<StatuteMissing>(
        (await SendAsync(System("new-one") with { Kind = SystemKind.Statutory })).Refusal);

    [Fact]
    [Trait("Clause", "8.03(2) Commission")]
    public async Task Establishment_NeedsTheVoteAndTakesItsDay()
    {
        await _host.SeatAsync();
        var system = (await EntryAsync("certification-database")).SystemId!.Value;
        Assert.IsType<VoteRequired>((await SendAsync(new EstablishSystemCommand(system))).Refusal);
        await _host.VoteAsync(VoteKinds.DatabaseEstablishment, "system:standards-database");
        Assert.IsType<VoteRequired>((await SendAsync(new EstablishSystemCommand(system))).Refusal);
        await _host.VoteAsync(VoteKinds.DatabaseEstablishment, "system:certification-database", heldOn: new DateOnly(2026, 6, 3));

        Assert.Equal(new DateOnly(2026, 6, 3), (await SendAsync(new EstablishSystemCommand(system))).Value);

        Assert.IsType<AlreadyEstablished>((await SendAsync(new EstablishSystemCommand(system))).Refusal);
    }

    [Theory]
    [Trait("Clause", "8.07(1)")]
    [InlineData(true, true, "EOTSS", 0)]
    [InlineData(true, true, "CFAO", 0)]
    [InlineData(true, true, "Executive Director", 0)]
    [InlineData(true, false, "CFAO", 1)]
    [InlineData(false, true, "CFAO", 1)]
    [InlineData(true, true, null, 1)]
    [InlineData(false, false, null, 3)]
    public async Task DesignReview_ClosesOnlyWhenAllTookPart(bool records, bool technology, string? consulted, int missing)
    {
        await DesignateOfficersAsync();
        var review = await ReviewAsync(records, technology, consulted, ReviewAnswer.Yes, ReviewAnswer.Yes, null);
        Assert.Equal(missing, (review.Refusal as ReviewIncomplete)?.Missing.Count ?? 0);
        Assert.Equal(missing == 0 ? 1 : 0, await _host.ScalarAsync<long>("select count(*) from commission.design_review where closed_on is not null"));
    }

    [Theory]
    [Trait("Clause", "8.07(1)")]
    [InlineData("NotAnswered", "Yes", null, true)]
    [InlineData("NotFeasible", "Yes", null, true)]
    [InlineData("NotFeasible", "Yes", "The vendor keeps paper", false)]
    [InlineData("Yes", "NotAnswered", "x", true)]
    public async Task DesignReview_SaysWhetherItExportsInMachineReadableForm(string export, string segregation, string? findings, bool refused)
    {
        await DesignateOfficersAsync();
        Assert.Equal(refused, (await ReviewAsync(true, true, "EOTSS", Enum.Parse<ReviewAnswer>(export), Enum.Parse<ReviewAnswer>(segregation), findings)).Refused);
    }

    [Fact]
    [Trait("Clause", "8.07(1)")]
    public async Task DesignReview_TakesNobodyForTheOfficerWhoIsNotDesignated()
    {
        await _host.DesignateAsync(Offices.RecordsAccessOfficer, Roles.RecordsAccessOfficer, null, _host.Today.AddDays(-1));
        Assert.IsType<DesignationLapsed>((await ReviewAsync(true, false, "CFAO", ReviewAnswer.Yes, ReviewAnswer.Yes, null)).Refusal);
    }

    [Fact]
    [Trait("Clause", "8.07(3)")]
    public async Task Contract_WithAllThreePointsAnswered_IsApprovedByTheRecordsAccessOfficerAlone()
    {
        var contract = await ContractAsync(s_answers);
        Assert.IsType<NotDesignated>((await SendAsync(new ApproveContractCommand(contract))).Refusal);
        await DesignateOfficersAsync();

        Assert.False((await SendAsync(new ApproveContractCommand(contract))).Refused);

        Assert.Equal(ContractState.Approved, Assert.Single((await _host.SendAsync(new ListSystemsQuery())).Value.Contracts).State);
        Assert.IsType<ContractNotInDraft>((await SendAsync(new ApproveContractCommand(contract))).Refusal);
        Assert.Equal(1, await _host.CountEventsAsync("contract.approved"));
    }

    [Fact]
    [Trait("Clause", "8.07(3)")]
    public async Task ContractWithNothingAnswered_IsRefusedForEveryPoint()
    {
        await DesignateOfficersAsync();
        var contract = await ContractAsync(new ContractAnswers(
            GateAnswer.NotAnswered, "Yes", null, null, null, null, GateAnswer.NotAnswered, null, new Dictionary<string, string>()));

        var refused = Assert.IsType<ContractIncomplete>((await SendAsync(new ApproveContractCommand(contract))).Refusal);

        Assert.All((string[])["8.07(3)(a)", "8.07(3)(b)", "8.07(3)(c)"], clause => Assert.Contains(clause, refused.Text, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Clause", "8.07(3)(a)")]
    public async Task ContractThatRestrictsTheRecordsOfficerOrGivesNoExport_IsRefused()
    {
        await DesignateOfficersAsync();
        var restricting = await ContractAsync(s_answers with { RestrictsRecordsOfficer = GateAnswer.Yes });
        var closed = await ContractAsync(s_answers with { ExportRight = " " });

        Assert.IsType<ContractRestrictsRecordsOfficer>((await SendAsync(new ApproveContractCommand(restricting))).Refusal);
        Assert.IsType<ContractWithoutExportRight>((await SendAsync(new ApproveContractCommand(closed))).Refusal);
    }

    [Fact]
    [Trait("Clause", "8.07(3)(b)")]
    public async Task ContractThatRelievesTheCommission_IsRefused()
    {
        await DesignateOfficersAsync();
        var contract = await ContractAsync(s_answers with { RelievesCommission = GateAnswer.Yes });
        Assert.IsType<ContractRelievesCommission>((await SendAsync(new ApproveContractCommand(contract))).Refusal);
    }

    [Theory]
    [Trait("Clause", "8.07(3)(c)")]
    [InlineData("safeguards")]
    [InlineData("access-record")]
    [InlineData("legal-process")]
    public async Task ContractWithoutThePageOfAProvision_IsIncomplete(string provision)
    {
        await DesignateOfficersAsync();
        var contract = await ContractAsync(s_answers with { Provisions = s_answers.Provisions.Where(p => p.Key != provision).ToDictionary() });

        Assert.Contains("8.07(3)(c)", Assert.Single(
            Assert.IsType<ContractIncomplete>((await SendAsync(new ApproveContractCommand(contract))).Refusal).Missing), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Clause", "8.07(3)")]
    public async Task ApprovedContractThatChanged_PassesTheGateAnew()
    {
        await DesignateOfficersAsync();
        var contract = await ContractAsync(s_answers);
        await SendAsync(new ApproveContractCommand(contract));

        await SendAsync(Contract(s_answers with { ExportCost = "$ 5,000" }) with { ContractId = contract, Reason = "Amendment 1" });

        Assert.Equal(ContractState.Draft, Assert.Single((await _host.SendAsync(new ListSystemsQuery())).Value.Contracts).State);
        Assert.Equal(3, await _host.ScalarAsync<long>("select count(*) from commission.storage_contract where contract_id = $1", contract));
    }

    [Fact]
    public async Task ClosedContract_IsClosedOnceAndWithAReason()
    {
        var contract = await ContractAsync(s_answers);
        Assert.IsType<NotValid>((await SendAsync(new CloseContractCommand(contract, ContractState.Approved, "x"))).Refusal);
        Assert.False((await SendAsync(new CloseContractCommand(contract, ContractState.Ended, "Expired"))).Refused);
        Assert.IsType<ContractClosedAlready>((await SendAsync(new CloseContractCommand(contract, ContractState.Rejected, "x"))).Refusal);
    }

    [Fact]
    public async Task ReviewWhoseDayHasCome_WaitsInTheQueue()
    {
        await SendAsync(System("case-files") with { ReviewOn = _host.Today });
        await SendAsync(System("later") with { ReviewOn = _host.Today.AddDays(1) });

        Assert.Equal(["case-files"], (await _host.SendAsync(new ListSystemsQuery())).Value.Systems.Where(s => s.Due).Select(s => s.Code));
    }

    private static RegisterSystemCommand System(string code) => new(
        null, code, "Case files", SystemKind.Vendor, null, "Division of Police Standards", "Investigations", [], "Counsel", SystemState.InUse, s_review, null);

    private async Task<RegisterSystemCommand> EntryAsync(string code)
    {
        var row = (await _host.SendAsync(new ListSystemsQuery())).Value.Systems.Single(s => s.Code == code);
        var s = (await _host.SendAsync(new ShowSystemQuery(row.SystemId))).Value.System;
        return new RegisterSystemCommand(
            s.SystemId, s.Code, s.Name, s.Kind, s.Statute, s.OwnerUnit, s.Holds, s.Schemas, s.DisclosurePolicy, s.State, s.ReviewOn, "Change");
    }

    private async Task DesignateOfficersAsync()
    {
        await _host.DesignateAsync(Offices.RecordsAccessOfficer, Roles.RecordsAccessOfficer);
        await _host.DesignateAsync(Offices.ChiefTechnologyOfficer, Roles.SysAdmin);
    }

    private async Task<Result<Guid>> ReviewAsync(
        bool records, bool technology, string? consulted, ReviewAnswer export, ReviewAnswer segregation, string? findings) => await SendAsync(
        new ReviewDesignCommand(
            null, (await EntryAsync("public-database")).SystemId!.Value, ReviewOccasion.Acquisition, "A new case system",
            records ? _host.AccountOf(Roles.RecordsAccessOfficer) : null, technology ? _host.AccountOf(Roles.SysAdmin) : null,
            consulted is null ? [] : [consulted], export, segregation, findings, Close: true));

    private static RecordContractCommand Contract(ContractAnswers answers) => new(
        null, new Guid("c0510000-0000-7000-8004-000000000001"), "Archive Company", "Contract 17", new DateOnly(2026, 1, 1), null, s_review, answers, null);

    private async Task<Guid> ContractAsync(ContractAnswers answers) => CommissionHost.Value(await SendAsync(Contract(answers)));

    private Task<Result<T>> SendAsync<T>(MediatR.IRequest<Result<T>> request) => _host.SendAsync(request, Roles.RecordsAccessOfficer);
}
