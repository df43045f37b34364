using System.Text.Json;
using FsCheck.Fluent;
using Post.App.Access;
using Post.Certification.Domain;
using Post.Certification.Features.ListOwnRoster;
using Post.Certification.Features.MergePersons;
using Post.Certification.Features.RecordFitness;
using Post.Certification.Features.ShowFitness;
using Post.Certification.Features.ShowOfficer;
using Post.Certification.Features.ShowOwnOfficer;
using Post.Certification.Features.ShowPersonalFitness;
using Post.Certification.Features.WithdrawFitness;
using Post.Certification.Fitness;
using Post.Certification.Persons;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Testing;

namespace Post.Certification.Tests;

/// <summary>Evaluations of fitness: outcome and days, for staff of the class and the officer, and in nothing else.</summary>
public sealed class FitnessTests(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Evaluator = "Dr. Ysolde Quillfeather";

    public static TheoryData<string> PeopleRoles => [.. Roles.OfPeople];

    [Fact]
    [Trait("Clause", "MMA-12")]
    public async Task Recorded_IsReadByStaffOfTheClass_WithTheNextDay_AndEachLookIsOfTheRestrictedClass()
    {
        var person = await OfficerAsync("7901-0001");
        Assert.All((await ReadAsync(person)).Standing, s => Assert.Equal((null, "None on record", false), (s.On, s.OutcomeWords, s.Overdue)));

        Assert.Null((await RecordAsync(person, on: host.Today.AddDays(-400), next: host.Today.AddDays(-35))).Refusal);
        Assert.Null((await RecordAsync(person, "Psychological", host.Today.AddDays(-2), "Pending")).Refusal);

        var read = await ReadAsync(person);
        Assert.Equal(
            [("Physical", "Satisfied", true), ("Psychological", "Pending", false)], read.Standing.Select(s => (s.Kind, s.Outcome!, s.Overdue)));
        Assert.Equal([("Psychological", Evaluator), ("Physical", Evaluator)], read.Rows.Select(r => (r.Kind, r.Evaluator)));
        Assert.Null((await RecordAsync(person, on: host.Today, next: host.Today.AddYears(1))).Refusal);
        Assert.Equal((host.Today, false), (await ReadAsync(person)).Standing.Where(s => s.Kind == "Physical").Select(s => (s.On!.Value, s.Overdue)).Single());
        Assert.Equal(
            [("officer-fitness.recorded", 3L), ("officer-fitness.shown", 3L)],
            await host.RowsAsync(
                "select action, count(*) from audit.event where action like 'officer-fitness.%' and outcome = 'Ok' and data_class = 'Restricted' and subject_ids @> array[$1] group by 1 order by 1",
                r => (r.GetString(0), r.GetInt64(1)), person));
    }

    // B: NextDue before On → date-order.
    [Fact]
    [Trait("Clause", "MMA-12")]
    public async Task WhatDoesNotFit_IsRefused_AndNothingIsKept()
    {
        var person = await OfficerAsync("7902-0001");

        Assert.Equal("date-order", (await RecordAsync(person, next: host.Today.AddDays(-1))).Refusal!.Code);
        Assert.IsType<EvaluationDayAhead>((await RecordAsync(person, on: host.Today.AddDays(1))).Refusal);
        Assert.IsType<NotFound>((await RecordAsync(Guid.NewGuid())).Refusal);
        foreach (var unfit in new[] { Evaluates(""), Evaluates("  "), Evaluates("Dr. Vale\nThe officer reports"), Evaluates(new string('x', FitnessEvaluation.EvaluatorMaxLength + 1)) })
        {
            Assert.IsType<NotValid>((await host.AsStaffAsync(unfit with { PersonId = person })).Refusal);
        }

        Assert.IsType<NotValid>((await RecordAsync(person, "Spiritual")).Refusal);
        Assert.IsType<NotValid>((await RecordAsync(person, outcome: "Depressed")).Refusal);
        Assert.IsType<NotValid>((await host.AsStaffAsync(Evaluates(Evaluator) with { PersonId = person, On = null })).Refusal);
        Assert.Empty((await ReadAsync(person)).Rows);
        Assert.Null((await RecordAsync(person, next: host.Today)).Refusal);
        Assert.IsType<EvaluationOnRecord>((await RecordAsync(person, outcome: "Pending")).Refusal);
    }

    [Fact]
    [Trait("Clause", "MMA-12")]
    public async Task Correction_TakesItsPlaceOnce_AndWhatWasKnownStays()
    {
        var person = await OfficerAsync("7903-0001");
        Assert.Null((await RecordAsync(person, outcome: "Pending")).Refusal);
        var entry = Assert.Single((await ReadAsync(person)).Rows).Id;
        var better = Evaluates(Evaluator) with { PersonId = person, Outcome = "NotSatisfied", Corrects = entry, Because = "OutcomeCame" };

        Assert.IsType<CorrectionReasonNeeded>((await host.AsStaffAsync(better with { Because = null })).Refusal);
        Assert.IsType<NotValid>((await host.AsStaffAsync(better with { Because = "The officer broke down" })).Refusal);
        Assert.IsType<EvaluationSaysThat>((await host.AsStaffAsync(better with { Outcome = "Pending" })).Refusal);
        Assert.IsType<NotFound>((await host.AsStaffAsync(better with { PersonId = await OfficerAsync("7903-0002") })).Refusal);
        var sent = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => host.AsStaffAsync(better with { NextDueOn = host.Today.AddDays(i) })));

        Assert.Equal([nameof(EvaluationStandsNoLonger)], sent.Where(s => s.Refused).Select(s => s.Refusal!.GetType().Name).Distinct());
        Assert.Single(sent, s => !s.Refused);
        var read = await ReadAsync(person);
        Assert.Equal("NotSatisfied", Assert.Single(read.Rows).Outcome);
        Assert.Equal(("Pending", "The outcome came"), (Assert.Single(read.Earlier).Outcome, read.Earlier[0].BecauseWords));

        Assert.IsType<NotValid>((await host.AsStaffAsync(new WithdrawFitnessCommand(read.Rows[0].Id, ""))).Refusal);
        Assert.IsType<NotFound>((await host.AsStaffAsync(new WithdrawFitnessCommand(Guid.NewGuid(), "OtherOfficer"))).Refusal);
        Assert.Null((await host.AsStaffAsync(new WithdrawFitnessCommand(read.Rows[0].Id, "OtherOfficer"))).Refusal);
        Assert.IsType<EvaluationStandsNoLonger>((await host.AsStaffAsync(new WithdrawFitnessCommand(read.Rows[0].Id, "OtherOfficer"))).Refusal);
        Assert.Equal((0, 2), ((await ReadAsync(person)).Rows.Count, (await ReadAsync(person)).Earlier.Count));
    }

    [Fact]
    public async Task NumbersOfOnePerson_AreReadAsOne()
    {
        var (person, other) = (await OfficerAsync("7904-0001"), await OfficerAsync("7904-0002"));
        Assert.Null((await RecordAsync(other)).Refusal);
        Assert.Null((await host.AsStaffAsync(new MergePersonsCommand(other, person, "Letter of the agency", "Memorandum 12"))).Refusal);

        Assert.Single((await ReadAsync(person)).Rows);
        Assert.IsType<NumberIsMerged>((await RecordAsync(other)).Refusal);
        Assert.IsType<EvaluationOnRecord>((await RecordAsync(person)).Refusal);
    }

    [Theory]
    [MemberData(nameof(PeopleRoles))]
    [Trait("Clause", "MMA-12")]
    public async Task OnlyWhoMayOpenTheClass_ReadsIt_AndOnlyWhoKeepsItWrites(string role)
    {
        var caller = People.With(role, host.Clock);

        var looked = (await host.Send(new ShowFitnessQuery(Guid.NewGuid()), caller)).Refusal;
        var recorded = (await host.Send(Evaluates(Evaluator), caller)).Refusal;
        var withdrawn = (await host.Send(new WithdrawFitnessCommand(Guid.NewGuid(), "OtherOfficer"), caller)).Refusal;

        Assert.Equal(role is Roles.CertStaff or Roles.Counsel or Roles.ExecutiveDirector, looked is not NotAllowed);
        Assert.Equal(role is Roles.CertStaff or Roles.ExecutiveDirector, recorded is not NotAllowed);
        Assert.Equal(recorded is NotAllowed, withdrawn is NotAllowed);
        // As for a document of the class.
        var opens = await host.ScalarAsync<string[]>("select roles from kernel.document_class where code = 'MedPsych' and valid_to is null");
        Assert.Equal(opens.Contains(role), RolePermissions.Table.Allows([role], CertificationPermissions.ReadFitness));
    }

    // G: outcome recorded W public and agency-peer views T absent.
    [Fact]
    [Trait("Clause", "MMA-12")]
    public async Task Evaluator_StandsInOneTableAlone_AndInNothingThatAnAgencyOrOtherStaffRead()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Quabbin Police Department", "7905-0001");
        var person = await host.PersonAsync("7905-0001");
        var told = await host.ScalarAsync<long>("select count(*) from kernel.outbox");
        Assert.Null((await RecordAsync(person, outcome: "NotSatisfied")).Refusal);
        await ReadAsync(person);

        var found = new List<string>();
        foreach (var table in await host.RowsAsync(
            "select format('%I.%I', table_schema, table_name) from information_schema.tables where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')",
            r => r.GetString(0)))
        {
            if (await host.ScalarAsync<long>($"select count(*) from {table} t where t::text like '%Quillfeather%'") > 0) found.Add(table);
        }

        Assert.Equal(["certification.fitness_evaluation"], found);
        Assert.Equal(told, await host.ScalarAsync<long>("select count(*) from kernel.outbox"));
        var views = new object[]
        {
            (await host.Send(new ShowOwnOfficerQuery(person), agency.Head)).Value, (await host.Send(new ListOwnRosterQuery(), agency.Head)).Value,
            (await host.Send(new ShowOfficerQuery(person), host.Staff)).Value,
        };
        Assert.All(views, v => Assert.DoesNotContain("Quillfeather", JsonSerializer.Serialize(v, v.GetType()), StringComparison.Ordinal));
        // The log says that there is one and not how it came out.
        Assert.Equal(0, await host.ScalarAsync<long>(
            "select count(*) from audit.event t where action like 'officer-fitness.%' and subject_ids @> array[$1] and t::text like '%NotSatisfied%'", person));
    }

    [Fact]
    [Trait("Clause", "MMA-12")]
    public async Task Officer_ReadsTheOwnOnesThatStand_AndNobodyElses()
    {
        var (officer, other) = (await PortalOfficer.OpenAsync(host, "7906-0001"), await PortalOfficer.OpenAsync(host, "7906-0002"));
        Assert.Null((await RecordAsync(officer.Person, outcome: "Pending")).Refusal);
        var entry = Assert.Single((await ReadAsync(officer.Person)).Rows).Id;
        Assert.Null((await host.AsStaffAsync(Evaluates(Evaluator) with
        {
            PersonId = officer.Person,
            NextDueOn = host.Today.AddYears(1),
            Corrects = entry,
            Because = "OutcomeCame",
        })).Refusal);

        var own = (await officer.Send(new ShowPersonalFitnessQuery())).Value;

        var row = Assert.Single(own.Rows);
        Assert.Equal(("Physical", host.Today, Evaluator, "Satisfied", host.Today.AddYears(1)), (row.KindWords, row.On, row.Evaluator, row.OutcomeWords, row.NextDueOn!.Value));
        Assert.Empty((await other.Send(new ShowPersonalFitnessQuery())).Value.Rows);
        Assert.Equal(1, await host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'own-fitness.shown' and data_class = 'Restricted' and outcome = 'Ok' and subject_ids = array[$1]", officer.Person));
        Assert.IsType<NotAllowed>((await officer.Send(new ShowFitnessQuery(officer.Person))).Refusal);
    }

    [Fact]
    [Trait("Clause", "MMA-12")]
    public async Task NoPlaceForANarrative_NeitherInTheTableNorInTheRequest()
    {
        Assert.Equal(
            ["evaluator", "kind", "outcome", "recorded_by_name", "superseded_because"],
            await host.RowsAsync(
                "select column_name from information_schema.columns where table_schema = 'certification' and table_name = 'fitness_evaluation' and data_type not in ('uuid', 'date', 'timestamp with time zone') order by 1",
                r => r.GetString(0)));
        Assert.Equal(
            ["Because", "Evaluator", "Kind", "Outcome"],
            typeof(RecordFitnessCommand).GetProperties().Where(p => p.PropertyType == typeof(string)).Select(p => p.Name).Order());
    }

    // Whatever the days: an evaluation is of today or before, and the next is due on its day at the earliest.
    [Fact]
    [Trait("Clause", "MMA-12")]
    public async Task Days_ForRandomOnes()
    {
        var cases = (from day in Gen.Choose(-4, 2) from next in Gen.Choose(-6, 6) select (On: day, Next: next)).Draw(25);
        foreach (var ((on, next), i) in cases.Select((c, i) => (c, i)))
        {
            var person = await OfficerAsync($"7907-{i:0000}");
            var refusal = (await RecordAsync(person, on: host.Today.AddDays(on), next: host.Today.AddDays(next))).Refusal;

            Assert.Equal(on > 0 ? "evaluation-day-ahead" : next < on ? "date-order" : null, refusal?.Code);
            if (refusal is null) Assert.Equal(next < 0, (await ReadAsync(person)).Standing.Single(s => s.Kind == "Physical").Overdue);
        }
    }

    private RecordFitnessCommand Evaluates(string evaluator) => new(Guid.NewGuid(), "Physical", host.Today, evaluator, "Satisfied", null);

    private Task<Result<Done>> RecordAsync(Guid person, string kind = "Physical", DateOnly? on = null, string outcome = "Satisfied", DateOnly? next = null) =>
        host.AsStaffAsync(new RecordFitnessCommand(person, kind, on ?? host.Today, Evaluator, outcome, next));

    private async Task<OfficerFitnessRecord> ReadAsync(Guid person)
    {
        var read = await host.AsStaffAsync(new ShowFitnessQuery(person));
        Assert.Null(read.Refusal);
        return read.Value;
    }

    private async Task<Guid> OfficerAsync(string number)
    {
        await host.ReportAsync(Reports.List(Reports.September, Reports.Officer(number, "Alex", "Rivers")));
        return await host.PersonAsync(number);
    }
}
