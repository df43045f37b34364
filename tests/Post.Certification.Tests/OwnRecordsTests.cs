using System.Text.Json;
using Post.Certification.Domain;
using Post.Certification.Features.DesignateRecordItem;
using Post.Certification.Features.EndRecordItem;
using Post.Certification.Features.IssueQuestionnaire;
using Post.Certification.Features.ListOwnRecords;
using Post.Certification.Features.RecordOwnEntry;
using Post.Certification.Features.ShowOfficerRecords;
using Post.Certification.Features.ShowOwnRecords;
using Post.Certification.Features.ShowRecordItems;
using Post.Certification.Records;
using Post.Kernel.Requests;

namespace Post.Certification.Tests;

/// <summary>Which records of each certification an agency says that it holds, cycle by cycle.</summary>
public sealed class OwnRecordsTests(PortalHost host) : IClassFixture<PortalHost>, IAsyncLifetime
{
    public async Task InitializeAsync() =>
        _ = await host.AsStaffAsync(new IssueQuestionnaireCommand(RecordKeeping.Questionnaire, "Questionnaire of applicants", 40, host.Today.AddYears(-1)));

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    [Trait("Clause", "12.04(1)(b)")]
    [Trait("Clause", "12.03(2) SRO")]
    public async Task NextCertification_AsksForAllNineAnew_AndTheFirstStaysWhole()
    {
        var (agency, person) = await CertifiedAsync("Alder Police Department", "7701-0001");
        var first = await agency.CycleAsync(person);
        Assert.Equal(Enum.GetValues<RecordKind>().Take(9), first.Rows.Select(r => r.Kind));
        Assert.Equal((0, 7), (first.Filled, first.Asked));
        await agency.FillAsync(person, first);

        await agency.EnteredAsync(person);

        var cycles = (await agency.RecordsAsync(person)).Records.Cycles;
        Assert.Equal([("Recertification", 2, 0, 7), ("Initial certification", 1, 7, 7)], cycles.Select(c => (c.Cycle.Words, c.Cycle.Ordinal, c.Filled, c.Asked)));
        Assert.All(cycles[0].Rows.Where(r => r.Standing.Counts), r => Assert.Equal(RecordState.Pending, r.Standing.State));
        Assert.Equal(9, cycles[0].Rows.Count);
        // Nothing of a school resource officer is asked for where there is none (12.04(1)(c)).
        Assert.DoesNotContain(cycles, c => c.Cycle.Type is CycleType.Sro);
        var staff = Assert.Single((await host.AsStaffAsync(new ShowOfficerRecordsQuery(person))).Value.Agencies);
        Assert.Equal((agency.Name, true), (staff.Agency, staff.Serving));
        Assert.Equal([(0, 7), (7, 7)], staff.Records.Cycles.Select(c => (c.Filled, c.Asked)));
    }

    [Fact]
    [Trait("Clause", "12.04(1)(c)")]
    [Trait("Clause", "12.04(1)(c)1")]
    public async Task RecordsOfTheOfficer_DoNotFillThoseAsASchoolResourceOfficer_UnlessSaidToBeTheSame()
    {
        var (agency, person) = await CertifiedAsync("Balsam Police Department", "7702-0001");
        var officer = await agency.CycleAsync(person);
        await agency.FillAsync(person, officer);
        await agency.EnteredAsync(person, ApplicationKind.Sro);
        var sro = await agency.CycleAsync(person, CycleType.Sro);
        Assert.Equal((0, 7, 9), (sro.Filled, sro.Asked, sro.Rows.Count));
        Assert.StartsWith("555 CMR 12.04(1)(c)1", sro.Rows[0].Clause, StringComparison.Ordinal);
        var same = new RecordSaid { Holding = RecordHolding.SameRecord, SameCycle = officer.Cycle.Key };

        await agency.EnteredAsync(person, sro, RecordKind.Background, same);

        Assert.Equal((1, 7), await CountAsync(CycleType.Sro));
        Assert.Equal(RecordState.SameRecord, (await agency.RowAsync(person, RecordKind.Background, CycleType.Sro)).Standing.State);
        Assert.IsType<NoSameRecord>((await agency.EnterAsync(person, officer, RecordKind.Background, same)).Refusal);
        Assert.IsType<NoSameRecord>((await agency.EnterAsync(person, sro, RecordKind.Letters, same with { SameCycle = sro.Cycle.Key })).Refusal);
        Assert.IsType<NoSameRecord>((await agency.EnterAsync(person, sro, RecordKind.Letters, same with { SameCycle = null })).Refusal);
        // What the officer's record loses, this one loses too.
        await agency.EnteredAsync(person, officer, RecordKind.Background, new RecordSaid { Holding = RecordHolding.Absent });
        Assert.Equal((0, 7), await CountAsync(CycleType.Sro));
        Assert.IsType<NoSameRecord>((await agency.EnterAsync(person, sro, RecordKind.Background, same)).Refusal);

        async Task<(int, int)> CountAsync(CycleType type) => await agency.CycleAsync(person, type) is var cycle ? (cycle.Filled, cycle.Asked) : default;
    }

    [Fact]
    [Trait("Clause", "12.04(1)(b)3")]
    public async Task Interview_NeedsASummary_AsWordsOrOnFile_AndARecordingAloneIsIncomplete()
    {
        var (agency, person) = await CertifiedAsync("Cypress Police Department", "7703-0001");
        var cycle = await agency.CycleAsync(person);
        var said = agency.Held(new RecordParticulars { Interviewer = "Captain Vale", Form = InterviewForm.SummaryOnFile });

        Assert.IsType<SummaryOrFileRequired>((await EnterAsync(said with { KeptAt = " " })).Refusal);
        Assert.IsType<SummaryOrFileRequired>((await EnterAsync(said with { Particulars = said.Particulars with { Form = null } })).Refusal);
        Assert.IsType<SummaryOrFileRequired>((await EnterAsync(said with { Particulars = said.Particulars with { Form = InterviewForm.Summary } })).Refusal);
        Assert.Equal(["A summary"], (await EnterAsync(said with { Particulars = said.Particulars with { Form = InterviewForm.Recording } })).Value.Missing);
        Assert.Equal(RecordState.Incomplete, (await agency.RowAsync(person, RecordKind.Interview)).Standing.State);
        Assert.Equal(["Who held it"], (await EnterAsync(said with { Particulars = new RecordParticulars { Form = InterviewForm.SummaryOnFile } })).Value.Missing);
        Assert.Empty((await EnterAsync(said)).Value.Missing);
        Assert.Equal(RecordState.Complete, (await agency.RowAsync(person, RecordKind.Interview)).Standing.State);
        var words = said with { KeptAt = null, Particulars = said.Particulars with { Form = InterviewForm.Summary }, Detail = new RestrictedRecord { Summary = "Calm and open" } };
        Assert.Empty((await EnterAsync(words)).Value.Missing);

        Task<Result<RecordEntered>> EnterAsync(RecordSaid s) => agency.EnterAsync(person, cycle, RecordKind.Interview, s);
    }

    [Fact]
    [Trait("Clause", "12.04(1)(b)4")]
    public async Task Questionnaire_NamesTheQuestionWithoutAnEntry_AndOneLeftBlankIsAnAnswer()
    {
        var (agency, person) = await CertifiedAsync("Dogwood Police Department", "7704-0001");
        var cycle = await agency.CycleAsync(person);
        var said = agency.Held(new RecordParticulars { Questionnaire = RecordKeeping.Questionnaire });

        Assert.Equal(["Question 17"], (await EnterAsync(said with { UnansweredNumbers = "17" })).Value.Missing);
        var row = await agency.RowAsync(person, RecordKind.Questionnaire);
        Assert.Equal((RecordState.Incomplete, "Question 17"), (row.Standing.State, Assert.Single(row.Standing.Missing)));
        Assert.Empty((await EnterAsync(said with { BlankNumbers = "17" })).Value.Missing);
        row = await agency.RowAsync(person, RecordKind.Questionnaire);
        Assert.Equal(RecordState.Complete, row.Standing.State);
        Assert.Equal([17], row.Said!.Particulars.Blank.ToArray());
        Assert.Equal(new QuestionUnknown(41, 40), (await EnterAsync(said with { BlankNumbers = "3, 41" })).Refusal);
        Assert.Equal(new QuestionUnknown(0, 40), (await EnterAsync(said with { UnansweredNumbers = "0" })).Refusal);
        Assert.Equal(new QuestionTwice(18), (await EnterAsync(said with { BlankNumbers = "17-19", UnansweredNumbers = "18" })).Refusal);
        Assert.Equal(new QuestionsUnread("seven"), (await EnterAsync(said with { BlankNumbers = "3, seven" })).Refusal);
        Assert.IsType<QuestionnaireUnknown>((await EnterAsync(agency.Held(new RecordParticulars { Questionnaire = "Q-0" }))).Refusal);
        Assert.IsType<QuestionnaireUnknown>((await EnterAsync(agency.Held())).Refusal);
        Assert.IsType<QuestionnaireOnRecord>((await host.AsStaffAsync(new IssueQuestionnaireCommand(" Q-2026 ", "Another", 12, host.Today))).Refusal);
        Assert.IsType<NotValid>((await host.AsStaffAsync(new IssueQuestionnaireCommand("Q-2027", "None", 0, host.Today))).Refusal);

        Task<Result<RecordEntered>> EnterAsync(RecordSaid s) => agency.EnterAsync(person, cycle, RecordKind.Questionnaire, s);
    }

    [Fact]
    [Trait("Clause", "12.04(1)(b)6")]
    public async Task OtherDeterminations_AreAskedOneByOne_AndThatNoneWasMadeIsAnAnswer()
    {
        var (agency, person) = await CertifiedAsync("Elm Police Department", "7705-0001");
        var cycle = await agency.CycleAsync(person);
        var asked = cycle.Rows.Single(r => r.Kind is RecordKind.Determinations).Requirements;
        // What another record answers is not asked about again.
        Assert.Equal(["age", "education", "basic-training", "examination", "first-aid-cpr", "not-barred"], asked.Select(r => r.Code));
        var all = asked.Select(r => new DeterminationSaid(r.Code, DeterminationOutcome.Satisfied, "Captain Vale", host.Today)).ToList();

        Assert.Equal([asked[5].Title], (await EnterAsync(all.Take(5))).Value.Missing);
        Assert.Equal(RecordState.Incomplete, (await agency.RowAsync(person, RecordKind.Determinations)).Standing.State);
        Assert.Empty((await EnterAsync(all.Take(5).Append(all[5] with { Outcome = DeterminationOutcome.NotMade, By = null, On = null }))).Value.Missing);
        Assert.Equal(RecordState.Complete, (await agency.RowAsync(person, RecordKind.Determinations)).Standing.State);
        Assert.Equal(new StandardUnknown("background"), (await EnterAsync(all.Append(all[0] with { Code = "background" }))).Refusal);
        Assert.IsType<NotValid>((await EnterAsync(all.Append(all[0]))).Refusal);
        Assert.IsType<RecordDayAhead>((await EnterAsync([all[0] with { On = host.Today.AddDays(1) }])).Refusal);

        Task<Result<RecordEntered>> EnterAsync(IEnumerable<DeterminationSaid> s) =>
            agency.EnterAsync(person, cycle, RecordKind.Determinations, agency.Held(new RecordParticulars { Determinations = [.. s] }));
    }

    [Fact]
    [Trait("Clause", "12.04(1)(b)7")]
    public async Task ThereAreNoLetters_IsAnAnswer_AndOfOtherRecordsItIsNone()
    {
        var (agency, person) = await CertifiedAsync("Fir Police Department", "7706-0001");
        var cycle = await agency.CycleAsync(person);
        Assert.IsType<LettersUncounted>((await agency.EnterAsync(person, cycle, RecordKind.Letters, agency.Held())).Refusal);

        await agency.EnteredAsync(person, cycle, RecordKind.Letters, new RecordSaid { Holding = RecordHolding.Nil });

        var row = await agency.RowAsync(person, RecordKind.Letters);
        Assert.Equal((RecordState.Nil, true), (row.Standing.State, row.Standing.Fills));
        Assert.IsType<NilNotAllowed>((await agency.EnterAsync(person, cycle, RecordKind.Background, new RecordSaid { Holding = RecordHolding.Nil })).Refusal);
        await agency.EnteredAsync(person, cycle, RecordKind.Letters, agency.Held(new RecordParticulars { Letters = 3 }));
        Assert.Equal(3, (await agency.RowAsync(person, RecordKind.Letters)).Said!.Particulars.Letters);
    }

    [Fact]
    [Trait("Clause", "12.04(1)(b)9")]
    public async Task DesignatedRecord_IsAskedForFromItsDayOn_AndItsSourceIsNamed()
    {
        var (agency, person) = await CertifiedAsync("Ginkgo Police Department", "7707-0001");
        var said = new DesignationSaid(CycleType.Officer, "Attestation of the use-of-force policy", RecordSourceKind.CommissionPolicy, "Policy 2026-4", host.Today.AddDays(1));

        Assert.IsType<SourceRequired>((await host.AsStaffAsync(new DesignateRecordItemCommand(said with { Source = " " }))).Refusal);
        Assert.IsType<SourceRequired>((await host.AsStaffAsync(new DesignateRecordItemCommand(said with { SourceKind = null }))).Refusal);
        Assert.Null((await host.AsStaffAsync(new DesignateRecordItemCommand(said))).Refusal);
        Assert.Equal(RecordState.NotApplicable, (await agency.RowAsync(person, RecordKind.Designated)).Standing.State);
        // The day has come.
        await host.ExecuteAsync("update certification.record_designation set effective_on = $1 where words = $2", host.Today, said.Words!);
        var cycle = await agency.CycleAsync(person);
        var row = cycle.Rows.Single(r => r.Kind is RecordKind.Designated);
        Assert.Equal((said.Words, "Policy 2026-4", RecordState.Pending, 8), (row.Title, row.What, row.Standing.State, cycle.Asked));
        await agency.EnteredAsync(person, cycle, RecordKind.Designated, agency.Held());
        Assert.Equal(RecordState.Complete, (await agency.RowAsync(person, RecordKind.Designated)).Standing.State);
        var designated = (await host.AsStaffAsync(new ShowRecordItemsQuery())).Value.Designated.Single(d => d.Words == said.Words);
        Assert.True(designated.InForce);
        Assert.Null((await host.AsStaffAsync(new EndRecordItemCommand(designated.Id, "The policy was withdrawn"))).Refusal);
        Assert.IsType<DesignationEnded>((await host.AsStaffAsync(new EndRecordItemCommand(designated.Id, "Again"))).Refusal);
        Assert.Equal(RecordState.NotApplicable, (await agency.RowAsync(person, RecordKind.Designated)).Standing.State);
        Assert.Equal(1, await host.ScalarAsync<long>("select count(*) from certification.record_entry where about_id = $1", designated.Id));
    }

    [Fact]
    public async Task HeldRecord_SaysDayPlaceAndCopy_AndWhyNeitherIsPracticable()
    {
        var (agency, person) = await CertifiedAsync("Hazel Police Department", "7708-0001");
        var cycle = await agency.CycleAsync(person);
        var said = agency.Held();

        Assert.IsType<RecordNeeds>((await EnterAsync(said with { Holding = null })).Refusal);
        Assert.IsType<RecordNeeds>((await EnterAsync(said with { HeldOn = null })).Refusal);
        Assert.IsType<RecordDayAhead>((await EnterAsync(said with { HeldOn = host.Today.AddDays(1) })).Refusal);
        Assert.IsType<RecordNeeds>((await EnterAsync(said with { KeptAt = " " })).Refusal);
        Assert.IsType<RecordNeeds>((await EnterAsync(said with { Copy = null })).Refusal);
        Assert.IsType<CopyReasonRequired>((await EnterAsync(said with { Copy = RecordCopy.NotPracticable })).Refusal);
        Assert.IsType<NotValid>((await EnterAsync(said with { KeptAt = new string('x', RecordEntry.KeptAtMaxLength + 1) })).Refusal);
        Assert.Equal(0, (await agency.CycleAsync(person)).Filled);
        Assert.Null((await EnterAsync(said with { Copy = RecordCopy.NotPracticable, CopyReason = " On the vendor's film " })).Refusal);
        Assert.IsType<RecordOnRecord>((await EnterAsync(said with { Copy = RecordCopy.NotPracticable, CopyReason = "On the vendor's film" })).Refusal);
        Assert.Null((await EnterAsync(said)).Refusal);
        Assert.Equal(2, await host.ScalarAsync<long>("select count(*) from certification.record_entry where person_id = $1", person));
        Assert.IsType<RecordNotAskedFor>((await host.Send(new RecordOwnEntryCommand(person, "A:none", RecordKind.Background, null, said), agency.Head)).Refusal);
        Assert.IsType<RecordNotAskedFor>((await host.Send(new RecordOwnEntryCommand(person, cycle.Cycle.Key, RecordKind.Conditions, null, said), agency.Head)).Refusal);
        Assert.IsType<RecordNotAskedFor>((await host.Send(new RecordOwnEntryCommand(person, cycle.Cycle.Key, RecordKind.Designated, Guid.NewGuid(), said), agency.Head)).Refusal);

        Task<Result<RecordEntered>> EnterAsync(RecordSaid s) => agency.EnterAsync(person, cycle, RecordKind.Background, s);
    }

    [Fact]
    public async Task EachEmployer_KeepsItsOwn_AndNobodyElseSeesThem()
    {
        var (agency, person) = await CertifiedAsync("Juniper Police Department", "7709-0001");
        var (other, theirs) = await CertifiedAsync("Katsura Police Department", "7709-0002");
        await host.StatementsOfAsync(new ShowOfficerRecordsQuery(person));
        var statements = await host.StatementsOfAsync(new ShowOfficerRecordsQuery(person));
        await host.ServesAlsoAsync(person, other.Id);
        Assert.Equal(statements, await host.StatementsOfAsync(new ShowOfficerRecordsQuery(person)));
        await agency.FillAsync(person, await agency.CycleAsync(person));

        Assert.Equal((0, 7), await other.CycleAsync(person) is var cycle ? (cycle.Filled, cycle.Asked) : default);
        Assert.DoesNotContain("cabinet 4", JsonSerializer.Serialize(await other.RecordsAsync(person, other.Head)), StringComparison.Ordinal);
        Assert.Equal("NotOfOwnAgency", (await host.Send(new ShowOwnRecordsQuery(theirs), agency.Head)).Refusal!.GetType().Name);
        Assert.Equal("NotOfOwnAgency", (await host.Send(new RecordOwnEntryCommand(theirs, "C:Officer:2023-07-01", RecordKind.Letters, null, agency.Held()), agency.Head)).Refusal!.GetType().Name);
        Assert.Equal(
            [("Juniper Police Department", 7), ("Katsura Police Department", 0)],
            (await host.AsStaffAsync(new ShowOfficerRecordsQuery(person))).Value.Agencies.Select(a => (a.Agency, a.Records.Cycles[0].Filled)));
    }

    [Fact]
    public async Task List_CountsThePresentCertification_PagesByKey_AndFindsByName()
    {
        var agency = await ApplyingAgency.WithCertifiedAsync(host, "Larch Police Department", "7/1/2026", "7710-0001", "7710-0002", "7710-0003");
        var person = await host.PersonAsync("7710-0002");
        await agency.EnteredAsync(person, await agency.CycleAsync(person), RecordKind.Letters, new RecordSaid { Holding = RecordHolding.Nil });

        var first = (await host.Send(new ListOwnRecordsQuery(Limit: 2), agency.Clerk)).Value;
        var second = (await host.Send(new ListOwnRecordsQuery(After: first.Next, Limit: 2), agency.Clerk)).Value;

        Assert.Equal((3, 2, 1), (first.Total, first.Rows.Count, second.Rows.Count));
        Assert.Null(second.Next);
        Assert.Equal(
            [("7710-0001", 0), ("7710-0002", 1), ("7710-0003", 0)],
            first.Rows.Concat(second.Rows).Select(r => (r.OfficerNumber, r.AsOfficer!.Filled)));
        Assert.All(first.Rows, r => Assert.Null(r.AsSro));
        Assert.Equal("7710-0003", Assert.Single((await host.Send(new ListOwnRecordsQuery("first2"), agency.Clerk)).Value.Rows).OfficerNumber);
        Assert.IsType<NotValid>((await host.Send(new ListOwnRecordsQuery(Limit: 1_000), agency.Clerk)).Refusal);
        // However many officers a page has, it is read in the same statements.
        Assert.Equal(
            await host.StatementsOfAsync(new ListOwnRecordsQuery(Limit: 1), agency.Clerk), await host.StatementsOfAsync(new ListOwnRecordsQuery(Limit: 3), agency.Clerk));
    }

    [Fact]
    public async Task ClerkSeesWhatIsHeld_AndRegistersNothing()
    {
        var (agency, person) = await CertifiedAsync("Maple Police Department", "7711-0001");
        var cycle = await agency.CycleAsync(person);

        Assert.IsType<NotAllowed>((await agency.EnterAsync(person, cycle, RecordKind.Letters, new RecordSaid { Holding = RecordHolding.Nil }, agency.Clerk)).Refusal);
        Assert.False((await agency.RecordsAsync(person)).MayKeep);
        Assert.Null((await agency.EnterAsync(person, cycle, RecordKind.Letters, new RecordSaid { Holding = RecordHolding.Nil }, agency.Liaison)).Refusal);
        Assert.IsType<NotAllowed>((await host.Send(new DesignateRecordItemCommand(new DesignationSaid(null, null, null, null, null)), agency.Head)).Refusal);
        Assert.IsType<NotAllowed>((await host.Send(new ShowOfficerRecordsQuery(person), agency.Head)).Refusal);
    }

    private async Task<(ReportingAgency Agency, Guid Person)> CertifiedAsync(string name, string number) =>
        (await ApplyingAgency.WithCertifiedAsync(host, name, "7/1/2026", number), await host.PersonAsync(number));
}
