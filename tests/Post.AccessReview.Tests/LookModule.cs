using MediatR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Modules;
using Post.Kernel.Requests;

namespace Post.AccessReview.Tests;

/// <summary>A module of looks alone: at a file by its person, at one found by its number, along a list, and an act that touches.</summary>
internal sealed class LookModule : IModule
{
    public const string Permission = "Look.Look";

    public string Schema => "look";

    public IReadOnlyList<Permission> Permissions => [new(Permission, "Look")];

    public void AddServices(IServiceCollection services, IConfiguration configuration) { }
}

internal sealed record Seen(IReadOnlyList<Guid> SubjectIds) : INamesSubjects, ICountsRows
{
    public int RowCount => SubjectIds.Count;

    IEnumerable<Guid> INamesSubjects.SubjectIds => SubjectIds;
}

/// <summary>A file whose person stands in the request.</summary>
[Requires(LookModule.Permission)]
[Audited("look.file", DataClass.Restricted)]
internal sealed record OpenFileQuery(Guid Person) : IQuery<Seen>, INamesSubjects
{
    public Action? Reached { get; init; }

    public IEnumerable<Guid> SubjectIds => [Person];
}

internal sealed class OpenFileHandler : IRequestHandler<OpenFileQuery, Result<Seen>>
{
    public Task<Result<Seen>> Handle(OpenFileQuery query, CancellationToken ct)
    {
        query.Reached?.Invoke();
        return Task.FromResult(new Result<Seen>(new Seen([query.Person])));
    }
}

/// <summary>A file whose person is known only when it is found, as a document is by its id.</summary>
[Requires(LookModule.Permission)]
[Audited("look.found", DataClass.Restricted)]
internal sealed record FindFileQuery(Guid FoundPerson) : IQuery<Seen>;

internal sealed class FindFileHandler : IRequestHandler<FindFileQuery, Result<Seen>>
{
    public Task<Result<Seen>> Handle(FindFileQuery query, CancellationToken ct) => Task.FromResult(new Result<Seen>(new Seen([query.FoundPerson])));
}

/// <summary>A list that finds whom it finds.</summary>
[Requires(LookModule.Permission)]
[Audited("look.list", DataClass.Personal, Lists = true)]
internal sealed record GoThroughQuery(IReadOnlyList<Guid> Found) : IQuery<Seen>;

internal sealed class GoThroughHandler : IRequestHandler<GoThroughQuery, Result<Seen>>
{
    public Task<Result<Seen>> Handle(GoThroughQuery query, CancellationToken ct) => Task.FromResult(new Result<Seen>(new Seen(query.Found)));
}

/// <summary>An act on somebody whom only the handler knows.</summary>
[Requires(LookModule.Permission)]
[Audited("look.touched", DataClass.Personal)]
internal sealed record TouchCommand(Guid Touched) : ICommand<Done>;

internal sealed class TouchHandler(ChangeContext change, DbSession session) : IRequestHandler<TouchCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(TouchCommand command, CancellationToken ct)
    {
        await using var insert = session.Connection.CreateCommand();
        insert.CommandText = "insert into access_review.tie (id, account_id, kind, person_id, declared_at) values (gen_random_uuid(), @who, 'Family', @who, now())";
        insert.Parameters.AddWithValue("who", command.Touched);
        await insert.ExecuteNonQueryAsync(ct);
        change.About(command.Touched);
        return Done.Instance;
    }
}
