using Post.PublicDatabase.Features.NotePublicationDue;
using Post.PublicDatabase.Features.RefreshOfficers;

namespace Post.PublicDatabase.Tests.Publishing;

/// <summary>One person under two numbers: one profile, the other's address leads to it, and all of it can be taken back.</summary>
public sealed class MergedOfficersTests : PublicationTest
{
    private Guid _one;
    private Guid _other;

    [Fact]
    [Trait("Clause", "8.06(3)(a)1")]
    [Trait("Clause", "8.06(3)(a)10.a")]
    public async Task Merged_IsOneProfileWithTheComplaintsOfBoth()
    {
        await PublishBothAsync();

        await MergeAsync();

        Assert.Null(await Host.DocumentAsync(_one));
        var document = await Host.DocumentAsync(_other);
        Assert.Contains("C-1", document, StringComparison.Ordinal);
        Assert.Contains("C-2", document, StringComparison.Ordinal);
        Assert.DoesNotContain("9000-0001", await Host.AllPublishedAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await Host.DecisionsAsync($"superseded_at is null and person_id = '{_one}'"));
        var snapshot = await Host.SnapshotAsync();
        Assert.Equal(Host.Keys.OfOfficer(_other), snapshot.MovedTo(Host.Keys.OfOfficer(_one)));
    }

    [Fact]
    [Trait("Clause", "8.06(3)(a)1")]
    public async Task Merged_WhatWasPublicIsOnOneOfThePagesAtEveryMoment()
    {
        await PublishBothAsync();
        Register.Merge(_one, _other);

        // The first step alone: what only new decisions allow comes with the second.
        await Host.Send(new RefreshOfficersCommand([_one, _other]));

        Assert.Null(await Host.DocumentAsync(_one));
        var document = await Host.DocumentAsync(_other);
        Assert.Contains("C-1", document, StringComparison.Ordinal);
        Assert.Contains("C-2", document, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Clause", "8.06(3)(a)1")]
    public async Task Merged_WhatWasNeverDecidedWaitsForItsDecision()
    {
        await PublishBothAsync();
        Register.Complaint(_one, "C-3");
        Register.Merge(_one, _other);

        await Host.Send(new RefreshOfficersCommand([_one, _other]));
        Assert.DoesNotContain("C-3", await Host.DocumentAsync(_other), StringComparison.Ordinal);

        await Host.SettleAsync();
        Assert.Contains("C-3", await Host.DocumentAsync(_other), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Clause", "8.06(3)(a)1")]
    public async Task Unmerged_EveryPublishedByteIsAsBefore()
    {
        await PublishBothAsync();
        var before = await Host.AllPublishedAsync();

        await MergeAsync();
        Register.Unmerge(_one);
        await Host.RefreshAsync(_one, _other);

        Assert.Equal(before, await Host.AllPublishedAsync());
        Assert.Equal(0L, await MovesAsync());
    }

    [Fact]
    public async Task NumberThatWasNeverPublic_LeadsNowhere()
    {
        _one = Register.Officer("Dana", "Whitfield", "9000-0001");
        Register.Change(_one, o => o with { Source = o.Source with { IsCommissionList = false } });
        _other = Register.Officer("Dana", "Whitfield", "9000-0002");
        await Host.RefreshAsync(_one, _other);
        Assert.Null(await Host.DocumentAsync(_one));

        await MergeAsync();

        Assert.Equal(0L, await MovesAsync());
    }

    [Fact]
    [Trait("Clause", "8.06(4)(b)13")]
    public async Task PersonWhoIsNotShown_IsNotLedTo()
    {
        await PublishBothAsync();
        Register.Change(_other, o => o with { Source = o.Source with { IsCommissionList = false } });

        await MergeAsync();

        Assert.Null((await Host.SnapshotAsync()).MovedTo(Host.Keys.OfOfficer(_one)));
        Assert.Equal(0L, await MovesAsync());
    }

    [Fact]
    public async Task ComplaintThatNamesBothNumbers_IsOneEntry()
    {
        await PublishBothAsync();
        var complaint = Register.Complaint(_one, "C-9");
        Register.Complaint(_other, "C-8");
        Register.Change(FakeRegister.IdOf("C-8"), c => c with { ComplaintId = complaint, ComplaintNumber = "C-9" });

        await MergeAsync();

        var document = await Host.DocumentAsync(_other);
        Assert.Equal(2, document!.Split("\"C-9\"").Length);
        Assert.Null(await Host.DocumentAsync(_one));
    }

    [Fact]
    public async Task WordOfAMergedNumber_RenewsThePersonsProfile()
    {
        await PublishBothAsync();
        await MergeAsync();
        Register.Complaint(_one, "C-7");

        await Host.Send(new NotePublicationDueCommand([_one]));
        await Host.SettleAsync();

        Assert.Contains("C-7", await Host.DocumentAsync(_other), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rebuild_ChangesNothing()
    {
        await PublishBothAsync();
        await MergeAsync();
        var (published, version) = (await Host.AllPublishedAsync(), await Host.VersionAsync());

        await Host.RebuildAsync();

        Assert.Equal((published, version, 1L), (await Host.AllPublishedAsync(), await Host.VersionAsync(), await MovesAsync()));
    }

    private async Task PublishBothAsync()
    {
        var agency = Register.Agency("Millbrook Police Department");
        _one = Register.Officer("Dana", "Whitfield", "9000-0001", agency);
        _other = Register.Officer("Dana", "Whitfield", "9000-0002", agency);
        Register.Complaint(_one, "C-1");
        Register.Complaint(_other, "C-2");
        await Host.RefreshAsync(_one, _other);
        Assert.NotNull(await Host.DocumentAsync(_one));
    }

    private Task MergeAsync()
    {
        Register.Merge(_one, _other);
        return Host.RefreshAsync(_one, _other);
    }

    private Task<long> MovesAsync() => Host.ScalarAsync<long>("select count(*) from published.officer_moved");
}
