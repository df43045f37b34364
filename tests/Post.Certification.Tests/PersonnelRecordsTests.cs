using Post.Certification.Domain;
using Post.Certification.Features.ListOwnRecords;
using Post.Certification.Features.RecordOwnEntry;
using Post.Certification.Features.ShowOfficerRecords;
using Post.Certification.Records;
using Post.Kernel.Notices;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Notices.Addresses.EndAddress;
using Post.Kernel.Notices.Addresses.RecordAddress;
using Post.Kernel.Requests;

namespace Post.Certification.Tests;

/// <summary>Seven items of personnel information: what the record has of them by itself, and what the agency says.</summary>
public sealed class PersonnelRecordsTests(PortalHost host) : IClassFixture<PortalHost>
{
    // G: six of seven items held W checklist T group 6/7 and the missing key named.
    [Fact]
    [Trait("Clause", "12.04(1)(a)")]
    public async Task SixOfSevenItems_AreCounted_AndTheSeventhIsNamed()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Alcove Police Department", "7741-0001");
        var person = await host.PersonAsync("7741-0001");
        Assert.Equal(
            [
                ("HireDay", RecordState.Incomplete), ("SeparationDay", RecordState.NotApplicable), ("SeparationReason", RecordState.NotApplicable),
                ("Leave", RecordState.Pending), ("Commendations", RecordState.Pending), ("OfficerAddress", RecordState.Incomplete), ("UnitHead", RecordState.Incomplete),
            ],
            (await PersonnelAsync(agency, person)).Rows.Select(r => (r.Kind.ToString(), r.Standing.State)));
        await agency.KnownSinceAsync("7741-0001", host.Today.AddYears(-3));
        // Suspended from work the officer serves on, and of the separation day, nature and reason are asked for.
        await SuspendedFromWorkAsync(agency, "7741-0001", "No");
        await SayAsync(agency, person, RecordKind.Leave, new RecordSaid { Holding = RecordHolding.Nil });
        await FurnishAsync(person);
        await host.ExecuteAsync(
            """
            insert into certification.service_fact (id, person_id, agency_id, register, value, valid_from, recorded_at, source_id)
            select gen_random_uuid(), $1, $2, 'BargainingUnit', 'None', $3, now(), source_id from certification.employment where person_id = $1 limit 1
            """, person, agency.Id, host.Today.AddDays(-9));

        var group = await PersonnelAsync(agency, person);

        Assert.Equal((6, 7), (group.Filled, group.Asked));
        Assert.Equal(("Awards, achievements and commendations", RecordState.Pending), (Open(group).Title, Open(group).Standing.State));
        await SayAsync(agency, person, RecordKind.Commendations, agency.Held());
        group = await PersonnelAsync(agency, person);
        Assert.Equal((7, 7), (group.Filled, group.Asked));
        var listed = Assert.Single((await host.Send(new ListOwnRecordsQuery(), agency.Clerk)).Value.Rows);
        Assert.Equal(new RecordCount(7, 7), listed.Personnel);
        Assert.Equal(7, Assert.Single((await host.AsStaffAsync(new ShowOfficerRecordsQuery(person))).Value.Agencies).Records.Personnel.Filled);

        static RecordRow Open(CycleRecords records) => Assert.Single(records.Rows, r => r.Standing.Counts && !r.Standing.Fills);
    }

    [Fact]
    [Trait("Clause", "12.04(1)(a)3")]
    public async Task ReasonOfASeparation_StaysOpen_WhereAnAnswerIsUnknown()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Bramble Police Department", "7742-0001");
        var person = await host.PersonAsync("7742-0001");
        await agency.KnownSinceAsync("7742-0001", host.Today.AddYears(-3));
        await SuspendedFromWorkAsync(agency, "7742-0001", "Unknown");

        var row = (await PersonnelAsync(agency, person)).Rows.Single(r => r.Kind is RecordKind.SeparationReason);

        Assert.Equal((RecordState.Incomplete, "Whether it rested on misconduct"), (row.Standing.State, Assert.Single(row.Standing.Missing)));
    }

    [Fact]
    [Trait("Clause", "12.04(1)(a)6")]
    public async Task NoAddressInUse_LeavesItsLineOpen_AlsoWhenOneEnds()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Clover Police Department", "7743-0001");
        var person = await host.PersonAsync("7743-0001");
        var address = await FurnishAsync(person);
        Assert.Equal(RecordState.Complete, await StateAsync());

        Assert.Null((await host.AsStaffAsync(new EndAddressCommand(address, "Left the provider"))).Refusal);

        Assert.Equal(RecordState.Incomplete, await StateAsync());

        async Task<RecordState> StateAsync() => (await PersonnelAsync(agency, person)).Rows.Single(r => r.Kind is RecordKind.OfficerAddress).Standing.State;
    }

    [Fact]
    public async Task WhatTheRecordHasByItself_IsNotEntered_AndALeaveIsReported()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Daisy Police Department", "7744-0001");
        var person = await host.PersonAsync("7744-0001");

        Assert.IsType<RecordNotAskedFor>((await EnterAsync(RecordKind.HireDay, agency.Held())).Refusal);
        Assert.IsType<LeaveIsReported>((await EnterAsync(RecordKind.Leave, agency.Held())).Refusal);
        Assert.IsType<LeaveIsReported>((await EnterAsync(RecordKind.Leave, new RecordSaid { Holding = RecordHolding.Absent })).Refusal);
        Assert.IsType<NoSameRecord>((await EnterAsync(RecordKind.Commendations, new RecordSaid { Holding = RecordHolding.SameRecord, SameCycle = "Personnel" })).Refusal);
        Assert.IsType<RecordNotAskedFor>((await EnterAsync(RecordKind.Letters, new RecordSaid { Holding = RecordHolding.Nil })).Refusal);

        Task<Result<RecordEntered>> EnterAsync(RecordKind kind, RecordSaid said) =>
            host.Send(new RecordOwnEntryCommand(person, CertificationCycle.OfService.Key, kind, null, said), agency.Head);
    }

    private static async Task<CycleRecords> PersonnelAsync(ReportingAgency agency, Guid person) => (await agency.RecordsAsync(person)).Records.Personnel;

    private static async Task SayAsync(ReportingAgency agency, Guid person, RecordKind kind, RecordSaid said) =>
        await agency.EnteredAsync(person, await PersonnelAsync(agency, person), kind, said);

    private async Task<Guid> FurnishAsync(Guid person) => (await host.AsStaffAsync(new RecordAddressCommand(
        AddresseeKind.Officer, person, ContactKind.Email, $"{person:N}@home.example", [ContactPurposes.CommissionCorrespondence], AddressOrigin.Addressee, "Letter", host.Today))).Value;

    private Task SuspendedFromWorkAsync(ReportingAgency agency, string number, string misconduct) => host.ExecuteAsync(
        """
        insert into certification.employment_separation
          (id, person_id, agency_id, separated_on, nature_code, nature_source, reason, misconduct_based, during_investigation, recorded_at, source_id)
        select gen_random_uuid(), p.id, $2, $3, 'Suspension', 'Suspension', 'As ordered', $4, 'No', now(), e.source_id
        from certification.person p join certification.employment e on e.person_id = p.id where p.officer_number = $1 limit 1
        """, number, agency.Id, host.Today.AddDays(-5), misconduct);
}
