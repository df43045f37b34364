using Post.Certification.Contracts;
using Post.Certification.Domain;
using Post.Certification.Features.AppointMember;
using Post.Certification.Features.AppointOwnMember;
using Post.Certification.Features.EndAppointment;
using Post.Certification.Features.EndOwnAppointment;
using Post.Certification.Features.ListLiaisonGaps;
using Post.Certification.Features.ShowAgencyMembers;
using Post.Certification.Features.ShowOwnMembers;
using Post.Certification.Members;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Certification.Tests;

/// <summary>Who acts for an agency: recorded, invited, replaced and ended (12.06).</summary>
[Trait("Clause", "12.06(1)")]
public sealed class AppointMemberTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Head_IsRecordedAndInvitedByTwoWays()
    {
        var agency = await AgencyAsync("Pinehill Police Department", "4101-0001");

        var before = await host.CountEventsAsync("agency-member.appointed");

        var appointed = await host.AsStaffAsync(new AppointMemberCommand(agency, host.Asked(MemberCapacity.Head, "Chief@Pinehill.example")));

        Assert.Null(appointed.Refusal);
        var (link, code) = (appointed.Value.Invitation.Link!, appointed.Value.Invitation.Code!);
        var letter = await host.ScalarAsync<string>("select body from kernel.notice where kind = 'portal-invitation' and body like $1", $"%{link}%");
        Assert.DoesNotContain(code, letter, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(code.Replace("-", "", StringComparison.Ordinal), letter, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("AgencyHead", await host.ScalarAsync<string>(
            "select role from identity.role_grant where account_id = $1 and ended_at is null", appointed.Value.Invitation.AccountId));
        Assert.Equal("chief@pinehill.example", await host.ScalarAsync<string>(
            "select value from kernel.contact_point where owner_kind = 'OtherPerson' and value like '%pinehill%'"));
        Assert.Equal(before + 1, await host.CountEventsAsync("agency-member.appointed"));
    }

    [Fact]
    [Trait("Clause", "12.06(2)(a)")]
    public async Task MemberWithoutAddress_IsNotDesignated()
    {
        var agency = await AgencyAsync("Oakmere Police Department", "4102-0001");
        var head = await host.MemberAsync(agency, MemberCapacity.Head);

        Assert.IsType<EmailRequired>((await host.DesignateAsync(head, host.Asked(MemberCapacity.Liaison) with { Email = " " })).Refusal);
        Assert.IsType<EmailInvalid>((await host.DesignateAsync(head, host.Asked(MemberCapacity.Liaison, "not an address"))).Refusal);
        Assert.Equal("email-required", new EmailRequired().Code);
    }

    [Fact]
    public async Task LiaisonWhoIsNoMember_IsRefused()
    {
        var agency = await AgencyAsync("Ashford Police Department", "4103-0001");
        await AgencyAsync("Birchton Police Department", "4103-0002");
        var head = await host.MemberAsync(agency, MemberCapacity.Head);
        var officer = host.Asked(MemberCapacity.Liaison) with { Kind = MemberKind.Officer };

        Assert.Equal("liaison-not-member", (await host.DesignateAsync(head, officer with { OfficerNumber = "4103-0002" })).Refusal!.Code);
        Assert.Equal("liaison-not-member", (await host.DesignateAsync(head, officer with { OfficerNumber = "9999-0000" })).Refusal!.Code);
        Assert.Null((await host.DesignateAsync(head, officer with { OfficerNumber = "4103-0001" })).Refusal);
    }

    [Fact]
    public async Task SecondHeadOfTheSameDays_IsRefused_AndTheNextOneAfterTheEnd()
    {
        var agency = await AgencyAsync("Cedarville Police Department", "4104-0001");
        var first = await host.AsStaffAsync(new AppointMemberCommand(agency, host.Asked(MemberCapacity.Head)));
        var second = host.Asked(MemberCapacity.Head, name: "Robin Vale");

        Assert.IsType<HeadOnRecord>((await host.AsStaffAsync(new AppointMemberCommand(agency, second))).Refusal);
        Assert.Null((await host.AsStaffAsync(new EndAppointmentCommand(agency, first.Value.AppointmentId, host.Today, "Retired"))).Refusal);
        Assert.Null((await host.AsStaffAsync(new AppointMemberCommand(agency, second with { BeginsOn = host.Today.AddDays(1) }))).Refusal);
    }

    [Fact]
    public async Task AddressOfAnotherMember_IsRefused()
    {
        var agency = await AgencyAsync("Dunmore Police Department", "4105-0001");
        var head = await host.MemberAsync(agency, MemberCapacity.Head, "shared@dunmore.example");

        var shared = await host.DesignateAsync(head, host.Asked(MemberCapacity.Clerk, "SHARED@dunmore.example", "Someone Else"));

        Assert.Equal(new EmailOfAnother("Dana Quill"), shared.Refusal);
    }

    [Fact]
    public async Task AgencyWithoutLiaison_StandsInTheListUntilAllAreasAreCovered()
    {
        var agency = await AgencyAsync("Elmstead Police Department", "4106-0001");
        var head = await host.MemberAsync(agency, MemberCapacity.Head);
        Assert.True(await HasGapAsync(agency));

        var part = await host.DesignateAsync(head, host.Asked(MemberCapacity.Liaison) with { Areas = ["Training"] });
        Assert.True(await HasGapAsync(agency));
        var rest = await host.DesignateAsync(head, host.Asked(MemberCapacity.Liaison, name: "Robin Vale") with { Areas = ["Certification", "Standards", "Audits", "Other"] });
        Assert.Null(rest.Refusal);
        Assert.False(await HasGapAsync(agency));

        // Ending the last one is allowed, and seen.
        Assert.IsType<EndsBeforeItBegins>((await host.Send(new EndOwnAppointmentCommand(part.Value.AppointmentId, host.Today.AddDays(-1), "Moved"), head)).Refusal);
        Assert.Null((await host.Send(new EndOwnAppointmentCommand(part.Value.AppointmentId, host.Today, "Moved"), head)).Refusal);
        Assert.False(await HasGapAsync(agency));
        host.Clock.Set(host.Clock.GetUtcNow().AddDays(1));
        Assert.True(await HasGapAsync(agency));
        var view = (await host.AsStaffAsync(new ShowAgencyMembersQuery(agency))).Value;
        Assert.Equal(["Training"], view.Uncovered.Select(a => a.Code));
        host.Clock.Set(host.Clock.GetUtcNow().AddDays(-1));
    }

    [Theory]
    [InlineData(MemberCapacity.Liaison)]
    [InlineData(MemberCapacity.Clerk)]
    public async Task LiaisonAndClerk_SeeWhoActsAndDesignateNobody(MemberCapacity capacity)
    {
        var agency = await AgencyAsync("Fairholm Police Department", "4107-0001");
        var member = await host.MemberAsync(agency, capacity);

        Assert.Null((await host.Send(new ShowOwnMembersQuery(), member)).Refusal);
        Assert.IsType<NotAllowed>((await host.DesignateAsync(member, host.Asked(MemberCapacity.Clerk))).Refusal);
        // Another agency's head is no head here, whatever the session says.
        Assert.IsType<SignatoryNotAuthorised>((await host.DesignateAsync(member with { Roles = [Roles.AgencyHead] }, host.Asked(MemberCapacity.Clerk))).Refusal);
    }

    [Fact]
    public async Task Head_MakesNoHeadAndEndsNone()
    {
        var agency = await AgencyAsync("Glenrock Police Department", "4108-0001");
        var head = await host.MemberAsync(agency, MemberCapacity.Head);
        var own = Assert.Single((await host.Send(new ShowOwnMembersQuery(), head)).Value.Present);

        Assert.IsType<HeadsAreRecordedByTheCommission>((await host.DesignateAsync(head, host.Asked(MemberCapacity.Head))).Refusal);
        Assert.IsType<HeadEndsByTheCommission>((await host.Send(new EndOwnAppointmentCommand(own.Id, host.Today, "Leaves"), head)).Refusal);
    }

    [Fact]
    public async Task AppointmentOfAnotherAgency_IsNotFound()
    {
        var one = await AgencyAsync("Hazelwood Police Department", "4109-0001");
        var other = await AgencyAsync("Ironbridge Police Department", "4109-0002");
        var head = await host.MemberAsync(one, MemberCapacity.Head);
        var foreign = await host.AsStaffAsync(new AppointMemberCommand(other, host.Asked(MemberCapacity.Liaison)));

        var ended = await host.Send(new EndOwnAppointmentCommand(foreign.Value.AppointmentId, host.Today, "None of mine"), head);

        Assert.IsType<NotFound>(ended.Refusal);
        Assert.Equal(1, await host.ScalarAsync<long>("select count(*) from certification.agency_appointment where id = $1 and ends_on is null", foreign.Value.AppointmentId));
    }

    [Fact]
    public async Task EndedMember_MayDoNothingMore()
    {
        var agency = await AgencyAsync("Juniper Police Department", "4110-0001");
        var appointed = await host.AsStaffAsync(new AppointMemberCommand(agency, host.Asked(MemberCapacity.Liaison) with { BeginsOn = host.Today.AddDays(-10) }));
        var liaison = await host.AtWorkAsync(appointed.Value.Invitation.AccountId, agency, MemberCapacity.Liaison);
        Assert.Null((await host.Send(new ShowOwnMembersQuery(), liaison)).Refusal);

        Assert.Null((await host.AsStaffAsync(new EndAppointmentCommand(agency, appointed.Value.AppointmentId, host.Today.AddDays(-1), "Left"))).Refusal);

        Assert.IsType<NotActingForAgency>((await host.Send(new ShowOwnMembersQuery(), liaison)).Refusal);
        Assert.Equal(0, await host.ScalarAsync<long>(
            "select count(*) from identity.role_grant where account_id = $1 and ended_at is null", appointed.Value.Invitation.AccountId));
        Assert.Equal(0, await host.ScalarAsync<long>(
            "select count(*) from identity.invitation where account_id = $1 and used_at is null and void_at is null", appointed.Value.Invitation.AccountId));
    }

    private async Task<bool> HasGapAsync(Guid agency) =>
        (await host.AsStaffAsync(new ListLiaisonGapsQuery(Limit: 100))).Value.Rows.Any(r => r.AgencyId == agency);

    private async Task<Guid> AgencyAsync(string name, string officerNumber)
    {
        await host.ReportAsync(Reports.List(Reports.September, Reports.Officer(officerNumber, "Pat", "Marlow", agency: name)));
        var id = await host.AgencyAsync(name);
        // Known by a register, not only as a spelling.
        await host.ExecuteAsync("update certification.law_enforcement_agency set provisional = false where id = $1", id);
        return id;
    }
}
