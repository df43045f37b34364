using FluentValidation;
using MediatR;
using Npgsql;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Kernel.Tests.Trial;

/// <summary>What a test does from inside a handler.</summary>
internal delegate Task<Refusal?> Inside(DbSession session, CancellationToken ct);

internal sealed record Shown(string Caller, IReadOnlyList<Guid> SubjectIds) : INamesSubjects, ICountsRows
{
    public int RowCount => SubjectIds.Count;

    IEnumerable<Guid> INamesSubjects.SubjectIds => SubjectIds;
}

/// <summary>Reads notes about the persons named, and shows those persons.</summary>
[Requires(TrialPermissions.Read)]
[Audited("trial.notes.read", DataClass.Personal, Fields = ["note", "identity"])]
internal sealed record ReadNotesQuery(Guid? About, IReadOnlyList<Guid> Shows, string? Query = null) : IQuery<Shown>, INamesSubjects, IAsksFor
{
    public Inside? Inside { get; init; }

    public IEnumerable<Guid> SubjectIds => About is { } person ? [person] : [];
}

internal sealed class ReadNotesHandler(DbSession session, CurrentCaller caller) : IRequestHandler<ReadNotesQuery, Result<Shown>>
{
    public async Task<Result<Shown>> Handle(ReadNotesQuery query, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        if (query.Inside is not null && await query.Inside(session, ct) is { } refusal) return refusal;
        return new Shown(caller.Value.Name, query.Shows);
    }
}

/// <summary>Writes a note about somebody and tells of it.</summary>
[Requires(TrialPermissions.Write)]
[Audited("trial.note.written", DataClass.Personal, Fields = ["note"])]
internal sealed record WriteNoteCommand(string Text, Guid About) : ICommand<Guid>
{
    public Inside? Inside { get; init; }
}

internal sealed class WriteNoteValidator : AbstractValidator<WriteNoteCommand>
{
    public WriteNoteValidator() => RuleFor(c => c.Text).NotEmpty().WithMessage("Write something.");
}

internal sealed class WriteNoteHandler(TrialDb db, DbSession session, ChangeContext change, TimeProvider clock)
    : IRequestHandler<WriteNoteCommand, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(WriteNoteCommand command, CancellationToken ct)
    {
        var note = new Note { Id = Guid.CreateVersion7(clock.GetUtcNow()), Text = command.Text };
        db.Notes.Add(note);
        db.Publish(new NoteWritten(note.Id, note.Text));
        db.Publish(new NoteUnheard(note.Id));
        change.About(command.About);
        change.Changed("text", null, command.Text);
        change.Because("the test says so");
        await db.SaveChangesAsync(ct);
        if (command.Inside is not null && await command.Inside(session, ct) is { } refusal) return refusal;
        return note.Id;
    }
}

/// <summary>What a subscription does about a note; it can be told to fail.</summary>
[Requires(TrialPermissions.Follow)]
[Audited("trial.note.followed", DataClass.Personal)]
internal sealed record FollowNoteCommand(Guid NoteId, string Follower) : ICommand<Done>;

/// <summary>Which follower cannot follow at the moment, and which note none can.</summary>
internal sealed class Obstacles
{
    public HashSet<string> Followers { get; } = [];
    public HashSet<string> Throwing { get; } = [];
}

internal sealed record CannotFollow(string Follower) : Refusal($"{Follower} cannot follow now.");

internal sealed class FollowNoteHandler(DbSession session, CurrentCaller caller, Obstacles obstacles)
    : IRequestHandler<FollowNoteCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(FollowNoteCommand command, CancellationToken ct)
    {
        await using var insert = new NpgsqlCommand(
            "insert into trial.following (note_id, follower, caller) values ($1, $2, $3)", session.Connection);
        insert.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = command.NoteId });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = command.Follower });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = caller.Value.Name });
        await insert.ExecuteNonQueryAsync(ct);
        if (obstacles.Throwing.Contains(command.Follower)) throw new InvalidOperationException("broken");
        return obstacles.Followers.Contains(command.Follower) ? new CannotFollow(command.Follower) : Done.Instance;
    }
}

/// <summary>A request without data of persons: it needs a permission and no purpose.</summary>
[Requires(TrialPermissions.Read)]
[Audited("trial.counted", DataClass.None)]
internal sealed record CountNotesQuery : IQuery<int>;

internal sealed class CountNotesHandler : IRequestHandler<CountNotesQuery, Result<int>>
{
    public Task<Result<int>> Handle(CountNotesQuery query, CancellationToken ct) => Task.FromResult(new Result<int>(7));
}

/// <summary>What anybody may ask.</summary>
[PublicRead("/trial")]
internal sealed record PublicLookQuery(bool Found) : IQuery<string>;

internal sealed class PublicLookHandler : IRequestHandler<PublicLookQuery, Result<string>>
{
    public Task<Result<string>> Handle(PublicLookQuery query, CancellationToken ct) =>
        Task.FromResult(query.Found ? new Result<string>("shown") : new NotFound("It"));
}

/// <summary>Would disclose privileged notes.</summary>
[Requires(TrialPermissions.Read)]
[Audited("trial.notes.disclosed", DataClass.Restricted)]
[Discloses(DisclosureKind.Privileged)]
internal sealed record DiscloseNotesQuery(IReadOnlyCollection<Guid> ItemIds) : IQuery<Shown>, IDisclosesItems
{
    public Inside? Inside { get; init; }

    public string? Matter => null;
}

/// <summary>Would answer legal process with notes.</summary>
[Requires(TrialPermissions.Read)]
[Audited("trial.process.answered", DataClass.None)]
[Discloses(DisclosureKind.LegalProcess)]
internal sealed record AnswerProcessQuery(IReadOnlyCollection<Guid> ItemIds) : IQuery<Shown>, IDisclosesItems
{
    public string? Matter => "2026-P-1";
}

internal sealed class DiscloseHandler(DbSession session) : IRequestHandler<DiscloseNotesQuery, Result<Shown>>, IRequestHandler<AnswerProcessQuery, Result<Shown>>
{
    public async Task<Result<Shown>> Handle(DiscloseNotesQuery query, CancellationToken ct)
    {
        if (query.Inside is not null && await query.Inside(session, ct) is { } refusal) return refusal;
        return new Shown("disclosed", []);
    }

    public Task<Result<Shown>> Handle(AnswerProcessQuery query, CancellationToken ct) => Task.FromResult(new Result<Shown>(new Shown("answered", [])));
}

internal sealed record TrialVoteMissing(Guid Item) : Refusal("There is no vote on this item.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

/// <summary>What a module does that knows of votes: every item must have its own.</summary>
internal sealed class TrialClearance : IDisclosurePrecondition
{
    public HashSet<Guid> Voted { get; } = [];

    public DisclosureKind Kind => DisclosureKind.Privileged;

    public Task<Result<Cleared>> ClearAsync(IDisclosesItems request, CancellationToken ct) => Task.FromResult(
        request.ItemIds.Where(i => !Voted.Contains(i)).Select(i => (Guid?)i).FirstOrDefault() is { } item
            ? new TrialVoteMissing(item)
            : new Result<Cleared>(new Cleared("the vote of the trial")));
}
