using Post.Kernel.Requests;
using Post.Kernel.Tests.Trial;

namespace Post.Kernel.Tests.Requests;

/// <summary>A change, its event and its announcements: all of them or none.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class WriteRequestTests(PipelineHost host) : PipelineTest(host)
{
    [Fact]
    public async Task Change_CommitsWithItsEventAndItsAnnouncements()
    {
        var written = await AsStaffAsync(new WriteNoteCommand("whole", Ada));

        var left = await OneEventAsync();
        Assert.Equal(("trial.note.written", "Ok"), (left.Action, left.Outcome));
        Assert.Equal([Ada], left.Subjects);
        var custom = left.Body.GetProperty("CustomFields");
        Assert.Equal("the test says so", custom.GetProperty("Reason").GetString());
        Assert.Equal("whole", custom.GetProperty("Changes")[0].GetProperty("After").GetString());
        Assert.Equal(1, await Host.NotesAsync("whole"));
        Assert.Equal(1, await Host.ScalarAsync<long>("""
            select count(distinct x) from (
              select xmin::text x from trial.note where id = $1
              union all select xmin::text from kernel.outbox where body ->> 'noteId' = $1::text
              union all select (tx::text::numeric % (2::numeric ^ 32))::bigint::text from audit.event where id = $2) t
            """, written.Value, left.Id));
        Assert.Equal(2, await AnnouncedAsync(written.Value));
    }

    [Fact]
    public async Task RefusedAfterWriting_LeavesTheEventAlone()
    {
        var written = Guid.Empty;

        var refused = await AsStaffAsync(new WriteNoteCommand("refused", Ada) { Inside = (_, _) => Task.FromResult<Refusal?>(new CannotFollow("x")) });

        Assert.Equal(new CannotFollow("x"), refused.Refusal);
        var left = await OneEventAsync();
        Assert.Equal(("Refused", "cannot-follow"), (left.Outcome, left.Rule));
        Assert.Equal(0, await Host.NotesAsync("refused"));
        Assert.Equal(0, await AnnouncedAsync(written));
    }

    [Fact]
    public async Task HandlerThrows_LeavesOneErrorAlone()
    {
        var failed = await AsStaffAsync(new WriteNoteCommand("thrown", Ada) { Inside = (_, _) => throw new InvalidOperationException() });

        Assert.IsType<Failed>(failed.Refusal);
        var left = await OneEventAsync();
        Assert.Equal(("Error", nameof(InvalidOperationException)), (left.Outcome, left.Rule));
        Assert.Equal([Ada], left.Subjects);
        Assert.Equal(0, await Host.NotesAsync("thrown"));
        Assert.Equal(0, await AnnouncedTextAsync("thrown"));
    }

    [Fact]
    public async Task Cancelled_LeavesOneEventAlone()
    {
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AsStaffAsync(
            new WriteNoteCommand("cancelled", Ada)
            {
                Inside = async (_, ct) =>
                {
                    await stop.CancelAsync();
                    ct.ThrowIfCancellationRequested();
                    return null;
                },
            },
            stop.Token));

        Assert.Equal("Cancelled", (await OneEventAsync()).Outcome);
        Assert.Equal(0, await Host.NotesAsync("cancelled"));
    }

    // The log itself refuses (its month is missing, its disk is full): the change must not be there either.
    [Fact]
    public async Task LogRefuses_NothingIsChanged()
    {
        await Host.ExecuteAsync("revoke insert on audit.event from post_app");
        try
        {
            Assert.IsType<NotRecorded>((await AsStaffAsync(new WriteNoteCommand("unrecorded", Ada))).Refusal);
        }
        finally
        {
            await Host.ExecuteAsync("grant insert on audit.event to post_app");
        }

        Assert.Empty(await EventsAsync());
        Assert.Equal(0, await Host.NotesAsync("unrecorded"));
        Assert.Equal(0, await AnnouncedTextAsync("unrecorded"));
    }

    [Fact]
    public async Task ConnectionCutBeforeTheEvent_NothingIsChanged()
    {
        var cut = await AsStaffAsync(new WriteNoteCommand("cut", Ada)
        {
            Inside = async (session, _) =>
            {
                await Host.ScalarAsync<bool>("select pg_terminate_backend($1)", session.Connection.ProcessID);
                await GoneAsync(session.Connection.ProcessID);
                return null;
            },
        });

        Assert.NotNull(cut.Refusal);
        Assert.Equal(RefusalKind.Unavailable, cut.Refusal.Kind);
        Assert.Equal(0, await Host.NotesAsync("cut"));
        Assert.Equal(0, await AnnouncedTextAsync("cut"));
        Assert.DoesNotContain(await EventsAsync(), e => e.Outcome == "Ok");
    }

    [Fact]
    public async Task DatabaseCutBeforeTheEvent_NothingIsChanged()
    {
        try
        {
            var cut = await AsStaffAsync(new WriteNoteCommand("cut whole", Ada)
            {
                Inside = async (_, _) =>
                {
                    await Host.CutAsync();
                    return null;
                },
            });

            Assert.NotNull(cut.Refusal);
            Assert.Equal(RefusalKind.Unavailable, cut.Refusal.Kind);
        }
        finally
        {
            await Host.RestoreAsync();
        }

        Assert.Empty(await EventsAsync());
        Assert.Equal(0, await Host.NotesAsync("cut whole"));
        Assert.Null((await AsStaffAsync(new WriteNoteCommand("after", Ada))).Refusal);
    }

    // A statement that a constraint puts off till the end fails at the commit, when the event is in the transaction already.
    [Fact]
    public async Task CommitRefuses_LeavesNoSuccess()
    {
        await Host.ExecuteAsync("""
            create function trial.refuse() returns trigger language plpgsql as $$ begin raise exception 'not today'; end $$;
            create constraint trigger refuses after insert on trial.note deferrable initially deferred
              for each row when (new.text = 'refused late') execute function trial.refuse();
            """);

        var refused = await AsStaffAsync(new WriteNoteCommand("refused late", Ada));

        Assert.NotNull(refused.Refusal);
        Assert.Equal(0, await Host.NotesAsync("refused late"));
        Assert.DoesNotContain(await EventsAsync(), e => e.Outcome == "Ok");
    }

    private async Task GoneAsync(int process)
    {
        while (await Host.ScalarAsync<bool>("select exists (select from pg_stat_activity where pid = $1)", process)) await Task.Yield();
    }

    private Task<long> AnnouncedAsync(Guid note) =>
        Host.ScalarAsync<long>("select count(*) from kernel.outbox where body ->> 'noteId' = $1", note.ToString());

    private Task<long> AnnouncedTextAsync(string text) => Host.ScalarAsync<long>("select count(*) from kernel.outbox where body ->> 'text' = $1", text);
}
