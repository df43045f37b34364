using Post.AccessReview.Features.AcknowledgeDuties;
using Post.AccessReview.Features.ShowDuties;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Testing;

namespace Post.AccessReview.Tests;

/// <summary>Everybody reads the duties and says so before the first look each year, and declares to whom they are tied.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class AcknowledgmentTests(AccessHost host) : IClassFixture<AccessHost>
{
    public static TheoryData<ActorKind> KindsOfPeople =>
        [ActorKind.Staff, ActorKind.Commissioner, ActorKind.Contractor, ActorKind.Vendor, ActorKind.Agent, ActorKind.Agency, ActorKind.Officer];

    [Theory]
    [MemberData(nameof(KindsOfPeople))]
    public async Task EveryKindOfUser_IsRefusedUntilTheyAcknowledge(ActorKind kind)
    {
        var who = host.At(host.Newcomer(Roles.CertStaff, kind), "certification");

        var refusal = Assert.IsType<AcknowledgmentNeeded>(await host.RefusalAsync(new OpenFileQuery(Guid.NewGuid()), who));
        Assert.Equal(AccessPages.Acknowledgment, Assert.Single(refusal.Ways).Link);
        Assert.Equal("Denied acknowledgment-needed certification - -", await host.LastEventAsync("look.file", who));
        Assert.Null(await host.RefusalAsync(Plain(), who));

        Assert.Null(await host.RefusalAsync(new OpenFileQuery(Guid.NewGuid()), who));
        Assert.Equal($"{kind} 1", await host.ScalarAsync<string>(
            "select actor_kind || ' ' || text_version from access_review.acknowledgment where account_id = $1", who.Id!.Value));
    }

    // It comes before the purpose: a newcomer is told first what must come first.
    [Fact]
    public async Task WithoutPurpose_TheAcknowledgmentIsAskedFirst() =>
        Assert.IsType<AcknowledgmentNeeded>(await host.RefusalAsync(new OpenFileQuery(Guid.NewGuid()), host.Newcomer(Roles.CertStaff)));

    [Fact]
    public async Task JobsAndTheOperator_AreExempt()
    {
        Assert.Null(await host.RefusalAsync(new OpenFileQuery(Guid.NewGuid()), ServiceAccounts.Scheduler(host.Clock)));
        Assert.Null(await host.RefusalAsync(new OpenFileQuery(Guid.NewGuid()), People.Operator(host.Clock)));
    }

    [Fact]
    [Trait("Clause", "8.07(5)(b)")]
    public async Task AfterAYear_IsAskedAnew()
    {
        var who = host.Newcomer(Roles.CertStaff);
        var begun = host.Clock.GetUtcNow();
        await host.Send(Plain(), who);

        host.Clock.Set(begun.AddYears(1).AddDays(-1));
        Assert.Null(await host.RefusalAsync(new OpenFileQuery(Guid.NewGuid()), host.At(who, "certification")));
        host.Clock.Set(begun.AddYears(1));
        Assert.IsType<AcknowledgmentNeeded>(await host.RefusalAsync(new OpenFileQuery(Guid.NewGuid()), host.At(who, "certification")));
        Assert.False((await host.Send(new ShowDutiesQuery(), who)).Value.Counts);
        await host.Send(Plain(), who);
        Assert.Null(await host.RefusalAsync(new OpenFileQuery(Guid.NewGuid()), host.At(who, "certification")));
        host.Clock.Set(begun);
    }

    [Fact]
    public async Task Declared_BecomesTies_AndTheNextDeclarationReplacesThem()
    {
        var who = host.Newcomer(Roles.CertStaff);
        var (own, family, other) = (await host.OfficerAsync(), await host.OfficerAsync(), await host.OfficerAsync());
        var agency = await host.AgencyAsync();
        await host.ExecuteAsync("""
            insert into certification.agency_spelling (id, folded, spelling, agency_id, state, first_seen_at)
            values (gen_random_uuid(), $1, $2, $3, 'Mapped', now())
            """, FoldOf(agency.Name), agency.Name, agency.Id);

        Assert.Null(await host.RefusalAsync(new AcknowledgeDutiesCommand(1, own.Number, [family.Number, " "], [agency.Name], true), who));

        var shown = (await host.Send(new ShowDutiesQuery(), who)).Value;
        Assert.Equal((own.Number, agency.Name, true), (shown.OwnNumber, Assert.Single(shown.Agencies), shown.Counts));
        Assert.Equal([family.Number], shown.FamilyNumbers);
        Assert.IsType<LookAtOneself>(await host.RefusalAsync(new OpenFileQuery(own.Id), host.At(who, "certification")));
        Assert.IsType<LookAtFamily>(await host.RefusalAsync(new OpenFileQuery(family.Id), host.At(who, "certification")));

        Assert.Null(await host.RefusalAsync(new AcknowledgeDutiesCommand(1, own.Number, [other.Number], [], true), who));

        Assert.Null(await host.RefusalAsync(new OpenFileQuery(family.Id), host.At(who, "certification")));
        Assert.IsType<LookAtFamily>(await host.RefusalAsync(new OpenFileQuery(other.Id), host.At(who, "certification")));
        Assert.Equal(4, await host.ScalarAsync<long>("select count(*) from access_review.tie where account_id = $1", who.Id!.Value));
        Assert.Equal(2, await host.ScalarAsync<long>("select count(*) from access_review.tie where account_id = $1 and ended_at is not null", who.Id!.Value));
    }

    [Fact]
    public async Task UnknownNumberOldTextOrUnticked_IsRefusedAndNothingIsKept()
    {
        var who = host.Newcomer(Roles.CertStaff);

        Assert.Equal("ties-not-found", (await host.RefusalAsync(new AcknowledgeDutiesCommand(1, "0000-0000", [], ["Nowhere Police"], true), who))!.Code);
        Assert.IsType<DutiesChanged>(await host.RefusalAsync(new AcknowledgeDutiesCommand(0, null, [], [], true), who));
        Assert.IsType<NotValid>(await host.RefusalAsync(new AcknowledgeDutiesCommand(1, null, [], [], false), who));
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from access_review.acknowledgment where account_id = $1", who.Id!.Value));
    }

    [Fact]
    [Trait("Clause", "8.07(5)(a)")]
    public async Task Text_QuotesBothDutiesAndSaysThatLooksAreReviewed()
    {
        var text = string.Join(' ', (await host.Send(new ShowDutiesQuery(), host.Newcomer(Roles.CertStaff))).Value.Paragraphs);

        Assert.Contains("8.07(5)(a)", text, StringComparison.Ordinal);
        Assert.Contains("8.07(5)(b)", text, StringComparison.Ordinal);
        Assert.Contains("looks are reviewed", text, StringComparison.Ordinal);
    }

    private static string FoldOf(string name) => name.ToLower(System.Globalization.CultureInfo.InvariantCulture);

    private static AcknowledgeDutiesCommand Plain() => new(1, null, [], [], true);
}
