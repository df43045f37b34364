using Post.Certification.Features.PreviewReturnedRows;
using Post.Certification.Features.ReturnImportRows;
using Post.Certification.Notices;
using Post.Kernel.Access;
using Post.Kernel.Notices;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Notices.Addresses.FindAddressees;
using Post.Kernel.Notices.Addresses.RecordAddress;
using Post.Kernel.Notices.Addresses.ShowAddresses;
using Post.Kernel.Requests;
using Post.Kernel.Time;
using Post.Testing;

namespace Post.Certification.Tests;

/// <summary>Rows that were not accepted go back to the agency that sent them, each with its reason, once.</summary>
public sealed class ReturnImportRowsTests(CertificationHost host) : IClassFixture<CertificationHost>
{
    [Fact]
    [Trait("Clause", "12.11")]
    public async Task RowsNotAccepted_GoBackWithTheirReasonsToTheFurnishedAddress()
    {
        var agency = await AgencyAsync("Quarry Point Police Department");
        await FurnishAsync(agency, "records@quarrypoint.example");
        var run = await RunAsync("Done", rejected: 2);

        var preview = (await host.AsStaffAsync(new PreviewReturnedRowsQuery(run, agency, "Thank you."))).Value;
        var returned = await host.AsStaffAsync(new ReturnImportRowsCommand(run, agency, "Thank you."));

        Assert.Equal("records@quarrypoint.example", Assert.Single(preview.Where).Value);
        var body = await host.ScalarAsync<string>("select body from kernel.notice where id = $1", returned.Value);
        Assert.Equal(preview.Preview!.Text, body);
        Assert.Contains("- row 7 (line 8): The officer number is not one. Broken", body, StringComparison.Ordinal);
        Assert.Contains("- row 9 (line 10): The day is not one.", body, StringComparison.Ordinal);
        Assert.Contains("555 CMR 12.05(3)", body, StringComparison.Ordinal);
        Assert.Contains("Thank you.", body, StringComparison.Ordinal);
        Assert.DoesNotContain("secret cell", body, StringComparison.Ordinal);
        Assert.Equal("Queued", await host.ScalarAsync<string>("select state from kernel.notice where id = $1", returned.Value));
        Assert.Equal(returned.Value, (await host.AsStaffAsync(new ReturnImportRowsCommand(run, agency, "again"))).Value);
    }

    [Fact]
    public async Task NoAddressFurnished_IsHeld()
    {
        var agency = await AgencyAsync("Salt Hollow Police Department");
        var run = await RunAsync("Refused", rejected: 2);

        Assert.Empty((await host.AsStaffAsync(new PreviewReturnedRowsQuery(run, agency, null))).Value.Where);
        var returned = await host.AsStaffAsync(new ReturnImportRowsCommand(run, agency, null));

        Assert.Equal("Held", await host.ScalarAsync<string>("select state from kernel.notice where id = $1", returned.Value));
    }

    [Theory]
    [InlineData("Checked", 2)]
    [InlineData("Staging", 2)]
    [InlineData("Done", 0)]
    public async Task NothingToAnswer_IsRefused(string state, int rejected)
    {
        var agency = await AgencyAsync("Salt Hollow Police Department");

        var refused = await host.AsStaffAsync(new ReturnImportRowsCommand(await RunAsync(state, rejected), agency, null));

        Assert.IsType<NothingToReturn>(refused.Refusal);
    }

    [Fact]
    public async Task UnknownImportOrAgency_IsNotFound()
    {
        Assert.IsType<NotFound>((await host.AsStaffAsync(new ReturnImportRowsCommand(Guid.NewGuid(), Guid.NewGuid(), null))).Refusal);
        Assert.IsType<NotFound>((await host.AsStaffAsync(new ReturnImportRowsCommand(await RunAsync("Done", 2), Guid.NewGuid(), null))).Refusal);
    }

    [Fact]
    public async Task LongMessage_IsRefused() => Assert.IsType<NotValid>(
        (await host.AsStaffAsync(new ReturnImportRowsCommand(Guid.NewGuid(), Guid.NewGuid(), new string('x', 2_001)))).Refusal);

    [Fact]
    public async Task Addressees_AreFoundByNameOrNumberAndNamedInTheLog()
    {
        await host.ReportAsync(Reports.List(Reports.August, Reports.Officer("7711-0001", "Odalys", "Brackenridge", agency: "Quarry Point Police Department")));
        var person = await host.PersonAsync("7711-0001");

        var agencies = (await host.AsStaffAsync(new FindAddresseesQuery(AddresseeKind.LawEnforcementAgency, "quarry"))).Value;
        var byName = (await host.AsStaffAsync(new FindAddresseesQuery(AddresseeKind.Officer, "Bracken"))).Value;
        var byNumber = (await host.AsStaffAsync(new FindAddresseesQuery(AddresseeKind.Officer, "7711-0001"))).Value;
        var shown = await host.AsStaffAsync(new ShowAddressesQuery(AddresseeKind.Officer, person));

        Assert.Contains(agencies.Found, a => a.Name == "Quarry Point Police Department");
        Assert.Equal("Odalys Brackenridge (7711-0001)", Assert.Single(byName.Found).Name);
        Assert.Equal(person, Assert.Single(byNumber.Found).Id);
        Assert.Null(shown.Refusal);
        Assert.Equal(2, await host.ScalarAsync<long>("select count(*) from audit.event where action = 'addressees.found' and $1 = any (subject_ids)", person));
    }

    [Theory]
    [InlineData("not an address", AddressOrigin.Addressee, ContactPurposes.CommissionCorrespondence, 0, typeof(AddressNotValid))]
    [InlineData("a@b.example", AddressOrigin.Addressee, "Nothing", 0, typeof(NotValid))]
    [InlineData("a@b.example", AddressOrigin.Addressee, ContactPurposes.Billing, 1, typeof(NotValid))]
    public async Task AddressNotInOrder_IsRefused(string value, AddressOrigin origin, string purpose, int days, Type refusal)
    {
        var agency = await AgencyAsync("Salt Hollow Police Department");

        var refused = await host.AsStaffAsync(new RecordAddressCommand(
            AddresseeKind.LawEnforcementAgency, agency, ContactKind.Email, value, [purpose], origin, "the clerk", host.Clock.Today().AddDays(days)));

        Assert.IsType(refusal, refused.Refusal);
    }

    [Fact]
    public async Task WithoutPurpose_IsRefused() => Assert.IsType<PurposeNeeded>(
        (await host.Send(new PreviewReturnedRowsQuery(Guid.NewGuid(), null, null), People.WithoutPurpose(host.Staff))).Refusal);

    [Theory]
    [InlineData(Roles.SysAdmin)]
    [InlineData(Roles.Commissioner)]
    [InlineData(Roles.AgencyHead)]
    public async Task OtherRole_IsRefused(string role) => Assert.IsType<NotAllowed>(
        (await host.Send(new ReturnImportRowsCommand(Guid.NewGuid(), Guid.NewGuid(), null), People.With(role, host.Clock))).Refusal);

    private async Task<Guid> AgencyAsync(string name)
    {
        if ((await host.AgenciesAsync()).All(a => a.Name != name)) await host.ReportAsync(Reports.Agencies(Reports.August, name));
        return await host.AgencyAsync(name);
    }

    private async Task FurnishAsync(Guid agency, string email) => Assert.Null((await host.AsStaffAsync(new RecordAddressCommand(
        AddresseeKind.LawEnforcementAgency, agency, ContactKind.Email, email, [ContactPurposes.CommissionCorrespondence],
        AddressOrigin.OnBehalfOfAddressee, "the records clerk", host.Clock.Today()))).Refusal);

    // As the import engine leaves it behind; the engine itself has its own tests.
    private async Task<Guid> RunAsync(string state, int rejected)
    {
        var run = Guid.NewGuid();
        await host.ExecuteAsync(
            """
            insert into kernel.import_run (id, kind, file_name, file_sha256, file_bytes, layout, encoding, extra_columns, as_of, dry_run,
              all_or_nothing, state, rows_read, rejected, requested_by, requested_at, system_code)
            values ($1, 'disciplinary', 'matters.csv', repeat('0', 64), 1, 'x', 'utf-8', '{}', '2026-06-01', $2, false, $3, 10, $4, 'test', $5, 'standards-database')
            """, run, state == "Checked", state, (long)rejected, host.Clock.GetUtcNow().UtcDateTime);
        if (rejected == 0) return run;
        await host.ExecuteAsync(
            """
            insert into standards.staged_disciplinary_row (run_id, row_no, line, verdict, reasons, cells) values
              ($1, 7, 8, 'Rejected', array[E'The officer number is not one.\nBroken'], '{secret cell}'),
              ($1, 8, 9, 'Accepted', '{}', '{secret cell}'),
              ($1, 9, 10, 'Rejected', '{The day is not one.}', '{secret cell}')
            """, run);
        return run;
    }
}
