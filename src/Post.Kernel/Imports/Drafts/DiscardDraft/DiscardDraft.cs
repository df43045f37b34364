using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Kernel.Imports.Drafts.DiscardDraft;

/// <summary>Takes a file off the list of those that wait to be mapped; its bytes and its trace stay.</summary>
[Requires(KernelPermissions.Import)]
[Audited("import.draft.discarded", DataClass.None)]
public sealed record DiscardDraftCommand(Guid DraftId) : ICommand<Done>;

internal sealed class DiscardDraftHandler(ImportDrafts drafts, ChangeContext change, TimeProvider clock)
    : IRequestHandler<DiscardDraftCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(DiscardDraftCommand command, CancellationToken ct)
    {
        if (await drafts.FindAsync(command.DraftId, ct) is not { } draft) return new NotFound("This file");
        change.Summarise(draft.FileName);
        await drafts.EndAsync(draft.Id, clock.GetUtcNow(), ct);
        return Done.Instance;
    }
}
