using MediatR;
using Npgsql;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.PublicDatabase.Data;
using Post.PublicDatabase.Domain;

namespace Post.PublicDatabase.Features.NotePublicationDue;

/// <summary>
/// Notes whom to look at again. What is told of the same officers meanwhile joins the note, so that files which follow one
/// another cost one look; it is a matter of one turn of the outbox, never of a timer.
/// </summary>
[Requires(PublicDatabasePermissions.Publish)]
[Audited("publication.officers.noted", DataClass.Personal, Fields = ["publication"])]
internal sealed record NotePublicationDueCommand(IReadOnlyList<Guid> PersonIds) : ICommand<Done>, INamesSubjects
{
    public IEnumerable<Guid> SubjectIds => PersonIds;
}

internal sealed class NotePublicationDueHandler(
    DbSession session, PublicDatabaseDb db, IOfficerDirectory officers, ChangeContext change, TimeProvider clock)
    : IRequestHandler<NotePublicationDueCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(NotePublicationDueCommand command, CancellationToken ct)
    {
        // What is told of a merged number changes the profile of the person it belongs to.
        var persons = (await officers.MembersAsync(command.PersonIds, ct)).Values.Select(m => m.PersonId).ToList();
        change.About(persons);
        await using var note = new NpgsqlCommand(
            """
            insert into public_database.publication_due (person_id, noted_at)
            select distinct p, $2 from unnest($1) as t (p) order by p on conflict (person_id) do nothing
            """, session.Connection);
        note.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. command.PersonIds, .. persons] });
        note.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = clock.GetUtcNow().UtcDateTime });
        await note.ExecuteNonQueryAsync(ct);
        // One for each note, though several may join: each takes one batch, so together they take everybody.
        db.Publish(new PublicationDue());
        return Done.Instance;
    }
}
