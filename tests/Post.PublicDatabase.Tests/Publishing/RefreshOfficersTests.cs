using Post.Certification.Contracts;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.PublicDatabase.Features.RefreshOfficers;
using Post.PublicDatabase.Publishing;
using Post.Standards.Contracts;
using Post.Testing;

namespace Post.PublicDatabase.Tests.Publishing;

public sealed class RefreshOfficersTests : PublicationTest
{
    public static TheoryData<string> RolesOfPeople => [.. Roles.OfPeople];

    [Fact]
    [Trait("Clause", "8.06(3)")]
    public async Task NewOfficer_IsPublishedOnlyAfterTheDecisionIsOnRecord()
    {
        var person = Register.Officer("Dana", "Whitfield", "9000-0001", Register.Agency("Millbrook Police Department"));

        await Host.Send(new RefreshOfficersCommand([person]));
        Assert.Equal(8, await Host.DecisionsAsync("superseded_at is null"));
        Assert.Null(await Host.DocumentAsync(person));

        await Host.SettleAsync();
        var document = await Host.DocumentAsync(person);
        Assert.Contains("\"surname\":\"Whitfield\"", document, StringComparison.Ordinal);
        Assert.Contains("Millbrook Police Department", document, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decided_OneEventNamesTheOfficers()
    {
        var person = Register.Officer("Dana", "Whitfield", "9000-0001");

        await Host.Send(new RefreshOfficersCommand([person]));

        Assert.Equal(1, await Host.CountEventsAsync("publication.officers.decided"));
        Assert.Equal(1L, await Host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'publication.officers.decided' and $1 = any (subject_ids)",
                person));
    }

    [Fact]
    [Trait("Clause", "8.06(4)")]
    public async Task SameFactsAgain_LeaveDecisionsVersionAndBytesAlone()
    {
        var person = Register.Officer("Dana", "Whitfield", "9000-0001");
        Register.Complaint(person, "00000001");
        await Host.RefreshAsync(person);
        var (version, decisions, bytes) = (await Host.VersionAsync(), await Host.DecisionsAsync(),
            await Host.AllPublishedAsync());

        await Host.RefreshAsync(person);
        await Host.RebuildAsync();

        Assert.Equal(version, await Host.VersionAsync());
        Assert.Equal(decisions, await Host.DecisionsAsync());
        Assert.Equal(bytes, await Host.AllPublishedAsync());
    }

    [Theory]
    [Trait("Clause", "8.06(4)(b)1.j")]
    [InlineData(nameof(DisciplineState.Reversed))]
    [InlineData(nameof(DisciplineState.Pending))]
    public async Task DisciplineReversed_TheEntryIsGoneWithTheDecisionItself(string state)
    {
        var person = Register.Officer("Dana", "Whitfield", "9000-0001");
        var complaint = Register.Complaint(person, "00000001");
        await Host.RefreshAsync(person);
        Assert.Contains("00000001", await Host.DocumentAsync(person), StringComparison.Ordinal);

        Register.End(complaint, "Sustained", Enum.Parse<DisciplineState>(state));
        await Host.Send(new RefreshOfficersCommand([person]));

        Assert.DoesNotContain("00000001", await Host.DocumentAsync(person), StringComparison.Ordinal);
        Assert.Equal(2, await Host.DecisionsAsync("item_key like '%:%' and result = 'Withhold' and superseded_at is null"));
        Assert.Equal(2, await Host.DecisionsAsync("item_key like '%:%' and result = 'Publish' and superseded_at is not null"));
    }

    [Fact]
    [Trait("Clause", "8.06(4)")]
    public async Task RecordFails_WithdrawalStandsAndNothingNewIsShown()
    {
        var person = Register.Officer("Dana", "Whitfield", "9000-0001");
        var reversed = Register.Complaint(person, "00000001");
        await Host.RefreshAsync(person);
        Register.End(reversed, "Sustained", DisciplineState.Reversed);
        Register.Complaint(person, "00000002");

        await Host.ExecuteAsync("revoke insert on public_database.publication_decision from post_app");
        Assert.IsType<Failed>((await Host.Send(new RefreshOfficersCommand([person]))).Refusal);
        var document = await Host.DocumentAsync(person);
        Assert.DoesNotContain("00000001", document, StringComparison.Ordinal);
        Assert.DoesNotContain("00000002", document, StringComparison.Ordinal);

        await Host.ExecuteAsync("grant insert on public_database.publication_decision to post_app");
        await Host.RefreshAsync(person);
        Assert.Contains("00000002", await Host.DocumentAsync(person), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CopiesCannotBeWritten_NothingIsDecidedAndTheNextTryConverges()
    {
        var person = Register.Officer("Dana", "Whitfield", "9000-0001");
        await Host.RefreshAsync(person);
        Register.Change(person, o =>
            o with { Status = new ReportedStatus("Suspended", "Suspended", FakeRegister.AsOf, "Suspended") });
        Register.Complaint(person, "00000001");

        await Host.ExecuteAsync("revoke update on published.state from post_publisher");
        Assert.IsType<Failed>((await Host.Send(new RefreshOfficersCommand([person]))).Refusal);
        Assert.Equal(0, await Host.DecisionsAsync("item_key like 'complaint:%'"));
        Assert.Contains("\"Certified\"", await Host.DocumentAsync(person), StringComparison.Ordinal);

        await Host.ExecuteAsync("grant update on published.state to post_publisher");
        await Host.RefreshAsync(person);
        Assert.Contains("00000001", await Host.DocumentAsync(person), StringComparison.Ordinal);
        Assert.Contains("\"Suspended\"", await Host.DocumentAsync(person), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Clause", "8.06(6)")]
    public async Task NewGuidelineVersion_IsANewDecisionThatNamesIt()
    {
        var person = Register.Officer("Dana", "Whitfield", "9000-0001");
        await Host.RefreshAsync(person);
        Assert.Contains("9000-0001", await Host.DocumentAsync(person), StringComparison.Ordinal);

        await Host.ExecuteAsync("""
            insert into commission.guideline_version
            select '019b0000-0000-7000-8000-000000000001', guideline_code, 2, edition_id, 'ExecutiveDirector', 'Active', '2026-06-11',
              jsonb_set(parameters, '{shown}', '["suffix"]'), 'Considered.', now()
            from commission.guideline_version where guideline_code = 'G-FORMS'
            """);
        Host.Clock.Advance(TimeSpan.FromDays(1));
        await Host.RefreshAsync(person);

        Assert.DoesNotContain("9000-0001", await Host.DocumentAsync(person), StringComparison.Ordinal);
        Assert.Equal(8, await Host.DecisionsAsync(
            "superseded_at is null and '019b0000-0000-7000-8000-000000000001' = any (guideline_version_ids)"));
    }

    [Fact]
    public async Task PersonNoLongerInTheRecord_IsWithdrawn()
    {
        var person = Register.Officer("Dana", "Whitfield", "9000-0001");
        await Host.RefreshAsync(person);

        Register.Forget(person);
        await Host.Send(new RefreshOfficersCommand([person]));

        Assert.Null(await Host.DocumentAsync(person));
        Assert.Equal(0, await Host.DecisionsAsync("superseded_at is null"));
    }

    [Fact]
    public async Task ManyOfficers_AreAskedForInBatches()
    {
        Guid[] persons = [.. Enumerable.Range(0, OfficerPublisher.BatchSize + 1).Select(i => Register.Officer("Dana", $"Whitfield{i}",
            $"9000-{i:0000}"))];

        await Host.Send(new RefreshOfficersCommand(persons));

        // Officers, complaints and agencies, once for each of two batches.
        Assert.Equal(6, Register.Questions);
    }

    [Theory]
    [MemberData(nameof(RolesOfPeople))]
    public async Task Staff_MayNotPublish(string role) => Assert.IsType<NotAllowed>(
        (await Host.Send(new RefreshOfficersCommand([Guid.NewGuid()]), People.With(role, Host.Clock))).Refusal);
}
