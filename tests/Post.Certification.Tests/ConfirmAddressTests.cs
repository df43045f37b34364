using Post.Kernel.Access;
using Post.Kernel.Notices;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Notices.Addresses.ChallengeAddress;
using Post.Kernel.Notices.Addresses.ConfirmAddress;
using Post.Kernel.Notices.Addresses.RecordAddress;
using Post.Kernel.Requests;

namespace Post.Certification.Tests;

/// <summary>Staff send the link to an address that an agency furnished; whoever reads it there verifies it, without an account.</summary>
public sealed class ConfirmAddressTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    [Trait("Clause", "12.04(1)(a)6")]
    public async Task Link_ShowsAMaskAndDoesNothing_ItsButtonVerifies_Once()
    {
        var (person, address) = await ChallengedAsync("7611-0001", "quinn@harbor.example");
        var token = (await MailedCode.ReadAsync(host, address)).Token;

        var shown = (await AsNobody(new ShowAddressLinkQuery(token))).Value;
        Assert.Equal("q•••@h•••", shown.Masked);
        await AsNobody(new ShowAddressLinkQuery(token));
        Assert.Equal(1, await host.ScalarAsync<long>("select count(*) from kernel.contact_point where id = $1 and verified_on is null", address));

        Assert.Null((await AsNobody(new ConfirmAddressCommand(token.ToUpperInvariant()))).Refusal);

        Assert.Equal("The holder of the address", await host.ScalarAsync<string>("select verified_by from kernel.contact_point where id = $1", address));
        Assert.Equal(1, await host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'address.confirmed' and outcome = 'Ok' and actor_kind = 'Anonymous' and subject_ids = array[$1]", person));
        Assert.IsType<LinkNotOpen>((await AsNobody(new ConfirmAddressCommand(token))).Refusal);
        Assert.IsType<LinkNotOpen>((await AsNobody(new ShowAddressLinkQuery(token))).Refusal);
    }

    [Fact]
    public async Task UnknownOldAndReplaced_AreAnsweredAlike_AndKept()
    {
        var (_, address) = await ChallengedAsync("7612-0001", "reed@harbor.example");
        var first = (await MailedCode.ReadAsync(host, address)).Token;
        Assert.Null((await host.AsStaffAsync(new ChallengeAddressCommand(address))).Refusal);
        var second = (await MailedCode.ReadAsync(host, address)).Token;
        var before = host.Clock.GetUtcNow();
        var refused = await RefusedAsync();

        foreach (var token in (string[])[first, new string('0', 64), "x"])
        {
            Assert.Equal(new LinkNotOpen(), (await AsNobody(new ConfirmAddressCommand(token))).Refusal);
            Assert.Equal(new LinkNotOpen(), (await AsNobody(new ShowAddressLinkQuery(token))).Refusal);
        }

        host.Clock.Set(before.AddHours(24));
        Assert.Equal(new LinkNotOpen(), (await AsNobody(new ConfirmAddressCommand(second))).Refusal);
        host.Clock.Set(before);
        Assert.Equal(4, await RefusedAsync() - refused);
        Assert.Equal(RefusalKind.Invalid, (await AsNobody(new ConfirmAddressCommand(new string('a', 101)))).Refusal!.Kind);
    }

    [Fact]
    public async Task LinkPressedManyTimesAtOnce_VerifiesOnce()
    {
        var (_, address) = await ChallengedAsync("7613-0001", "sam@harbor.example");
        var token = (await MailedCode.ReadAsync(host, address)).Token;

        var pressed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AsNobody(new ConfirmAddressCommand(token))));

        Assert.Single(pressed, p => !p.Refused);
    }

    [Fact]
    public async Task AddressFoundByStaff_AndOneOfFirstClassMail_AreNotChallenged()
    {
        var person = await PersonAsync("7614-0001");
        var found = await RecordAsync(person, ContactKind.Email, "found@harbor.example", AddressOrigin.Found);
        var postal = await RecordAsync(person, ContactKind.Postal, "1 Main Street", AddressOrigin.Addressee);

        Assert.IsType<AddressSettled>((await host.AsStaffAsync(new ChallengeAddressCommand(found))).Refusal);
        Assert.IsType<AddressSettled>((await host.AsStaffAsync(new ChallengeAddressCommand(postal))).Refusal);
        Assert.Equal(new NotFound("This address"), (await host.AsStaffAsync(new ChallengeAddressCommand(Guid.NewGuid()))).Refusal);
    }

    private Task<long> RefusedAsync() => host.CountEventsAsync("address.confirmed", Audit.AuditOutcome.Refused);

    private async Task<(Guid Person, Guid Address)> ChallengedAsync(string number, string email)
    {
        var person = await PersonAsync(number);
        var address = await RecordAsync(person, ContactKind.Email, email, AddressOrigin.OnBehalfOfAddressee);
        Assert.Null((await host.AsStaffAsync(new ChallengeAddressCommand(address))).Refusal);
        return (person, address);
    }

    private async Task<Guid> PersonAsync(string number)
    {
        await host.ReportAsync(Reports.List(Reports.September, Reports.Officer(number, "Alex", "Rivers")));
        return await host.PersonAsync(number);
    }

    private async Task<Guid> RecordAsync(Guid person, ContactKind kind, string value, AddressOrigin origin) => (await host.AsStaffAsync(new RecordAddressCommand(
        AddresseeKind.Officer, person, kind, value, [ContactPurposes.CommissionCorrespondence], origin, "Letter of the agency", host.Today))).Value;

    private Task<Result<T>> AsNobody<T>(MediatR.IRequest<Result<T>> request) => host.Send(request, Caller.Anonymous);
}
