using Microsoft.Extensions.DependencyInjection;
using Post.AccessReview.Contracts;
using Post.AccessReview.Domain;
using Post.AccessReview.Features.AddParty;
using Post.AccessReview.Features.AssignMatter;
using Post.AccessReview.Features.CloseMatter;
using Post.AccessReview.Features.EndAssignment;
using Post.AccessReview.Features.EndParty;
using Post.AccessReview.Features.ListMatters;
using Post.AccessReview.Features.ListParties;
using Post.AccessReview.Features.OpenMatter;
using Post.AccessReview.Features.ShowMatter;
using Post.AccessReview.Register;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.AccessReview.Tests;

/// <summary>Matters are opened, worked on, about somebody and closed; each change is in force at once and on record.</summary>
[Trait("Clause", "8.07(5)(a)")]
public sealed class MatterRegisterTests(AccessHost host) : IClassFixture<AccessHost>
{
    [Fact]
    public async Task OpenedWithWorkerAndParty_OpensTheFileAtOnce_AndIsShutAtOnceWhenEitherGoes()
    {
        var director = await host.SomebodyAsync(Roles.ExecutiveDirector);
        var worker = await host.SomebodyAsync(Roles.StdStaff);
        var officer = await host.OfficerAsync();
        var (id, number) = await OpenAsync(director);
        var bound = host.At(worker, "investigation", number);
        Assert.IsType<MatterNotOpen>(await host.RefusalAsync(new OpenFileQuery(officer.Id), bound));

        Assert.Null(await host.RefusalAsync(new AssignMatterCommand(id, worker.Id!.Value, MatterPart.Works), director));
        Assert.IsType<SubjectNotInMatter>(await host.RefusalAsync(new OpenFileQuery(officer.Id), bound));
        Assert.Null(await host.RefusalAsync(new AddPartyCommand(id, officer.Number, null, "Named in the complaint"), worker));
        Assert.Null(await host.RefusalAsync(new OpenFileQuery(officer.Id), bound));

        var party = Assert.Single((await host.Send(new ListPartiesQuery(id), bound)).Value.Rows);
        Assert.Equal(("Testperson, Ada", officer.Number), (party.Name, party.OfficerNumber));
        Assert.Null(await host.RefusalAsync(new EndPartyCommand(party.Id, "Another officer was meant"), director));
        Assert.IsType<SubjectNotInMatter>(await host.RefusalAsync(new OpenFileQuery(officer.Id), bound));
        var assignment = Assert.Single((await host.Send(new ShowMatterQuery(id), director)).Value.Assignments);
        Assert.Null(await host.RefusalAsync(new EndAssignmentCommand(assignment.Id), director));
        Assert.IsType<MatterNotOpen>(await host.RefusalAsync(new OpenFileQuery(officer.Id), bound));
        Assert.Equal(director.Id, await host.ScalarAsync<Guid>("select actor_id from audit.event where action = 'matter.party.ended' and $1 = any (subject_ids)", officer.Id));
    }

    [Fact]
    public async Task Closed_TakesNothingMoreAndIsListedAsClosed()
    {
        var who = await host.SomebodyAsync(Roles.StdStaff);
        var (id, number) = await OpenAsync(who);
        Assert.Null(await host.RefusalAsync(new CloseMatterCommand(id, "Settled"), who));

        Assert.Equal(new MatterIsClosed(number), await host.RefusalAsync(new CloseMatterCommand(id, "Again"), who));
        Assert.Equal(new MatterIsClosed(number), await host.RefusalAsync(new AssignMatterCommand(id, who.Id!.Value, MatterPart.Works), who));
        Assert.Equal(new MatterIsClosed(number), await host.RefusalAsync(new AddPartyCommand(id, (await host.OfficerAsync()).Number, null, "Late"), who));
        Assert.Contains((await host.Send(new ListMattersQuery(true, false, null), who)).Value.Rows, r => r.Id == id);
        Assert.DoesNotContain((await host.Send(new ListMattersQuery(false, false, null, 100), who)).Value.Rows, r => r.Id == id);
    }

    [Fact]
    public async Task NumberTakenKindUnknownPartyTwiceAssignedTwice_AreRefused()
    {
        var who = await host.SomebodyAsync(Roles.StdStaff);
        var (id, number) = await OpenAsync(who);
        var officer = await host.OfficerAsync();
        await host.Send(new AddPartyCommand(id, officer.Number, null, "Named"), who);
        await host.Send(new AssignMatterCommand(id, who.Id!.Value, MatterPart.Supervises), who);

        Assert.Equal(new MatterNumberTaken(number), await host.RefusalAsync(new OpenMatterCommand(number, MatterKinds.Complaint, "Another", false), who));
        Assert.IsType<NoSuchMatterKind>(await host.RefusalAsync(new OpenMatterCommand("K-1", "Gossip", "Another", false), who));
        Assert.IsType<PartyOnRecord>(await host.RefusalAsync(new AddPartyCommand(id, officer.Number, null, "Again"), who));
        Assert.IsType<AlreadyAssigned>(await host.RefusalAsync(new AssignMatterCommand(id, who.Id!.Value, MatterPart.Works), who));
        Assert.IsType<NoSuchOfficerNumber>(await host.RefusalAsync(new AddPartyCommand(id, "0000-0000", null, "Who"), who));
        Assert.IsType<NoSuchAgency>(await host.RefusalAsync(new AddPartyCommand(id, null, "Nowhere Police", "Who"), who));
        Assert.IsType<NotValid>(await host.RefusalAsync(new AddPartyCommand(id, officer.Number, "Nowhere Police", "Both"), who));
    }

    [Fact]
    public async Task List_PagesThroughEveryMatterOnce()
    {
        var who = await host.SomebodyAsync(Roles.CertStaff);
        var opened = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            host.Clock.Advance(TimeSpan.FromMilliseconds(5));
            opened.Add((await OpenAsync(who, mine: true)).Id);
        }

        var seen = new List<Guid>();
        for (Guid? after = null; ;)
        {
            var page = (await host.Send(new ListMattersQuery(false, true, after, 2), who)).Value;
            seen.AddRange(page.Rows.Select(r => r.Id));
            if ((after = page.Next) is null) break;
        }

        Assert.Equal(Enumerable.Reverse(opened), seen);
    }

    // Parties are persons: seeing them is a look as any other.
    [Fact]
    public async Task Parties_AreReadUnderAPurposeThatReachesThem()
    {
        var who = await host.SomebodyAsync(Roles.StdStaff);
        var (id, number) = await host.MatterAsync(MatterKinds.Investigation, who, (await host.OfficerAsync()).Id);
        var (_, other) = await host.MatterAsync(MatterKinds.Investigation, who);

        Assert.IsType<PurposeNeeded>(await host.RefusalAsync(new ListPartiesQuery(id), who));
        Assert.IsType<SubjectNotInMatter>(await host.RefusalAsync(new ListPartiesQuery(id), host.At(who, "investigation", other)));
        Assert.Null(await host.RefusalAsync(new ListPartiesQuery(id), host.At(who, "investigation", number)));
    }

    [Fact]
    public async Task OtherModules_FindTheRegisterByItsContract()
    {
        await using var scope = host.Services.CreateAsyncScope();

        scope.ServiceProvider.GetRequiredService<CurrentCaller>().Set(ServiceAccounts.Outbox(host.Clock));
        Assert.NotNull(scope.ServiceProvider.GetRequiredService<IMatterRegister>());
    }

    private async Task<(Guid Id, string Number)> OpenAsync(Caller who, bool mine = false)
    {
        var number = $"2026-{Guid.NewGuid().ToString("N")[..8]}";
        var opened = await host.Send(new OpenMatterCommand(number, MatterKinds.Investigation, "Use of force at a traffic stop", mine), who);
        return (opened.Value, number);
    }
}
