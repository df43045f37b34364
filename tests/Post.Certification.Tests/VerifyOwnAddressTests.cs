using Post.Certification.Features.AskForAddressCode;
using Post.Certification.Features.EnterAddressCode;
using Post.Certification.Features.ListPersonalNotices;
using Post.Certification.Features.ShowOwnAddress;
using Post.Kernel.Notices;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Notices.Addresses.ChallengeAddress;
using Post.Kernel.Notices.Addresses.EndAddress;
using Post.Kernel.Notices.Addresses.RecordAddress;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Tests;

/// <summary>An officer verifies an address by the code that went to it alone.</summary>
public sealed class VerifyOwnAddressTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    [Trait("Clause", "12.04(1)(a)6")]
    [Trait("Clause", "12.07(1)(b)1")]
    public async Task Code_GoesToThatAddressAlone_AndVerifiesIt_InThePlaceOfTheOneBefore()
    {
        var officer = await PortalOfficer.OpenAsync(host, "7601-0001");
        var old = await FurnishAsync(officer, "old@home.example", AddressOrigin.Addressee);
        var address = await FurnishAsync(officer, "new@home.example", AddressOrigin.Addressee);

        await AskAsync(officer, address);
        var mailed = await MailedCode.ReadAsync(host, address);
        Assert.Equal(["new@home.example"], await host.RowsAsync(
            "select p.value from kernel.notice_delivery d join kernel.notice n on n.id = d.notice_id join kernel.contact_point p on p.id = d.contact_point_id where n.kind = 'address-challenge' and n.addressee_id = $1",
            r => r.GetString(0), officer.Person));
        Assert.Empty((await officer.Send(new ListPersonalNoticesQuery())).Value.Rows);
        Assert.NotNull((await ShownAsync(officer, address)).CodeUntil);

        var tried = await EnterAsync(officer, address, $" {mailed.Code.Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant()} ");

        Assert.True(tried.Value.Verified);
        Assert.Equal(("The holder of the address", host.Today), Assert.Single(await host.RowsAsync(
            "select verified_by, verified_on from kernel.contact_point where id = $1", r => (r.GetString(0), r.GetFieldValue<DateOnly>(1)), address)));
        Assert.Equal("Retired", await StateAsync(old));
        Assert.True((await ShownAsync(officer, address)) is { Address.Verified: true, CodeUntil: null });
        var payload = await host.ScalarAsync<string>(
            "select convert_from(p.body, 'UTF8') from audit.payload p join audit.event e on e.id = p.event_id where e.action = 'own-address.code-entered' and e.outcome = 'Ok' and e.subject_ids @> array[$1]", officer.Person);
        Assert.Contains("\"not verified\"", payload, StringComparison.Ordinal);
        Assert.Contains("\"verified\"", payload, StringComparison.Ordinal);
        Assert.DoesNotContain(mailed.Code, payload, StringComparison.Ordinal);
        Assert.False(await HoldsAsync(mailed));
    }

    [Fact]
    public async Task WrongCode_IsCountedAndKept_AndAfterTheLastTryTheRightOneOpensNothing()
    {
        var (officer, address) = await AskedAsync("7602-0001");
        var mailed = await MailedCode.ReadAsync(host, address);

        for (var left = 4; left >= 0; left--)
        {
            Assert.Equal(new CodeTried(false, left), (await EnterAsync(officer, address, "AAAA-AAAA")).Value);
        }

        Assert.IsType<NoCodeWaits>((await EnterAsync(officer, address, mailed.Code)).Refusal);
        Assert.Null(await VerifiedAsync(address));
        Assert.Equal(5, await host.ScalarAsync<long>(
            "select count(*) from audit.payload p join audit.event e on e.id = p.event_id where e.action = 'own-address.code-entered' and e.outcome = 'Ok' and e.subject_ids @> array[$1] and convert_from(p.body, 'UTF8') like '%does not fit%'", officer.Person));
        Assert.Equal(1, await host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'own-address.code-entered' and outcome = 'Refused' and actor_id = $1", officer.Caller.Id!));
    }

    [Fact]
    public async Task ManyTriesAtOnce_AreNoMoreThanTheRuleBears()
    {
        var (officer, address) = await AskedAsync("7603-0001");

        var tried = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => EnterAsync(officer, address, "AAAA-AAAA")));

        Assert.Equal(5, tried.Count(t => !t.Refused));
        Assert.All(tried.Where(t => t.Refused), t => Assert.IsType<NoCodeWaits>(t.Refusal));
    }

    [Fact]
    public async Task CodeOfAnother_OfBefore_UsedOrForAReplacedAddress_OpensNothing()
    {
        var (officer, address) = await AskedAsync("7604-0001");
        var (other, foreign) = await AskedAsync("7604-0002");
        var first = await MailedCode.ReadAsync(host, address);

        Assert.False((await EnterAsync(officer, address, (await MailedCode.ReadAsync(host, foreign)).Code)).Value.Verified);
        Assert.Equal(new NotFound("This address"), (await EnterAsync(officer, foreign, first.Code)).Refusal);
        Assert.Equal(new NotFound("This address"), (await EnterAsync(officer, Guid.NewGuid(), first.Code)).Refusal);
        Assert.Equal(new NotFound("This address"), (await officer.Send(new AskForAddressCodeCommand(foreign))).Refusal);
        Assert.Equal(new NotFound("This address"), (await officer.Send(new ShowOwnAddressQuery(foreign))).Refusal);

        await AskAsync(officer, address);
        Assert.False((await EnterAsync(officer, address, first.Code)).Value.Verified);
        var second = await MailedCode.ReadAsync(host, address);
        Assert.True((await EnterAsync(officer, address, second.Code)).Value.Verified);
        Assert.IsType<NoCodeWaits>((await EnterAsync(officer, address, second.Code)).Refusal);
        Assert.IsType<AddressSettled>((await officer.Send(new AskForAddressCodeCommand(address))).Refusal);

        var waiting = await MailedCode.ReadAsync(host, foreign);
        Assert.Null((await host.AsStaffAsync(new EndAddressCommand(foreign, "The officer gave another one"))).Refusal);
        Assert.IsType<NoCodeWaits>((await EnterAsync(other, foreign, waiting.Code)).Refusal);
        Assert.Equal(RefusalKind.Invalid, (await EnterAsync(officer, address, " ")).Refusal!.Kind);
        Assert.Equal(RefusalKind.Invalid, (await EnterAsync(officer, address, new string('A', 500))).Refusal!.Kind);
    }

    [Fact]
    public async Task CodeThatHasRunOut_OpensNothing_AndAnotherDoes()
    {
        var (officer, address) = await AskedAsync("7605-0001");
        var mailed = await MailedCode.ReadAsync(host, address);
        var before = host.Clock.GetUtcNow();
        try
        {
            host.Clock.Set(before.AddHours(24).AddSeconds(-1));
            Assert.False((await EnterAsync(AtWork(officer), address, "AAAA-AAAA")).Value.Verified);
            host.Clock.Set(before.AddHours(24));
            Assert.IsType<NoCodeWaits>((await EnterAsync(AtWork(officer), address, mailed.Code)).Refusal);

            await AskAsync(AtWork(officer), address);
            Assert.True((await EnterAsync(AtWork(officer), address, (await MailedCode.ReadAsync(host, address)).Code)).Value.Verified);
        }
        finally
        {
            host.Clock.Set(before);
        }
    }

    [Fact]
    public async Task NoMoreThanTheRuleLetsOut_OnOneDay_ToOneOfficer_AlsoAtOnce()
    {
        var officer = await PortalOfficer.OpenAsync(host, "7606-0001");
        var (one, two) = (await FurnishAsync(officer, "one@home.example", AddressOrigin.Addressee), await FurnishAsync(officer, "two@home.example", AddressOrigin.OnBehalfOfAddressee));

        var asked = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => officer.Send(new AskForAddressCodeCommand(i % 2 == 0 ? one : two))));

        Assert.Equal(3, asked.Count(a => !a.Refused));
        Assert.All(asked.Where(a => a.Refused), a => Assert.Equal(new CodesSentToday(3), a.Refusal));
        Assert.Equal(new CodesSentToday(3), (await host.AsStaffAsync(new ChallengeAddressCommand(one))).Refusal);
        var before = host.Clock.GetUtcNow();
        host.Clock.Set(CivilClock.StartOf(host.Today.AddDays(1)));
        try
        {
            await AskAsync(AtWork(officer), one);
        }
        finally
        {
            host.Clock.Set(before);
        }
    }

    // G: agency and officer gave different addresses W notice sent T officer's own is used, both kept.
    [Fact]
    [Trait("Clause", "12.07(1)(b)1")]
    public async Task AgencyAndOfficerGaveDifferentAddresses_TheOwnOneIsUsed_AndBothAreKept()
    {
        var officer = await PortalOfficer.OpenAsync(host, "7607-0001");
        await PostalAsync(officer, "1 Own Street", AddressOrigin.Addressee);
        await PostalAsync(officer, "2 Agency Street", AddressOrigin.OnBehalfOfAddressee);
        var own = await FurnishAsync(officer, "own7607@home.example", AddressOrigin.Addressee);
        await FurnishAsync(officer, "agency7607@agency.example", AddressOrigin.OnBehalfOfAddressee);
        await AskAsync(officer, own);
        // Until somebody has read what goes to the own one, both serve: nobody is cut off by a slip of the pen.
        Assert.Contains("agency7607@agency.example", await ReachedAsync());
        Assert.True((await EnterAsync(officer, own, (await MailedCode.ReadAsync(host, own)).Code)).Value.Verified);

        Assert.Equal(5, await host.ScalarAsync<long>("select count(*) from kernel.contact_point where owner_id = $1 and state = 'Active'", officer.Person));
        var reached = await ReachedAsync();
        Assert.Equal("own7607@home.example", reached[^1]);
        Assert.DoesNotContain("agency7607@agency.example", reached);
        var letters = await host.AskAsync<ContactPoints, IReadOnlyList<ContactPoint>>(
            p => p.FurnishedAsync(AddresseeKind.Officer, officer.Person, ContactKind.Postal, ContactPurposes.CommissionCorrespondence, default));
        Assert.Equal("1 Own Street", letters[^1].Value);
        // Mail that comes back reaches nobody: what the agency gave serves again.
        await host.ExecuteAsync("update kernel.contact_point set state = 'Bounced', ended_by = 'test', ended_at = now(), ended_why = 'came back' where id = $1", own);
        Assert.Contains("agency7607@agency.example", await ReachedAsync());

        async Task<List<string>> ReachedAsync() => [.. (await host.AskAsync<INotices, IReadOnlyList<ContactPoint>>(
            n => n.WhereAsync("address-unverified", new Addressee(AddresseeKind.Officer, officer.Person, "Alex Rivers"), default))).Select(p => p.Value)];
    }

    private async Task<(PortalOfficer Officer, Guid Address)> AskedAsync(string number)
    {
        var officer = await PortalOfficer.OpenAsync(host, number);
        var address = Assert.Single((await officer.RecordAsync()).Addresses).Id;
        await AskAsync(officer, address);
        return (officer, address);
    }

    private static async Task AskAsync(PortalOfficer officer, Guid address) => Assert.Null((await officer.Send(new AskForAddressCodeCommand(address))).Refusal);

    private static Task<Result<CodeTried>> EnterAsync(PortalOfficer officer, Guid address, string code) => officer.Send(new EnterAddressCodeCommand(address, code));

    private static async Task<OwnAddressView> ShownAsync(PortalOfficer officer, Guid address) => (await officer.Send(new ShowOwnAddressQuery(address))).Value;

    // A purpose is chosen for a working day.
    private PortalOfficer AtWork(PortalOfficer officer) => officer with { Caller = PortalOfficer.AtWork(host, officer.Caller.Id!.Value) };

    private Task<Guid> FurnishAsync(PortalOfficer officer, string email, AddressOrigin origin) => RecordAsync(officer, ContactKind.Email, email, origin);

    private Task<Guid> PostalAsync(PortalOfficer officer, string address, AddressOrigin origin) => RecordAsync(officer, ContactKind.Postal, address, origin);

    private async Task<Guid> RecordAsync(PortalOfficer officer, ContactKind kind, string value, AddressOrigin origin) => (await host.AsStaffAsync(new RecordAddressCommand(
        AddresseeKind.Officer, officer.Person, kind, value, [ContactPurposes.CommissionCorrespondence], origin, "Letter", host.Today))).Value;

    private Task<string> StateAsync(Guid address) => host.ScalarAsync<string>("select state from kernel.contact_point where id = $1", address);

    private async Task<DateOnly?> VerifiedAsync(Guid address) =>
        (await host.RowsAsync("select verified_on from kernel.contact_point where id = $1", r => r.IsDBNull(0) ? (DateOnly?)null : r.GetFieldValue<DateOnly>(0), address)).Single();

    private async Task<bool> HoldsAsync(MailedCode mailed) => await host.ScalarAsync<bool>(
        "select exists (select from kernel.notice n where n::text like '%' || $1 || '%' or n::text like '%' || $2 || '%') or exists (select from kernel.address_challenge c where c::text like '%' || $1 || '%' or c::text like '%' || $2 || '%')",
        mailed.Code, mailed.Token);
}
