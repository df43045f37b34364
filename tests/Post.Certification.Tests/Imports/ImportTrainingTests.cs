using Post.Certification.Features.ShowOfficer;
using Post.Certification.OfficerFiles;
using Post.Kernel.Imports;
using Post.Testing;
using static Post.Certification.Tests.Imports.FileDesk;

namespace Post.Certification.Tests.Imports;

public sealed class ImportTrainingTests(CertificationHost host) : IClassFixture<CertificationHost>, IAsyncLifetime
{
    private const string Staged = "staged_training_row";

    // A training registers nobody: whom the tests name is on record before.
    public Task InitializeAsync() => host.ReportAsync(Reports.List(Reports.September,
        [.. Enumerable.Range(4601, 11).SelectMany(block => Enumerable.Range(1, 4).Select(i => Reports.Officer($"{block}-{i:0000}", "Mary", "Smith")))]));

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    [Trait("Clause", "8.03(2) MPTC")]
    [Trait("Clause", "8.05(1)(c)")]
    public async Task TrainingOfEachType_IsInTheFileWithDayPlaceProviderAndItsNumber()
    {
        var run = await host.BringInAsync("training", Trainings(
            Training("4601-0001", "M-1", "Recruit Officer Course", "6/20/2014", type: "Recruit Academy", started: "1/6/2014", hours: "880"),
            Training("4601-0001", "M-2", "Use of Force", "3/14/2025", hours: "7.5"),
            Training("4601-0001", "S-1", "Pursuit Driving", "4/2/2025", provider: "State Police", type: "Retraining", place: "New Braintree")));

        Assert.Equal(new ImportCounts(3, 3, 0, 0, 0), run.Counts);
        Assert.Equal(
            ["StatePolice S-1 Retraining Pursuit Driving 2025-04-02 8 New Braintree", "Mptc M-2 InService Use of Force 2025-03-14 7.5 Randolph Academy",
                "Mptc M-1 Initial Recruit Officer Course 2014-06-20 880 Randolph Academy"],
            (await FileOfAsync("4601-0001")).Trainings
                .Select(t => $"{t.ProviderCode} {t.RecordKey} {t.TypeCode} {t.Course} {t.CompletedOn:yyyy-MM-dd} {t.Hours} {t.Place}"));
        Assert.All((await FileOfAsync("4601-0001")).Trainings, t => Assert.Equal("Training history, training.csv", t.Source));
        Assert.Equal(3L, await host.ScalarAsync<long>("select count(*) from certification.training_record where source_id = $1", run.Id));
    }

    [Fact]
    [Trait("Clause", "8.05(1)(c)")]
    public async Task WithoutItsPlace_IsHeldAndAsked_NotSilentlyBlank()
    {
        var run = await host.BringInAsync("training", Trainings(
            Training("4602-0001", "M-10", place: ""), Training("4602-0001", "M-11", "First Aid")));

        Assert.Equal(new ImportCounts(2, 1, 1, 0, 0), run.Counts);
        Assert.Contains("waits for its place", await host.ReasonAsync(run, Staged, 1), StringComparison.Ordinal);
        Assert.Equal(["M-11"], (await FileOfAsync("4602-0001")).Trainings.Select(t => t.RecordKey));
        Assert.Equal(1L, await host.ScalarAsync<long>(
            "select count(*) from certification.review_item where officer_number = '4602-0001' and kind = 'RowHeld' and resolved_at is null"));
    }

    [Fact]
    [Trait("Clause", "8.05(1)(c)")]
    public async Task SameRowTwice_IsOneRecord_InTheFileAndInTheNext()
    {
        var row = Training("4603-0001", "M-20");

        var first = await host.BringInAsync("training", Trainings(row, row));
        var again = await host.BringInAsync("training", Trainings(row), July);

        Assert.Equal(new ImportCounts(2, 1, 0, 0, 1), first.Counts);
        Assert.Equal(new ImportCounts(1, 0, 0, 0, 1), again.Counts);
        Assert.Equal(1L, await RowsAsync("4603-0001"));
    }

    [Theory]
    [Trait("Clause", "12.04(1)(e)~1")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ReportedByCommitteeAndAgency_IsTheCommittees(bool agencyFirst)
    {
        var number = agencyFirst ? "4604-0001" : "4604-0002";
        var ofAgency = Trainings(Training(number, $"A-{number}", "USE OF FORCE", provider: "Agency", place: "The station"));
        var ofCommittee = Trainings(Training(number, $"M-{number}", "Use of Force"));

        await host.BringInAsync("training", agencyFirst ? ofAgency : ofCommittee);
        await host.BringInAsync("training", agencyFirst ? ofCommittee : ofAgency, July);
        var repeated = await host.BringInAsync("training", ofAgency, August);

        Assert.Equal(["Mptc Randolph Academy"], (await FileOfAsync(number)).Trainings.Select(t => $"{t.ProviderCode} {t.Place}"));
        Assert.Equal(1, repeated.Counts.Unchanged);
        // What the agency had reported stays, superseded; nothing is deleted.
        Assert.Equal(agencyFirst ? 2L : 1L, await RowsAsync(number));
    }

    [Fact]
    public async Task BothInOneFile_IsTheCommittees()
    {
        var run = await host.BringInAsync("training", Trainings(
            Training("4605-0001", "A-50", provider: "Agency"), Training("4605-0001", "M-50")));

        Assert.Equal(new ImportCounts(2, 1, 0, 0, 1), run.Counts);
        Assert.Equal(["M-50"], (await FileOfAsync("4605-0001")).Trainings.Select(t => t.RecordKey));
    }

    [Fact]
    [Trait("Clause", "8.05(1)(c)")]
    public async Task ProvidersLaterReport_SupersedesItsOwn_AndTheEarlierDayReadsAsItWas()
    {
        await host.BringInAsync("training", Trainings(Training("4606-0001", "M-60", hours: "4")));
        var before = host.Clock.GetUtcNow();
        host.Clock.Advance(TimeSpan.FromDays(2));
        await host.BringInAsync("training", Trainings(Training("4606-0001", "M-60", hours: "8")), July);

        Assert.Equal(["8"], (await FileOfAsync("4606-0001")).Trainings.Select(t => t.Hours));
        Assert.Equal(["4"], (await FileOfAsync("4606-0001", DateOnly.FromDateTime(before.UtcDateTime))).Trainings.Select(t => t.Hours));
        var older = await host.BringInAsync("training", Trainings(Training("4606-0001", "M-60", hours: "2")));
        Assert.Equal(1, older.Counts.Unchanged);
        Assert.Equal(["8"], (await FileOfAsync("4606-0001")).Trainings.Select(t => t.Hours));
    }

    [Fact]
    public async Task RequirementMissed_IsWrittenDownWithItsReasons()
    {
        await host.BringInAsync("training", Trainings(
            Training("4607-0001", "M-70", "In-service 2025", completed: "", missed: "6/30/2025", hours: "", place: "", explanation: "On medical leave")));

        var row = Assert.Single((await FileOfAsync("4607-0001")).Trainings);
        Assert.Equal((null, new DateOnly(2025, 6, 30), "On medical leave"), (row.CompletedOn, row.MissedBy, row.Explanation));
    }

    [Fact]
    [Trait("Clause", "12.05(2)(a)")]
    public async Task UnknownOfficer_WaitsAndRegistersNobody_UntilTheOfficerIsOnRecord()
    {
        var file = Trainings(Training("4612-0001", "M-120"), Training("4601-0002", "M-121"));

        var run = await host.BringInAsync("training", file);

        Assert.Equal(new ImportCounts(2, 1, 1, 0, 0), run.Counts);
        Assert.Contains("waits for one", await host.ReasonAsync(run, Staged, 1), StringComparison.Ordinal);
        Assert.Equal((0L, 1L), (
            await host.ScalarAsync<long>("select count(*) from certification.person where officer_number = '4612-0001'"),
            await host.ScalarAsync<long>("select count(*) from certification.review_item where officer_number = '4612-0001' and kind = 'RowHeld' and resolved_at is null")));

        await host.BringInAsync("officers", Officers(Officer("4612-0001")));
        var again = await host.BringInAsync("training", file, July);

        Assert.Equal((1L, 1L), (again.Counts.Accepted, again.Counts.Unchanged));
        Assert.Equal(["M-120"], (await FileOfAsync("4612-0001")).Trainings.Select(t => t.RecordKey));
    }

    [Theory]
    [Trait("Clause", "12.05(2)(a)")]
    [InlineData("", "", "8", "both blank")]
    [InlineData("3/14/2025", "6/30/2025", "8", "both given")]
    [InlineData("7/14/2026", "", "8", "later than the file")]
    [InlineData("3/14/2025", "", "-8", "should be a number")]
    [InlineData("3/14/2025", "", "9001", "should be a number")]
    [InlineData("13/14/2025", "", "8", "month/day/year")]
    public async Task WrongCells_AreRejectedInWords(string completed, string missed, string hours, string word)
    {
        var run = await host.BringInAsync("training", Trainings(
            Training("4608-0001", "M-80", completed: completed, missed: missed, hours: hours), Training("4608-0002", $"M-{Guid.NewGuid():N}")));

        Assert.Equal((1, 1), (run.Counts.Rejected, run.Counts.Accepted));
        Assert.Contains(word, await host.ReasonAsync(run, Staged, 1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RecordNumberOfAnotherOfficer_IsHeld()
    {
        await host.BringInAsync("training", Trainings(Training("4609-0001", "M-90")));

        var run = await host.BringInAsync("training", Trainings(
            Training("4609-0002", "M-90"), Training("4609-0003", "M-91"), Training("4609-0004", "M-91")), July);

        Assert.Equal(3, run.Counts.Held);
    }

    // A number whose training the committee has reported since is still that officer's, and its later report still the later one.
    [Fact]
    [Trait("Clause", "12.04(1)(e)~1")]
    public async Task NumberWhoseReportWasReplaced_IsNeitherFreeNorForgotten()
    {
        await host.BringInAsync("training", Trainings(
            Training("4610-0001", "A-100", "First Aid", provider: "Agency"), Training("4610-0001", "A-101", "Use of Force", provider: "Agency")), August);
        await host.BringInAsync("training", Trainings(
            Training("4610-0001", "M-100", "First Aid"), Training("4610-0001", "M-101", "Use of Force")), August);

        var foreign = await host.BringInAsync("training", Trainings(Training("4610-0002", "A-100", "Pursuit", provider: "Agency")), August);
        var earlier = await host.BringInAsync("training", Trainings(Training("4610-0001", "A-101", "Pursuit", provider: "Agency")), July);

        Assert.Equal((1, 1), (foreign.Counts.Held, earlier.Counts.Unchanged));
        Assert.Equal(["M-100", "M-101"], (await FileOfAsync("4610-0001")).Trainings.Select(t => t.RecordKey).Order());
    }

    // The committee's number moves to another course in the file in which the agency still reports the course it had.
    [Fact]
    [Trait("Clause", "12.04(1)(e)~1")]
    public async Task NumberThatMovesToAnotherCourse_LeavesTheFirstToTheAgency_HoweverOftenTheFileComes()
    {
        await host.BringInAsync("training", Trainings(Training("4611-0001", "M-110", "First Aid")));
        var moved = Trainings(
            Training("4611-0001", "A-110", "First Aid", provider: "Agency"), Training("4611-0001", "M-110", "Use of Force"));

        var first = await host.BringInAsync("training", moved, July);
        var again = await host.BringInAsync("training", moved, July);

        Assert.Equal((2, 2), (first.Counts.Accepted, again.Counts.Unchanged));
        Assert.Equal(
            ["A-110 First Aid", "M-110 Use of Force"],
            (await FileOfAsync("4611-0001")).Trainings.Select(t => $"{t.RecordKey} {t.Course}").Order());
    }

    private async Task<OfficerFile> FileOfAsync(string number, DateOnly? known = null)
    {
        var person = await host.ScalarAsync<Guid>("select id from certification.person where officer_number = $1", number);
        var file = await host.Send(new ShowOfficerQuery(person, null, known), People.CertificationStaff(host.Clock));
        Assert.Null(file.Refusal);
        return file.Value;
    }

    private Task<long> RowsAsync(string number) => host.ScalarAsync<long>(
        "select count(*) from certification.training_record t join certification.person p on p.id = t.person_id where p.officer_number = $1", number);
}
