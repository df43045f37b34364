using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Kernel.Deadlines;

/// <summary>
/// Counts anew what a change of a rule or of a calendar may have moved. A module sends it on its own event; a second
/// delivery finds nothing to change.
/// </summary>
/// <param name="RuleCode">The rule that changed; null for every rule.</param>
/// <param name="From">First day of the calendar that changed; null for the first of all.</param>
/// <param name="To">Last such day; null for no end.</param>
/// <param name="Because">What changed, as the history of each deadline will say.</param>
[Requires(KernelPermissions.RecountDeadlines)]
[Audited("deadlines.recounted", DataClass.None)]
public sealed record RecountDeadlinesCommand(
    string? RuleCode, DateOnly? From, DateOnly? To, string Because) : ICommand<Done>;

/// <summary>Which deadlines a change may move.</summary>
public sealed record RecountReach(string? RuleCode, DateOnly? From, DateOnly? To);

internal sealed class RecountDeadlinesHandler(DeadlineStore store, RunningDeadlines deadlines, ChangeContext change)
    : IRequestHandler<RecountDeadlinesCommand, Result<Done>>
{
    private const int ChunkLength = 500;

    public async Task<Result<Done>> Handle(RecountDeadlinesCommand command, CancellationToken ct)
    {
        var reach = new RecountReach(command.RuleCode, command.From, command.To);
        var (looked, moved, last) = (0, 0, Guid.Empty);
        while (await store.TouchedAsync(reach, last, ChunkLength, ct) is { Count: > 0 } chains)
        {
            foreach (var chain in chains)
            {
                if (await deadlines.LockAsync(chain, ct) is not { } present) continue;
                var recounted = await deadlines.RecountAsync(present, command.Because, ct);
                // A refusal rolls all of it back and stands on the operator's queue: a date that nobody counts is worse.
                if (recounted.Refusal is { } refusal) return refusal;
                looked++;
                if (recounted.Value.Due != present.Due) moved++;
            }

            last = chains[^1];
        }

        change.Because(command.Because);
        change.Rows(looked);
        change.Summarise($"{looked} deadlines counted anew, {moved} moved");
        return Done.Instance;
    }
}
