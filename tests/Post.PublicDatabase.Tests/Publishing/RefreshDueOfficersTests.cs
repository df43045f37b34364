using Post.Certification.Contracts;
using Post.Kernel.Requests;
using Post.PublicDatabase.Features.NotePublicationDue;
using Post.PublicDatabase.Features.RefreshDueOfficers;
using Post.PublicDatabase.Publishing;
using Post.Standards.Contracts;
using Post.Testing;

namespace Post.PublicDatabase.Tests.Publishing;

public sealed class RefreshDueOfficersTests : PublicationTest
{
    [Fact]
    public async Task ToldManyTimesInARow_EachIsDecidedOnce()
    {
        var persons = Enumerable.Range(1, 40).Select(i => Register.Officer("Dana", $"Whitfield{i}", $"9000-{i:0000}")).ToList();
        for (var told = 0; told < 5; told++)
        {
            await Host.Send(new NotePublicationDueCommand(persons));
            await Host.Send(new NotePublicationDueCommand([.. persons.Take(7)]));
        }

        await Host.SettleAsync();

        Assert.All(await Task.WhenAll(persons.Select(Host.DocumentAsync)), Assert.NotNull);
        Assert.Equal(1L, await Host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'publication.due-officers.decided' and cardinality(subject_ids) > 0"));
        Assert.Equal(1L, await Host.ScalarAsync<long>("select count(*) from audit.event where action = 'publication.officers.published'"));
        Assert.Equal(0L, await Host.ScalarAsync<long>("select count(*) from public_database.publication_due"));
    }

    [Fact]
    [Trait("Clause", "8.06(4)(b)1.i")]
    public async Task SomethingWithheldMeanwhile_IsGoneWhenTheOutboxIsEmpty()
    {
        var person = Register.Officer("Dana", "Whitfield", "9000-0001");
        var complaint = Register.Complaint(person, "00000001");
        await Host.Send(new NotePublicationDueCommand([person]));
        await Host.SettleAsync();
        Assert.Contains("00000001", await Host.DocumentAsync(person), StringComparison.Ordinal);

        Register.End(complaint, "Unfounded");
        await Host.Send(new NotePublicationDueCommand([person]));
        await Host.SettleAsync();

        Assert.DoesNotContain("00000001", await Host.DocumentAsync(person), StringComparison.Ordinal);
    }

    [Fact]
    public async Task MoreThanABatch_AreAllTaken()
    {
        var persons = Enumerable.Range(1, OfficerPublisher.BatchSize + 201).Select(i => Register.Officer("Dana", "Whitfield", $"9001-{i:0000}")).ToList();
        foreach (var told in persons.Chunk(500)) await Host.Send(new NotePublicationDueCommand(told));

        await Host.SettleAsync();

        Assert.Equal(OfficerPublisher.BatchSize + 201L, await Host.ScalarAsync<long>("select count(*) from published.officer"));
    }

    [Fact]
    public async Task NobodyDue_NothingHappens()
    {
        Assert.Null((await Host.Send(new RefreshDueOfficersCommand())).Refusal);

        Assert.Equal(0, await Host.DecisionsAsync());
    }

    [Fact]
    [Trait("Clause", "8.06(3)(a)4")]
    public async Task Service_IsPublishedByAgencyAndDaysAlone()
    {
        var millbrook = Register.Agency("Millbrook Police Department");
        var person = Register.Officer("Dana", "Whitfield", "9000-0001", millbrook);
        Register.Change(person, o => o with
        {
            Service =
            [
                new ServiceSpell(millbrook, new DateOnly(2019, 5, 1), null, true),
                new ServiceSpell(Register.Agency("Harbor City Police Department"), new DateOnly(2011, 2, 3), new DateOnly(2019, 4, 30), false),
            ],
            CeasedOn = null,
            FirstCertifiedOn = new DateOnly(2021, 7, 1),
            LastCertifiedOn = new DateOnly(2024, 7, 1),
        });

        await Host.RefreshAsync(person);

        var document = await Host.DocumentAsync(person);
        Assert.Contains("\"from\":\"2011-02-03\",\"until\":\"2019-04-30\"", document, StringComparison.Ordinal);
        Assert.Contains("\"firstCertified\":\"2021-07-01\"", document, StringComparison.Ordinal);
        Assert.Contains("\"clauses\":[\"8.06(3)", document, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Event_ReachesTheNoteAndTheDecision()
    {
        var person = Register.Officer("Dana", "Whitfield", "9000-0001");
        await Host.ExecuteAsync(
            "insert into kernel.outbox (id, type, body, happened_at) values (gen_random_uuid(), $1, jsonb_build_object('personIds', array[$2::uuid]), now())",
            typeof(DisciplinaryRecordChanged).FullName!, person);

        await Host.SettleAsync();

        Assert.NotNull(await Host.DocumentAsync(person));
    }

    [Theory]
    [InlineData(Post.Kernel.Access.Roles.CertStaff)]
    [InlineData(Post.Kernel.Access.Roles.SysAdmin)]
    public async Task People_MayNotDecideByHand(string role) => Assert.Equal(
        RefusalKind.Forbidden, (await Host.Send(new RefreshDueOfficersCommand(), People.With(role, Host.Clock))).Refusal!.Kind);
}
