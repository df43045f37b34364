using System.Text.Json;
using MediatR;
using Post.Kernel.Requests;

namespace Post.Kernel.Tests.Trial;

/// <summary>A row of the log, as far as these tests look at it.</summary>
internal sealed record Logged(
    Guid Id, long Sequence, string Action, string Outcome, string? Rule, Guid[] Subjects, Guid? Actor, string ActorKind, string? Purpose,
    string DataClass, string[] Fields, int? Rows, Guid? Parent, JsonElement Body);

/// <summary>One test of the pipeline: it looks only at the events that it left itself.</summary>
public abstract class PipelineTest(PipelineHost host) : IClassFixture<PipelineHost>, IAsyncLifetime
{
    protected static readonly Guid Ada = new("aaaaaaaa-0000-4000-8000-000000000001");
    protected static readonly Guid Ben = new("aaaaaaaa-0000-4000-8000-000000000002");

    private long _before;

    protected PipelineHost Host => host;

    public async Task InitializeAsync() => _before = await host.ScalarAsync<long>("select coalesce(max(pseq), 0) from audit.event");

    public virtual Task DisposeAsync()
    {
        host.Obstacles.Followers.Clear();
        host.Obstacles.Throwing.Clear();
        host.Log.Broken = false;
        return Task.CompletedTask;
    }

    internal Task<Result<T>> AsStaffAsync<T>(IRequest<Result<T>> request, CancellationToken ct = default) => host.Send(request, host.Staff, ct);

    internal async Task<Logged> OneEventAsync() => Assert.Single(await EventsAsync());

    internal Task<IReadOnlyList<Logged>> EventsAsync() => host.RowsAsync(
        """
        select e.id, e.pseq, e.action, e.outcome, e.deny_rule, e.subject_ids, e.actor_id, e.actor_kind, e.purpose, e.data_class,
          e.field_groups, e.row_count, e.parent_id, convert_from(p.body, 'UTF8')
        from audit.event e join audit.payload p on p.event_id = e.id where e.pseq > $1 order by e.pseq
        """,
        r => new Logged(
            r.GetGuid(0), r.GetInt64(1), r.GetString(2), r.GetString(3), r.IsDBNull(4) ? null : r.GetString(4), r.GetFieldValue<Guid[]>(5),
            r.IsDBNull(6) ? null : r.GetGuid(6), r.GetString(7), r.IsDBNull(8) ? null : r.GetString(8), r.GetString(9),
            r.GetFieldValue<string[]>(10), r.IsDBNull(11) ? null : r.GetInt32(11), r.IsDBNull(12) ? null : r.GetGuid(12),
            JsonDocument.Parse(r.GetString(13)).RootElement),
        _before);

    /// <summary>Something a handler does that the test can ask after: whether it was ever reached.</summary>
    internal sealed class Trace
    {
        public int Reached { get; private set; }

        public Inside Mark => (_, _) =>
        {
            Reached++;
            return Task.FromResult<Refusal?>(null);
        };
    }
}
