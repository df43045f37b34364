using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Tests.Trial;
using Post.Testing;

namespace Post.Kernel.Tests.Requests;

/// <summary>A look at personal data: one event, and nothing shown without it.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class ReadRequestTests(PipelineHost host) : PipelineTest(host)
{
    [Fact]
    [Trait("Clause", "8.07(5)(a)")]
    public async Task Look_LeavesOneEventThatSaysWhoWhatAndWhy()
    {
        var shown = await AsStaffAsync(new ReadNotesQuery(Ada, [Ada, Ben], "Smith"));

        Assert.Equal([Ada, Ben], shown.Value.SubjectIds);
        var left = await OneEventAsync();
        Assert.Equal(("trial.notes.read", "Ok", null), (left.Action, left.Outcome, left.Rule));
        Assert.Equal([Ada, Ben], left.Subjects);
        Assert.Equal(["note", "identity"], left.Fields);
        Assert.Equal((Host.Staff.Id, "Staff", "certification", "Personal", 2), (left.Actor, left.ActorKind, left.Purpose, left.DataClass, left.Rows));
        Assert.Equal("Smith", left.Body.GetProperty("CustomFields").GetProperty("Query").GetString());
        Assert.Equal(Host.Staff.Name, left.Body.GetProperty("Environment").GetProperty("UserName").GetString());
    }

    [Fact]
    public async Task NothingFound_NamesWhomItAskedFor()
    {
        await AsStaffAsync(new ReadNotesQuery(Ada, []));

        Assert.Equal([Ada], (await OneEventAsync()).Subjects);
    }

    [Fact]
    public async Task RefusedInside_NamesWhomItAskedForAndTheRule()
    {
        var refused = await AsStaffAsync(new ReadNotesQuery(Ada, [Ben]) { Inside = (_, _) => Task.FromResult<Refusal?>(new NotFound("The note")) });

        Assert.Equal("not-found", refused.Refusal!.Code);
        var left = await OneEventAsync();
        Assert.Equal(("Refused", "not-found"), (left.Outcome, left.Rule));
        Assert.Equal([Ada], left.Subjects);
    }

    [Theory]
    [InlineData(1_000, 1)]
    [InlineData(1_001, 2)]
    [InlineData(2_500, 3)]
    public async Task ManyPersons_AreAllNamedInChildEvents(int persons, int events)
    {
        var shows = Enumerable.Range(0, persons).Select(_ => Guid.NewGuid()).ToList();

        await AsStaffAsync(new ReadNotesQuery(null, shows));

        var left = await EventsAsync();
        Assert.Equal(events, left.Count);
        var root = Assert.Single(left, e => e.Parent is null);
        Assert.All(left.Where(e => e.Parent is not null), child => Assert.Equal(root.Id, child.Parent));
        Assert.All(left, e => Assert.InRange(e.Subjects.Length, 1, AuditDraft.SubjectsPerEvent));
        Assert.Equal(shows.Order(), left.SelectMany(e => e.Subjects).Order());
    }

    [Fact]
    public async Task LogBroken_NothingIsShown()
    {
        Host.Log.Broken = true;

        var shown = await AsStaffAsync(new ReadNotesQuery(Ada, [Ben]));

        Assert.IsType<NotRecorded>(shown.Refusal);
        Assert.Equal(RefusalKind.Unavailable, shown.Refusal.Kind);
        Assert.Throws<InvalidOperationException>(() => shown.Value);
        Assert.Empty(await EventsAsync());
    }

    // A refusal is an answer too: without its event it must not say more than that nothing could be recorded.
    [Fact]
    public async Task LogBroken_RefusalIsNotShownEither()
    {
        Host.Log.Broken = true;

        Assert.IsType<NotRecorded>((await Host.Send(new ReadNotesQuery(Ada, [Ben]), People.WithoutPurpose(Host.Staff))).Refusal);
    }

    [Fact]
    public async Task DatabaseCutBetweenHandlerAndEvent_NothingIsShown()
    {
        try
        {
            var shown = await AsStaffAsync(new ReadNotesQuery(Ada, [Ben])
            {
                Inside = async (_, _) =>
                {
                    await Host.CutAsync();
                    return null;
                },
            });

            Assert.IsType<NotRecorded>(shown.Refusal);
        }
        finally
        {
            await Host.RestoreAsync();
        }

        Assert.Empty(await EventsAsync());
        Assert.Null((await AsStaffAsync(new ReadNotesQuery(Ada, [Ben]))).Refusal);
    }

    [Fact]
    public async Task HandlerThrows_LeavesOneErrorAndNoDetailsForTheUser()
    {
        var shown = await AsStaffAsync(new ReadNotesQuery(Ada, [Ben]) { Inside = (_, _) => throw new InvalidOperationException("secret detail") });

        var left = await OneEventAsync();
        Assert.Equal(("Error", nameof(InvalidOperationException)), (left.Outcome, left.Rule));
        Assert.Equal([Ada], left.Subjects);
        Assert.Equal(new Failed(left.Id.ToString()), shown.Refusal);
        Assert.DoesNotContain("secret", shown.Refusal!.Text);
    }

    [Fact]
    public async Task Cancelled_LeavesOneEventAllTheSame()
    {
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AsStaffAsync(
            new ReadNotesQuery(Ada, [Ben])
            {
                Inside = async (_, ct) =>
                {
                    await stop.CancelAsync();
                    ct.ThrowIfCancellationRequested();
                    return null;
                },
            },
            stop.Token));

        var left = await OneEventAsync();
        Assert.Equal(("Cancelled", "cancelled"), (left.Outcome, left.Rule));
        Assert.Equal([Ada], left.Subjects);
    }

    // Who looked away too late has still looked: the answer was ready when the wish to stop came.
    [Fact]
    public async Task CancelledAfterTheAnswer_IsRecordedAsALook()
    {
        using var stop = new CancellationTokenSource();

        await AsStaffAsync(
            new ReadNotesQuery(Ada, [Ben])
            {
                Inside = async (_, _) =>
                {
                    await stop.CancelAsync();
                    return null;
                },
            },
            stop.Token);

        Assert.Equal("Ok", (await OneEventAsync()).Outcome);
    }

    [Fact]
    public async Task PublicLook_LeavesNoEvent()
    {
        Assert.Equal("shown", (await Host.Send(new PublicLookQuery(true), Caller.Anonymous)).Value);
        Assert.Equal("not-found", (await Host.Send(new PublicLookQuery(false), Caller.Anonymous)).Refusal!.Code);

        Assert.Empty(await EventsAsync());
    }

    // A number that no event carries reads as an event that was lost or taken away.
    [Fact]
    public async Task Sequence_HasNoHoles_WhateverHappened()
    {
        await AsStaffAsync(new CountNotesQuery());
        await Host.Send(new PublicLookQuery(true), Caller.Anonymous);
        await Host.Send(new CountNotesQuery(), Caller.Anonymous);
        await AsStaffAsync(new WriteNoteCommand("dense", Ada));
        await AsStaffAsync(new WriteNoteCommand("", Ada));
        await AsStaffAsync(new WriteNoteCommand("dense", Ada) { Inside = (_, _) => throw new InvalidOperationException() });
        await AsStaffAsync(new ReadNotesQuery(null, [.. Enumerable.Range(0, 1_500).Select(_ => Guid.NewGuid())]));

        var numbers = (await EventsAsync()).Select(e => e.Sequence).ToList();
        Assert.Equal(7, numbers.Count);
        Assert.Equal(Enumerable.Range(0, 7).Select(i => numbers[0] + i), numbers);
    }

    [Fact]
    public async Task ManyCallersAtOnce_NeverBorrowEachOther()
    {
        var callers = Enumerable.Range(0, 100).Select(i => Host.Staff with { Id = Guid.NewGuid(), Name = $"Person {i}" }).ToList();

        var shown = await Task.WhenAll(callers.Select(caller => Host.Send(
            new ReadNotesQuery(caller.Id, [])
            {
                Inside = async (_, ct) =>
                {
                    await Task.Yield();
                    return null;
                },
            },
            caller)));

        Assert.Equal(callers.Select(c => c.Name), shown.Select(s => s.Value.Caller));
        Assert.All(await EventsAsync(), e => Assert.Equal([e.Actor!.Value], e.Subjects));
    }
}
