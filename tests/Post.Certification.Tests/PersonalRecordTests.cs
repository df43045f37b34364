using System.Text.Json;
using Post.App.Access;
using Post.Certification.Domain;
using Post.Certification.Features.FilePetition;
using Post.Certification.Features.ListPersonalNotices;
using Post.Certification.Features.ListPersonalStatements;
using Post.Certification.Features.ListStatements;
using Post.Certification.Features.InviteOfficer;
using Post.Certification.Features.OpenPersonalNotice;
using Post.Certification.Features.PrepareStatement;
using Post.Certification.Features.ReturnStatement;
using Post.Certification.Features.ShowOfficer;
using Post.Certification.Features.ShowOfficerAccount;
using Post.Certification.Features.ShowPersonalRecord;
using Post.Certification.Features.ShowPersonalStatement;
using Post.Certification.Features.ShowStatement;
using Post.Certification.Features.SubmitStatement;
using Post.Certification.Features.TakeInStatement;
using Post.Certification.Personal;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Testing;

namespace Post.Certification.Tests;

/// <summary>What a person sees of their own record, and that nobody else's is ever in it.</summary>
public sealed class PersonalRecordTests(PortalHost host) : IClassFixture<PortalHost>
{
    public static TheoryData<string> PeopleRoles => [.. Roles.OfPeople];

    // G: a certified officer who serves nowhere W signs in T the duties stand there (the page lists them from the same list).
    [Fact]
    [Trait("Clause", "12.07(1)")]
    public async Task OfficerWhoServesNowhere_HasTheirRecordAndTheDutiesAllTheSame()
    {
        var officer = await PortalOfficer.OpenAsync(host, "7101-0001");
        await host.ExecuteAsync("update certification.employment set starts_on = '2015-01-01', ends_on = $2 where person_id = $1", officer.Person, host.Today.AddDays(-400));

        var record = await officer.RecordAsync();

        Assert.Equal(("7101-0001", "Alex Rivers", "Certified"), (record.File.OfficerNumber, record.File.Name.Full, record.File.Status!.Code));
        Assert.Contains("Commission list", record.File.Status.Source, StringComparison.Ordinal);
        Assert.False(Assert.Single(record.File.Service).Open);
        foreach (var duty in StatementKinds.Offered.Where(d => d.Kind is not StatementKind.AddressEnd)) await officer.ToldAsync(duty.Kind);
        Assert.Equal(StatementKinds.Offered.Count - 1, (await officer.RecordAsync()).Told.Count);
    }

    [Fact]
    public async Task OfficerNeverSeesAnother_ForRandomOfficersAndStatements()
    {
        var draws = new Random(20261123);
        var officers = new List<PortalOfficer>();
        for (var i = 0; i < 8; i++) officers.Add(await PortalOfficer.OpenAsync(host, $"7102-{i:0000}", surname: $"Marker{i}"));
        var statements = new List<(PortalOfficer Of, Guid Id)>();
        for (var i = 0; i < 24; i++)
        {
            var officer = officers[draws.Next(officers.Count)];
            var kind = StatementKinds.Offered[draws.Next(StatementKinds.Offered.Count)].Kind;
            if (kind is StatementKind.AddressEnd or StatementKind.Name) kind = StatementKind.Workplace;
            statements.Add((officer, await officer.ToldAsync(kind, officer.Says(kind) with { Place = $"Place of {officer.Number}" })));
        }

        foreach (var (of, id) in statements.Where(_ => draws.Next(2) == 0)) Assert.Null((await host.AsStaffAsync(new TakeInStatementCommand(id, $"Seen, {of.Number}"))).Refusal);
        var notices = await host.RowsAsync(
            "select id, addressee_id from kernel.notice where kind = 'officer-statement-settled'", r => (Id: r.GetGuid(0), To: r.GetGuid(1)));
        foreach (var officer in officers)
        {
            var others = officers.Where(o => o != officer).SelectMany(o => new[] { o.Number, o.Person.ToString(), $"Marker{officers.IndexOf(o)}" }).ToList();
            var pages = new object[]
            {
                await officer.RecordAsync(), (await officer.Send(new PrepareStatementQuery())).Value, (await officer.Send(new ListPersonalStatementsQuery(Limit: 100))).Value,
                (await officer.Send(new ListPersonalNoticesQuery(Limit: 100))).Value,
            };
            foreach (var page in pages) Assert.All(others, o => Assert.DoesNotContain(o, JsonSerializer.Serialize(page), StringComparison.Ordinal));
            Assert.Equal(
                statements.Where(s => s.Of == officer).Select(s => s.Id).Order(),
                (await officer.Send(new ListPersonalStatementsQuery(Limit: 100))).Value.Rows.Select(r => r.Id).Order());
            Assert.Equal(
                notices.Where(n => n.To == officer.Person).Select(n => n.Id).Order(),
                (await officer.Send(new ListPersonalNoticesQuery(Limit: 100))).Value.Rows.Select(r => r.Id).Order());
            foreach (var (of, id) in statements)
            {
                Assert.Equal(of == officer ? null : new NotFound("This statement"), (await officer.Send(new ShowPersonalStatementQuery(id))).Refusal);
            }

            foreach (var (id, to) in notices)
            {
                Assert.Equal(to == officer.Person ? null : new NotFound("This notice"), (await officer.Send(new OpenPersonalNoticeCommand(id))).Refusal);
            }
        }
    }

    // Two states that differ in what is held back alone must look alike to the person, to the byte.
    [Fact]
    public async Task HeldBackFacts_LeaveNoTrace()
    {
        var officer = await PortalOfficer.OpenAsync(host, "7103-0001");
        await host.ExecuteAsync("""
            insert into certification.employment_separation (id, person_id, agency_id, separated_on, nature_code, nature_source, reason, misconduct_based, during_investigation, recorded_at, source_id)
            select gen_random_uuid(), person_id, agency_id, date '2024-09-01', 'Suspension', 'Suspension', 'Plain', 'No', 'No', recorded_at, source_id
            from certification.employment where person_id = $1
            """, officer.Person);
        var before = JsonSerializer.Serialize(await officer.RecordAsync());
        Assert.Contains("Suspension", before, StringComparison.Ordinal);

        await host.ExecuteAsync("update certification.employment_separation set reason = 'Secret reason', misconduct_based = 'Yes', during_investigation = 'Yes' where person_id = $1", officer.Person);
        await host.ExecuteAsync("update certification.status_report set remark = 'Secret remark' where person_id = $1", officer.Person);
        await host.ExecuteAsync("""
            insert into kernel.contact_point (id, owner_kind, owner_id, kind, value, purposes, origin, furnished_by, furnished_on, state, recorded_by, recorded_at)
            values (gen_random_uuid(), 'Officer', $1, 'Email', 'found-secretly@nowhere.example', '{CommissionCorrespondence}', 'Found', 'Staff', current_date, 'Active', 'Staff', now())
            """, officer.Person);
        await host.ReportAsync(Reports.List(Reports.August, Reports.Officer("7103-0001", "Alex", "Other")));

        Assert.Equal(before, JsonSerializer.Serialize(await officer.RecordAsync()));
    }

    [Fact]
    public async Task MergedNumbers_AreOneRecord_OnceTheGateKnows()
    {
        await host.ReportAsync(Reports.List(Reports.September, Reports.Officer("7104-0002", "Alex", "Rivers", agency: "Second Police Department")));
        var officer = await PortalOfficer.OpenAsync(host, "7104-0001", "First Police Department");
        Assert.Single((await officer.RecordAsync()).File.Service);

        Assert.Null((await host.MergeAsync("7104-0001", "7104-0002")).Refusal);
        host.Clock.Set(host.Clock.GetUtcNow().AddMinutes(1));

        var record = await officer.RecordAsync();
        Assert.Equal("7104-0002", record.File.OfficerNumber);
        Assert.Equal(["First Police Department", "Second Police Department"], record.File.Service.Select(s => s.Agency).Order());
        Assert.Equal(2, record.SubjectIds.Count());
    }

    // The gate itself: a handler that found somebody else by mistake would be stopped by it.
    [Fact]
    public async Task AccountTiedToSomebodyElseMeanwhile_IsStoppedByTheGate()
    {
        var (one, two) = (await PortalOfficer.OpenAsync(host, "7105-0001"), await PortalOfficer.OpenAsync(host, "7105-0002"));
        await one.RecordAsync();
        await host.ExecuteAsync("update identity.account set disabled_at = now() where id = $1", two.Caller.Id!);
        await host.ExecuteAsync("update identity.account set person_id = $2 where id = $1", one.Caller.Id!, two.Person);

        Assert.Equal(new NotOfOneself(), (await one.Send(new ShowPersonalRecordQuery())).Refusal);
    }

    [Fact]
    public async Task AccountOfNobody_IsToldSo_AndWithoutThePurposeNothingOpens()
    {
        var nobody = PortalOfficer.AtWork(host, Guid.NewGuid());
        var officer = await PortalOfficer.OpenAsync(host, "7106-0001");

        Assert.Equal("no-own-record", (await host.Send(new ShowPersonalRecordQuery(), nobody)).Refusal!.Code);
        Assert.IsType<AcknowledgmentNeeded>((await host.Send(new ShowPersonalRecordQuery(), officer.Caller with { Purpose = null })).Refusal);
        Assert.IsType<NotAllowed>((await officer.Send(new ShowOfficerQuery(officer.Person))).Refusal);
    }

    // Nobody has to read duties before seeing what is held about oneself.
    [Fact]
    public async Task OwnRecord_NeedsNoAcknowledgment_AndIsOnRecord()
    {
        var officer = await PortalOfficer.OpenAsync(host, "7107-0001");

        await officer.RecordAsync();

        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from access_review.acknowledgment where account_id = $1", officer.Caller.Id!));
        Assert.Equal(1, await host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'own-record.shown' and outcome = 'Ok' and actor_id = $1 and subject_ids = array[$2] and purpose = 'own-record'",
            officer.Caller.Id!, officer.Person));
    }

    [Theory]
    [MemberData(nameof(PeopleRoles))]
    public async Task EachRequest_IsOpenToItsRolesAlone(string role)
    {
        var caller = People.With(role, host.Clock);
        async Task<bool> Allowed<T>(MediatR.IRequest<Result<T>> request) => (await host.Send(request, caller)).Refusal is not NotAllowed;
        bool May(string permission) => RolePermissions.Table.Allows([role], permission);

        bool[] own =
        [
            await Allowed(new ShowPersonalRecordQuery()), await Allowed(new PrepareStatementQuery()), await Allowed(new ListPersonalStatementsQuery()),
            await Allowed(new ShowPersonalStatementQuery(Guid.NewGuid())), await Allowed(new SubmitStatementCommand(StatementKind.Workplace, new StatementContent(), true)),
            await Allowed(new FilePetitionCommand(Guid.NewGuid(), "Grounds", true)), await Allowed(new ListPersonalNoticesQuery()),
            await Allowed(new OpenPersonalNoticeCommand(Guid.NewGuid())),
        ];
        bool[] read = [await Allowed(new ListStatementsQuery()), await Allowed(new ShowStatementQuery(Guid.NewGuid()))];
        bool[] settle = [await Allowed(new TakeInStatementCommand(Guid.NewGuid(), null)), await Allowed(new ReturnStatementCommand(Guid.NewGuid(), "Why"))];
        bool[] invite = [await Allowed(new InviteOfficerCommand(Guid.NewGuid(), "a@b.example", "Letter")), await Allowed(new ShowOfficerAccountQuery(Guid.NewGuid()))];

        Assert.All(own, allowed => Assert.Equal(May(CertificationPermissions.UseOwnRecord), allowed));
        Assert.All(read, allowed => Assert.Equal(May(CertificationPermissions.ReadReports), allowed));
        Assert.All(settle, allowed => Assert.Equal(May(CertificationPermissions.SettleReports), allowed));
        Assert.All(invite, allowed => Assert.Equal(May(CertificationPermissions.InviteOfficers), allowed));
        Assert.Equal(role is Roles.OfficerUser, May(CertificationPermissions.UseOwnRecord));
    }
}
