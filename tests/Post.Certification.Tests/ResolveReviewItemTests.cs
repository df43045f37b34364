using Post.Certification.Features.ListReviewItems;
using Post.Certification.Features.ResolveReviewItem;
using Post.Certification.Tests.Imports;
using Post.Kernel.Requests;
using static Post.Certification.Tests.Imports.FileDesk;

namespace Post.Certification.Tests;

public sealed class ResolveReviewItemTests(CertificationHost host) : IClassFixture<CertificationHost>
{
    [Fact]
    public async Task NewNameOfTheSamePerson_IsEnteredAndTheFileIsTakenThen()
    {
        await host.BringInAsync("officers", Officers(Officer("4601-0001", "Okafor, Lena")));
        var list = Officers(Officer("4601-0001", "Brandt, Helena", "Suspended"));
        await host.BringInAsync("officers", list, July);
        var item = await ItemAsync("4601-0001");

        var decided = await host.AsStaffAsync(new ResolveReviewItemCommand(item, "SamePerson", "Marriage certificate of June 2025"));
        var again = await host.BringInAsync("officers", list, July);

        Assert.Null(decided.Refusal);
        Assert.Equal(1, again.Counts.Accepted);
        var facts = await host.FactsOfAsync("4601-0001");
        Assert.Equal(("Helena", "Brandt", "Suspended"), (facts.Name.FirstName, facts.Name.Surname, facts.Status!.Code));
        Assert.Equal("Okafor", Assert.Single(facts.FormerNames).Surname);
        Assert.Equal(1L, await host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'review-item.resolved' and outcome = 'Ok' and subject_ids = array[$1]", facts.PersonId));
    }

    [Fact]
    public async Task NotThisPerson_LeavesTheNameAndIsNotQueuedAgain()
    {
        await host.BringInAsync("officers", Officers(Officer("4602-0001", "Okafor, Lena")));
        var list = Officers(Officer("4602-0001", "Brannigan, Kevin"));
        await host.BringInAsync("officers", list, July);

        await host.AsStaffAsync(new ResolveReviewItemCommand(await ItemAsync("4602-0001"), "NotThisPerson", "Typing slip, the list was put right"));
        await host.BringInAsync("officers", list, August);

        Assert.Equal("Lena", (await host.FactsOfAsync("4602-0001")).Name.FirstName);
        Assert.Equal(0L, await host.ScalarAsync<long>("select count(*) from certification.review_item where officer_number = '4602-0001' and resolved_at is null"));
    }

    [Fact]
    public async Task DecidedAlready_OrNotAboutAName_IsRefused()
    {
        await host.BringInAsync("employment", Employment(Spell("4603-0001", "")));
        var item = await ItemAsync("4603-0001");

        Assert.IsType<NotAboutAName>((await host.AsStaffAsync(new ResolveReviewItemCommand(item, "SamePerson", "So it is"))).Refusal);
        Assert.Null((await host.AsStaffAsync(new ResolveReviewItemCommand(item, "LookedAt", "The agency was asked"))).Refusal);
        Assert.IsType<ReviewItemDecided>((await host.AsStaffAsync(new ResolveReviewItemCommand(item, "LookedAt", "Once more"))).Refusal);
    }

    [Theory]
    [InlineData("Returned", "How")]
    [InlineData("LookedAt", "")]
    public async Task WithoutAReasonOrAChoice_IsInvalid(string outcome, string reason) => Assert.Equal(
        RefusalKind.Invalid, (await host.AsStaffAsync(new ResolveReviewItemCommand(Guid.NewGuid(), outcome, reason))).Refusal!.Kind);

    [Fact]
    public async Task Queue_PagesByKeyAndNamesWhomItShows()
    {
        await host.BringInAsync("officers", Officers([.. Enumerable.Range(1, 7).Select(i => Officer($"4604-000{i}", "Okafor, Lena"))]));
        await host.BringInAsync("officers", Officers([.. Enumerable.Range(1, 7).Select(i => Officer($"4604-000{i}", "Brannigan, Kevin"))]), July);

        var seen = new List<string>();
        Guid? after = null;
        do
        {
            var page = (await host.AsStaffAsync(new ListReviewItemsQuery("OtherName", false, after, 3))).Value;
            Assert.Equal(page.Rows.Select(r => r.PersonId!.Value).Order(), page.SubjectIds.Order());
            seen.AddRange(page.Rows.Select(r => r.OfficerNumber));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(7, seen.Count(n => n.StartsWith("4604", StringComparison.Ordinal)));
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    private Task<Guid> ItemAsync(string number) => host.ScalarAsync<Guid>(
        "select id from certification.review_item where officer_number = $1 and resolved_at is null", number);
}
