using Post.Certification.Features.ListSchoolOfficers;
using Post.Certification.Features.SettleSroTraining;
using Post.Certification.Schools;
using Post.Kernel.Requests;
using Post.Kernel.Work;
using Post.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Post.Certification.Tests.Imports.FileDesk;

namespace Post.Certification.Tests;

/// <summary>The yearly training of school resource officers; the clock stands in June 2026, in the year that ends with that month.</summary>
public sealed class SroTrainingTests(CertificationHost host) : IClassFixture<CertificationHost>
{
    private static readonly DateOnly s_ended = new(2025, 6, 30);
    private static readonly DateOnly s_present = new(2026, 6, 30);

    // G: year end, not complete T queue row. B: agency-entered completion without MPTC match → Unverified.
    [Fact]
    [Trait("Clause", "MMA-03")]
    public async Task YearThatEndedWithoutTheTraining_IsInTheQueue_AndTheCertificationStays()
    {
        await SroAsync("7601-0001");
        await SroAsync("7601-0002");
        await SroAsync("7601-0003");
        await SroAsync("7601-0004");
        await host.BringInAsync("training", Trainings(
            Training("7601-0002", "M-1", "SRO annual", "6/30/2025", type: "SRO"),
            Training("7601-0003", "A-1", "SRO annual", "3/14/2025", type: "School Resource Officer", provider: "Agency"),
            Training("7601-0004", "M-2", "SRO annual", "7/1/2025", type: "SRO"),
            Training("7601-0001", "M-3", "Use of Force", "3/14/2025", type: "In-Service")), July);

        var ended = await ListAsync("7601", s_ended);
        Assert.Equal(
            [("7601-0001", SroTrainingState.Missing), ("7601-0002", SroTrainingState.Completed), ("7601-0003", SroTrainingState.Unverified), ("7601-0004", SroTrainingState.Missing)],
            ended.Select(r => (r.OfficerNumber, r.Training.State)));
        // The first day of a year belongs to it, and the last one to the year before.
        Assert.Equal([("7601-0004", SroTrainingState.Completed)], (await ListAsync("7601", s_present)).Where(r => r.Training.State is SroTrainingState.Completed).Select(r => (r.OfficerNumber, r.Training.State)));
        Assert.All(ended, r => Assert.Equal(SroStandingKind.InForce, r.Certification.Kind));
        Assert.All(ended, r => Assert.Null(r.Training.LookedAt));
        Assert.True(await QueuedAsync() >= 3);
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from certification.decision d join certification.person p on p.id = d.person_id where p.officer_number like '7601-%'"));
    }

    [Fact]
    [Trait("Clause", "MMA-03")]
    public async Task WhoWasCertifiedWithinTheYear_OrNotToItsEnd_IsNotAskedAboutIt()
    {
        await SroAsync("7602-0001", granted: "7/1/2024");
        await SroAsync("7602-0002", granted: "7/2/2024");
        await SroAsync("7602-0003", expires: "6/30/2025");
        await SroAsync("7602-0004", expires: "6/29/2025");
        await SroAsync("7602-0005", status: "Expired", statusOn: "2/1/2025");
        await SroAsync("7602-0006", status: "Suspended", statusOn: "2/1/2025");

        Assert.Equal(["7602-0001", "7602-0003", "7602-0006"], (await ListAsync("7602", s_ended)).Select(r => r.OfficerNumber));
    }

    [Fact]
    [Trait("Clause", "MMA-03")]
    public async Task TrainingUnderAnotherNumberOfThePerson_Counts()
    {
        await SroAsync("7603-0001");
        await host.OfficerAsync("7603-0002");
        await host.BringInAsync("training", Trainings(Training("7603-0002", "M-9", "SRO annual", "3/14/2025", type: "SRO")), June);
        Assert.Equal(SroTrainingState.Missing, (await ListAsync("7603", s_ended))[0].Training.State);
        Assert.Null((await host.AsStaffAsync(new Post.Certification.Features.MergePersons.MergePersonsCommand(
            await host.PersonAsync("7603-0002"), await host.PersonAsync("7603-0001"), "Letter of the agency", "Memorandum 12"))).Refusal);

        Assert.Equal([SroTrainingState.Completed], (await ListAsync("7603", s_ended)).Select(r => r.Training.State));
    }

    [Fact]
    [Trait("Clause", "MMA-03")]
    public async Task WhatStaffMadeOfIt_TakesItOutOfTheQueue_Once()
    {
        var person = await SroAsync("7604-0001");
        var before = await QueuedAsync();

        Assert.IsType<NotValid>((await SettleAsync(person, s_ended, " ")).Refusal);
        Assert.IsType<SroYearNotOver>((await SettleAsync(person, s_present, "On leave")).Refusal);
        Assert.IsType<SroYearNotOver>((await SettleAsync(person, s_ended.AddDays(-1), "On leave")).Refusal);
        Assert.IsType<NotFound>((await SettleAsync(Guid.NewGuid(), s_ended, "On leave")).Refusal);
        Assert.Null((await SettleAsync(person, s_ended, "On leave until May 2025, by letter of the agency")).Refusal);
        Assert.IsType<SroTrainingLookedAt>((await SettleAsync(person, s_ended, "Again")).Refusal);

        Assert.Equal(before - 1, await QueuedAsync());
        Assert.Equal("On leave until May 2025, by letter of the agency", (await ListAsync("7604", s_ended))[0].Training.LookedAt);
        await host.BringInAsync("training", Trainings(Training("7604-0001", "M-4", "SRO annual", "5/14/2025", type: "SRO")), June);
        Assert.IsType<SroTrainingDone>((await SettleAsync(person, s_ended, "Late word")).Refusal);
    }

    [Fact]
    public async Task Officers_AreListedPageByPage_EachOnce_AndTheFiguresAreTheLengthsOfTheLists()
    {
        for (var i = 1; i < 6; i++) await SroAsync($"7605-{i:0000}");
        foreach (var show in new[] { null, nameof(SchoolOfficerCut.Open), nameof(SchoolOfficerCut.Completed), nameof(SchoolOfficerCut.LookedAt) })
        {
            var seen = new List<Guid>();
            Guid? after = null;
            SchoolOfficerList page;
            do
            {
                page = (await host.AsStaffAsync(new ListSchoolOfficersQuery(show, s_ended, false, after, 2))).Value;
                seen.AddRange(page.Rows.Select(r => r.PersonId));
                after = page.Next;
            }
            while (after is not null);

            Assert.Equal(seen.Count, seen.Distinct().Count());
            var figure = show switch
            {
                nameof(SchoolOfficerCut.Open) => page.Open,
                nameof(SchoolOfficerCut.Completed) => page.Completed,
                nameof(SchoolOfficerCut.LookedAt) => page.LookedAt,
                _ => page.Open + page.Completed + page.LookedAt,
            };
            Assert.Equal(figure, seen.Count);
        }
    }

    [Fact]
    public async Task LengthOfThePage_DoesNotChangeTheNumberOfStatements()
    {
        for (var i = 1; i < 5; i++) await SroAsync($"7606-{i:0000}");

        Assert.Equal(
            await host.StatementsOfAsync(new ListSchoolOfficersQuery(YearEndsOn: s_ended, Limit: 1)), await host.StatementsOfAsync(new ListSchoolOfficersQuery(YearEndsOn: s_ended, Limit: 50)));
    }

    [Theory]
    [MemberData(nameof(SettleConditionTests.PeopleRoles), MemberType = typeof(SettleConditionTests))]
    public async Task WhoMayListAndSettle_IsWhoTheTableSays(string role)
    {
        var caller = People.With(role, host.Clock);

        var listed = await host.Send(new ListSchoolOfficersQuery(), caller);
        var settled = await host.Send(new SettleSroTrainingCommand(Guid.NewGuid(), s_ended, "Note"), caller);

        Assert.Equal(App.Access.RolePermissions.Table.Allows([role], CertificationPermissions.ReadApplications), listed.Refusal is not NotAllowed);
        Assert.Equal(App.Access.RolePermissions.Table.Allows([role], CertificationPermissions.Review), settled.Refusal is not NotAllowed);
    }

    private async Task<Guid> SroAsync(string number, string granted = "1/1/2024", string expires = "1/1/2027", string status = "Active", string statusOn = "")
    {
        await host.OfficerAsync(number);
        await host.BringInAsync("certifications", Certifications(Certificate(number, $"S-{number}", "SRO", granted, expires, status, statusOn)), July);
        return await host.PersonAsync(number);
    }

    private async Task<List<SchoolOfficerRow>> ListAsync(string prefix, DateOnly year) =>
        [.. (await host.AsStaffAsync(new ListSchoolOfficersQuery(YearEndsOn: year, Limit: 100))).Value.Rows
            .Where(r => r.OfficerNumber.StartsWith(prefix, StringComparison.Ordinal)).OrderBy(r => r.OfficerNumber, StringComparer.Ordinal)];

    private Task<Result<Done>> SettleAsync(Guid person, DateOnly year, string note) => host.AsStaffAsync(new SettleSroTrainingCommand(person, year, note));

    private async Task<int> QueuedAsync() => await host.AskAsync<IEnumerable<IWorkQueue>, int>(
        async queues => (await queues.OfType<SroTrainingQueue>().Single().ReadAsync(default)).Count);
}
