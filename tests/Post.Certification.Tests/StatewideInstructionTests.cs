using Post.Certification.Features.IssueInstruction;
using Post.Certification.Features.ShowInstruction;
using Post.Certification.Instructions;

namespace Post.Certification.Tests;

/// <summary>An instruction at the size of a state.</summary>
public sealed class StatewideInstructionTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    [Trait("Category", "Slow")]
    [Trait("Clause", "12.06(2)")]
    public async Task Instruction_ReachesAllAgenciesOfAState_WithOneClick()
    {
        const int Agencies = 440;
        string[] names = [.. Enumerable.Range(1, Agencies).Select(i => $"Statewide {i} Police Department")];
        await host.ReportAsync(Reports.Agencies(Reports.September, names));
        await host.ExecuteAsync(
            """
            with member as (
              insert into certification.agency_member (id, agency_id, kind, name, recorded_at, recorded_by_name)
              select gen_random_uuid(), n.agency_id, 'Employee', 'Liaison (synthetic)', now(), 'Test'
              from certification.law_enforcement_agency_name n where n.name like 'Statewide %' returning id
            )
            insert into certification.agency_appointment (id, member_id, capacity, areas, begins_on, instrument, recorded_at, recorded_by_name)
            select gen_random_uuid(), id, 'Liaison', '{Other}', date '2020-01-01', 'Test', now(), 'Test' from member
            """);
        var issued = await host.AsStaffAsync(new IssueInstructionCommand(null, new InstructionSaid("To all (synthetic)", "Watch the mailbox of your agency.", host.Today, null)));

        Assert.Equal(Agencies, issued.Value.Agencies);
        Assert.Equal(Agencies, await host.ScalarAsync<long>(
            """
            select count(distinct n.addressee_id) from kernel.notice n
            join certification.law_enforcement_agency_name a on a.agency_id = n.addressee_id and a.name like 'Statewide %'
            join certification.liaison_instruction i on n.occasion = 'liaison-instruction:' || i.id and i.series_id = $1
            """, issued.Value.SeriesId));
        Assert.Equal(50, (await host.AsStaffAsync(new ShowInstructionQuery(issued.Value.SeriesId))).Value.Agencies.Count);
    }
}
