using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Post.AccessReview.Domain;
using Post.AccessReview.Exports;
using Post.AccessReview.Features.AskExport;
using Post.AccessReview.Features.DecideExport;
using Post.AccessReview.Features.ExportLog;
using Post.AccessReview.Features.ListExports;
using Post.AccessReview.Features.ListOwnExports;
using Post.AccessReview.Features.PrepareExport;
using Post.AccessReview.Log;
using Post.AccessReview.Passages;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Exports;
using Post.Kernel.Requests;
using Post.Testing;

namespace Post.AccessReview.Tests;

/// <summary>A file of restricted data leaves on a second person's approval of that question: to the asker, once, marked.</summary>
[Trait("Clause", "8.07(5)(b)")]
public sealed class RestrictedExportTests(ReviewHost host) : IClassFixture<ReviewHost>
{
    private const string Why = "The auditor of the Commonwealth asked for these acts on paper.";

    [Fact]
    public async Task Approved_IsTakenOnceByTheAsker_AndItsEventTellsFileRowsPersonsAndApproval()
    {
        var (asker, decider) = (Reviewer(), Reviewer());
        var (question, officer) = await TwoActsAsync("Ordinary Actor");
        var asked = await AskAsync(asker, question);
        await DecideAsync(decider, asked.Id, approve: true);

        var file = (await host.Send(new ExportLogCommand(asked.Id, asked.Question), asker)).Value;

        Assert.Equal((2, 1), (asked.Rows, asked.Persons));
        var taken = Assert.Single(await host.RowsAsync(
            "select e.id, e.row_count, e.artefact_sha256, e.subject_ids, convert_from(p.body, 'UTF8') from audit.event e join audit.payload p on p.event_id = e.id where e.action = 'log.exported' and e.outcome = 'Ok' and e.actor_id = $1",
            r => (Id: r.GetGuid(0), Rows: r.GetInt32(1), Digest: r.GetFieldValue<byte[]>(2), Persons: r.GetFieldValue<Guid[]>(3), Payload: r.GetString(4)), asker.Id!.Value));
        Assert.Equal(2, taken.Rows);
        Assert.Equal(SHA256.HashData(file.Content), taken.Digest);
        Assert.Equal([officer], taken.Persons);
        Assert.Contains(asked.Id.ToString(), taken.Payload, StringComparison.Ordinal);
        Assert.Contains(decider.Name, taken.Payload, StringComparison.Ordinal);
        Assert.Contains(Why, taken.Payload, StringComparison.Ordinal);
        Assert.Equal(taken.Id, await host.ScalarAsync<Guid>("select taken_event from access_review.restricted_export where id = $1", asked.Id));
        Assert.IsType<ExportTaken>(await RefusalAsync(new ExportLogCommand(asked.Id, asked.Question), asker));
        Assert.Equal("Denied export-taken", await LastAsync("log.exported", asker));
    }

    [Fact]
    public async Task EachRow_SaysWhereTheCopyCameFrom_AndNoCellActs()
    {
        var (asker, decider) = (Reviewer("=Asker"), Reviewer("Deciding Person"));
        var asked = await AskAsync(asker, (await TwoActsAsync("=HYPERLINK(0)")).Question);
        await DecideAsync(decider, asked.Id, approve: true);

        var file = (await host.Send(new ExportLogCommand(asked.Id, asked.Question), asker)).Value;

        var lines = Encoding.UTF8.GetString(file.Content).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(',')).ToList();
        var header = lines[0];
        var from = Array.IndexOf(header, ExportMark.Columns[0]);
        Assert.Equal(ExportMark.Columns, header[from..]);
        var taken = await host.ScalarAsync<Guid>("select taken_event from access_review.restricted_export where id = $1", asked.Id);
        var at = host.Clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(3, lines.Count);
        Assert.All(lines.Skip(1), row =>
        {
            Assert.Equal(header.Length, row.Length);
            Assert.Equal(
                [ExportMark.Confidential, "=Asker", asker.Id.ToString(), at, "Deciding Person", asked.Id.ToString(), taken.ToString()],
                row[from..].Select(CsvText.Read));
            Assert.Equal("'=HYPERLINK(0)", row[3]);
            Assert.All(row, cell => Assert.False(cell.StartsWith('='), cell));
        });
        Assert.Equal($"CONFIDENTIAL-access-log-{taken:N}.csv", file.FileName);
    }

    [Fact]
    public async Task WithoutApproval_NothingLeaves_AndEachTryIsRecorded()
    {
        var (asker, other, decider) = (Reviewer(), Reviewer(), Reviewer());
        var (question, _) = await TwoActsAsync("Somebody At Work");
        var (waiting, refused, good) = (await AskAsync(asker, question), await AskAsync(asker, question), await AskAsync(asker, question));
        await DecideAsync(decider, refused.Id, approve: false);
        await DecideAsync(decider, good.Id, approve: true);

        await RefusesAsync<NotFound>(Guid.NewGuid(), question, asker);
        await RefusesAsync<ExportNotDecided>(waiting.Id, waiting.Question, asker);
        await RefusesAsync<ExportWasRefused>(refused.Id, refused.Question, asker);
        await RefusesAsync<ExportOfSomebodyElse>(good.Id, good.Question, other);
        await RefusesAsync<ExportOfSomebodyElse>(good.Id, good.Question, decider);
        await RefusesAsync<QuestionChanged>(good.Id, "", asker);
        await RefusesAsync<QuestionChanged>(good.Id, good.Question.Replace("class=Personal", "class=Restricted", StringComparison.Ordinal), asker);
        await RefusesAsync<QuestionChanged>(good.Id, good.Question + "&breakGlass=true", asker);
        host.Clock.Advance(TimeSpan.FromHours(24));
        await RefusesAsync<ExportRanOut>(good.Id, good.Question, AtWork(asker));

        Assert.Equal(0L, await host.ScalarAsync<long>("select count(*) from access_review.restricted_export where taken_at is not null and account_id = $1", asker.Id!.Value));
        Assert.Equal(0L, await host.ScalarAsync<long>("select count(*) from audit.event where action = 'log.exported' and outcome = 'Ok' and actor_id = any ($1)", new[] { asker.Id!.Value, other.Id!.Value, decider.Id!.Value }));
    }

    [Fact]
    public async Task JustBeforeItRunsOut_IsTaken()
    {
        var (asker, decider) = (Reviewer(), Reviewer());
        var asked = await AskAsync(asker, (await TwoActsAsync("Just In Time")).Question);
        await DecideAsync(decider, asked.Id, approve: true);
        host.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));

        Assert.False((await host.Send(new ExportLogCommand(asked.Id, asked.Question), AtWork(asker))).Refused);
    }

    [Fact]
    public async Task TakenTwiceAtOnce_LeavesOnce()
    {
        var (asker, decider) = (Reviewer(), Reviewer());
        var asked = await AskAsync(asker, (await TwoActsAsync("Twice At Once")).Question);
        await DecideAsync(decider, asked.Id, approve: true);

        var taken = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => host.Send(new ExportLogCommand(asked.Id, asked.Question), asker)));

        Assert.Single(taken, t => !t.Refused);
        Assert.All(taken.Where(t => t.Refused), t => Assert.IsType<ExportTaken>(t.Refusal));
        Assert.Equal(1L, await host.ScalarAsync<long>("select count(*) from audit.event where action = 'log.exported' and outcome = 'Ok' and actor_id = $1", asker.Id!.Value));
    }

    [Fact]
    public async Task WhatCameIntoTheLogAfterAsking_IsNotInTheFile()
    {
        var (asker, decider) = (Reviewer(), Reviewer());
        var who = Actor.Of("Still At Work");
        var question = await ActsAsync(who, 2);
        var asked = await AskAsync(asker, question);
        await host.WriteAsync(host.Open(who, TimeProvider.System.GetUtcNow(), host.Officers.Add()));
        await DecideAsync(decider, asked.Id, approve: true);

        Assert.Equal(2, (await host.Send(new ExportLogCommand(asked.Id, asked.Question), asker)).Value.RowCount);
    }

    [Fact]
    public async Task MoreThanWasApproved_DoesNotLeave_AndTheApprovalIsNotUsedUp()
    {
        var (asker, decider) = (Reviewer(), Reviewer());
        var asked = await AskAsync(asker, (await TwoActsAsync("Grown Since")).Question);
        await host.ExecuteAsync("update access_review.restricted_export set rows = 1 where id = $1", asked.Id);
        await DecideAsync(decider, asked.Id, approve: true);

        await RefusesAsync<ExportGrew>(asked.Id, asked.Question, asker);

        Assert.Equal(ExportState.Approved, Assert.Single((await host.Send(new ListOwnExportsQuery(), asker)).Value.Rows).State);
    }

    [Fact]
    public async Task SecondPerson_IsNotTheAsker_NorTied_NorSomebodyWhoAnswersToThem()
    {
        var (asker, twin, spouse, report, subject) = (Reviewer(), Reviewer(), Reviewer(), Reviewer(), Reviewer());
        var (person, wed, officer) = (host.Officers.Add(), host.Officers.Add(), host.Officers.Add());
        host.Accounts.Tie(asker.Id!.Value, person);
        host.Accounts.Tie(twin.Id!.Value, person);
        host.Accounts.Tie(spouse.Id!.Value, wed);
        await TieAsync(asker, "Family", wed);
        await TieAsync(subject, "Family", officer);
        await host.ExecuteAsync(
            "insert into access_review.supervision (id, account_id, supervisor_id, recorded_at, recorded_by_name) values (gen_random_uuid(), $1, $2, now(), 'Test')",
            report.Id!.Value, asker.Id!.Value);
        await host.WriteAsync(host.Open(Actor.Of("Somebody"), TimeProvider.System.GetUtcNow(), officer));
        var asked = await AskAsync(asker, LogQuestion.Write(new LogSearch { Person = officer }));

        Assert.IsType<OwnExport>(await RefusalAsync(new DecideExportCommand(asked.Id, true, "Fine."), asker));
        Assert.IsType<DeciderIsTiedToExport>(await RefusalAsync(new DecideExportCommand(asked.Id, true, "Fine."), twin));
        Assert.IsType<DeciderIsTiedToExport>(await RefusalAsync(new DecideExportCommand(asked.Id, true, "Fine."), spouse));
        Assert.IsType<DeciderIsTiedToExport>(await RefusalAsync(new DecideExportCommand(asked.Id, true, "Fine."), subject));
        Assert.IsType<AskerIsSupervisor>(await RefusalAsync(new DecideExportCommand(asked.Id, true, "Fine."), report));
        Assert.Equal("Denied asker-is-supervisor", await LastAsync("export.decided", report));
        Assert.IsType<NotValid>(await RefusalAsync(new DecideExportCommand(asked.Id, true, " "), Reviewer()));
        await DecideAsync(Reviewer(), asked.Id, approve: true);
        Assert.IsType<ExportDecided>(await RefusalAsync(new DecideExportCommand(asked.Id, false, "No."), Reviewer()));
    }

    [Fact]
    public async Task Decider_SeesQuestionReasonAndNumbers_ButNotTheOwn()
    {
        var (asker, decider) = (Reviewer("Asking Person"), Reviewer());
        var officer = host.Officers.Add("Wetherby");
        await host.WriteAsync(host.Open(Actor.Of("Somebody"), TimeProvider.System.GetUtcNow(), officer));
        var asked = await AskAsync(asker, LogQuestion.Write(new LogSearch { Person = officer, Action = "officer.opened" }));

        var seen = Assert.Single((await host.Send(new ListExportsQuery(), decider)).Value.Waiting, r => r.Id == asked.Id);
        var own = (await host.Send(new ListExportsQuery(), asker)).Value.Waiting;
        var mine = Assert.Single((await host.Send(new ListOwnExportsQuery(), asker)).Value.Rows);

        Assert.Equal(("Asking Person", Why, 1, 1), (seen.AskedBy, seen.Reason, seen.Rows, seen.Persons));
        Assert.Contains($"about Wetherby, Ida ({host.Officers.NumberOf(officer)}), of the kind “Opened an officer's file”", seen.Words, StringComparison.Ordinal);
        Assert.DoesNotContain(own, r => r.Id == asked.Id);
        Assert.Equal((ExportState.Waiting, null), (mine.State, mine.Take));
        Assert.Contains(officer, await host.ScalarAsync<Guid[]>("select subject_ids from audit.event where action = 'exports.listed' and actor_id = $1", decider.Id!.Value));
        await DecideAsync(decider, asked.Id, approve: true);
        Assert.NotNull(Assert.Single((await host.Send(new ListOwnExportsQuery(), asker)).Value.Rows).Take);
    }

    [Theory]
    [InlineData("")]
    [InlineData("because")]
    [InlineData("  nineteen characters  ")]
    public async Task ReasonTooShort_IsRefused(string reason) => Assert.Equal(
        new ReasonTooShort(20), await RefusalAsync(new AskExportCommand(LogFile.Kind, (await TwoActsAsync("Short Reason")).Question, reason), Reviewer()));

    [Fact]
    public async Task QuestionThatCannotBeAFile_IsRefusedWhenItIsAsked()
    {
        Assert.IsType<NoSuchExport>(await RefusalAsync(new AskExportCommand("everything", "", Why), Reviewer()));
        Assert.IsType<OfficerNotChosen>(await RefusalAsync(new AskExportCommand(LogFile.Kind, "officer=Quill", Why), Reviewer()));
        Assert.IsType<DaysNotInOrder>(await RefusalAsync(new AskExportCommand(LogFile.Kind, "from=2024-01-01&to=2026-01-01", Why), Reviewer()));
        Assert.IsType<DaysNotInOrder>(await RefusalAsync(new PrepareExportQuery(LogFile.Kind, "from=2026-01-02&to=2026-01-01"), Reviewer()));
        Assert.Equal("purpose-needed", (await RefusalAsync(new AskExportCommand(LogFile.Kind, "", Why), People.WithoutPurpose(Reviewer())))!.Code);
    }

    [Fact]
    public async Task AskerWhoMayNotMakeTheFile_CannotAskForIt()
    {
        // Deciding does not carry asking: the Executive Director looks into the log and takes no file of it.
        var director = People.With(Roles.ExecutiveDirector, host.Clock) with { Purpose = new ChosenPurpose("access-review", null, null, host.Clock.GetUtcNow()) };

        Assert.IsType<NotAllowed>(await RefusalAsync(new AskExportCommand(LogFile.Kind, "", Why), director));
        Assert.IsType<NotAllowed>(await RefusalAsync(new ExportLogCommand(Guid.NewGuid(), ""), director));
    }

    [Fact]
    public async Task Database_RefusesWhatNobodyDecidedTakenBackOrTakenAgain()
    {
        var (asker, decider) = (Reviewer(), Reviewer());
        var (question, _) = await TwoActsAsync("By Hand");
        var (waiting, done) = (await AskAsync(asker, question), await AskAsync(asker, question));
        await DecideAsync(decider, done.Id, approve: true);
        await host.Send(new ExportLogCommand(done.Id, done.Question), asker);

        string[] tries =
        [
            $"update access_review.restricted_export set taken_at = now(), taken_event = gen_random_uuid() where id = '{waiting.Id}'",
            $"update access_review.restricted_export set approved = true, decided_at = now(), decided_by = account_id, ends_at = now() + interval '1 day' where id = '{waiting.Id}'",
            $"update access_review.restricted_export set taken_at = null, taken_event = null where id = '{done.Id}'",
            $"update access_review.restricted_export set ends_at = ends_at + interval '1 day' where id = '{done.Id}'",
        ];
        foreach (var attempt in tries)
        {
            Assert.StartsWith("23", (await Assert.ThrowsAsync<PostgresException>(() => host.ExecuteAsync(attempt))).SqlState, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Question_IsReadAsItWasWritten()
    {
        var all = new LogSearch
        {
            From = new DateOnly(2026, 6, 1),
            To = new DateOnly(2026, 6, 30),
            Actor = Guid.NewGuid(),
            Person = Guid.NewGuid(),
            Matter = "A&B=1+2 #é",
            Purpose = "hearing",
            Action = "officer.opened",
            Class = DataClass.Personal,
            Outcome = AuditOutcome.Denied,
            BreakGlass = true,
            Until = DateTimeOffset.UnixEpoch.AddTicks(123_456_789),
        };

        Assert.Equal(all, LogQuestion.Read(LogQuestion.Write(all)));
        Assert.Equal("", LogQuestion.Write(new LogSearch()));
        Assert.Equal(new LogSearch(), LogQuestion.Read("from=never&until=later&class=9&actor=x"));
    }

    private Caller Reviewer(string? name = null)
    {
        host.UseRealTime();
        var id = Guid.NewGuid();
        return AtWork(People.With(Roles.ComplianceOfficer, host.Clock) with { Id = id, Name = name ?? $"Reviewer {id.ToString("N")[..6]}" });
    }

    private Caller AtWork(Caller who) => who with { Purpose = new ChosenPurpose("access-review", null, null, host.Clock.GetUtcNow()) };

    private async Task<(string Question, Guid Officer)> TwoActsAsync(string name)
    {
        var who = Actor.Of(name);
        var officer = host.Officers.Add();
        var now = TimeProvider.System.GetUtcNow();
        await host.WriteAsync(host.Open(who, now, officer), host.Open(who, now, officer));
        return (LogQuestion.Write(new LogSearch { Actor = who.Account, Class = DataClass.Personal }), officer);
    }

    private async Task<string> ActsAsync(Actor who, int count)
    {
        for (var i = 0; i < count; i++) await host.WriteAsync(host.Open(who, TimeProvider.System.GetUtcNow(), host.Officers.Add()));
        return LogQuestion.Write(new LogSearch { Actor = who.Account });
    }

    private async Task<(Guid Id, string Question, int Rows, int Persons)> AskAsync(Caller asker, string question)
    {
        host.UseRealTime();
        var asked = await host.Send(new AskExportCommand(LogFile.Kind, question, Why), asker);
        Assert.Null(asked.Refusal);
        return Assert.Single(await host.RowsAsync(
            "select id, question, rows, persons from access_review.restricted_export where id = $1",
            r => (r.GetGuid(0), r.GetString(1), r.GetInt32(2), r.GetInt32(3)), asked.Value));
    }

    private async Task DecideAsync(Caller decider, Guid id, bool approve) =>
        Assert.Null(await RefusalAsync(new DecideExportCommand(id, approve, approve ? "It is needed." : "The page does."), decider));

    private async Task RefusesAsync<T>(Guid approval, string question, Caller who) where T : Refusal
    {
        var refusal = Assert.IsType<T>(await RefusalAsync(new ExportLogCommand(approval, question), who));
        Assert.Equal($"{(refusal.Kind is RefusalKind.Forbidden ? AuditOutcome.Denied : AuditOutcome.Refused)} {refusal.Code}", await LastAsync("log.exported", who));
    }

    private async Task<Refusal?> RefusalAsync<T>(MediatR.IRequest<Result<T>> request, Caller who) => (await host.Send(request, who)).Refusal;

    private Task<string> LastAsync(string action, Caller who) => host.ScalarAsync<string>(
        "select concat_ws(' ', outcome, deny_rule) from audit.event where action = $1 and actor_id = $2 order by pseq desc limit 1", action, who.Id!.Value);

    private Task TieAsync(Caller who, string kind, Guid person) => host.ExecuteAsync(
        "insert into access_review.tie (id, account_id, kind, person_id, declared_at) values (gen_random_uuid(), $1, $2, $3, now())", who.Id!.Value, kind, person);
}
