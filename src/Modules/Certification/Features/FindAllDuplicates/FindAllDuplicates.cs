using MediatR;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Features.FindDuplicates;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Certification.Features.FindAllDuplicates;

/// <summary>
/// Looks at everybody again, because the rule is dated and may weigh otherwise from today. Each page is a request of its own,
/// so that no transaction grows long; this one is their parent.
/// </summary>
[Requires(CertificationPermissions.FindDuplicates)]
[Audited("persons.duplicates-looked-for.all", DataClass.None)]
internal sealed record FindAllDuplicatesCommand : ICommand<Done>;

internal sealed class FindAllDuplicatesHandler(
    IOfficerDirectory officers, ServiceDispatchers dispatchers, CurrentCaller caller, AuditDraft draft, ChangeContext change)
    : IRequestHandler<FindAllDuplicatesCommand, Result<Done>>
{
    private const int PageLength = 500;

    public async Task<Result<Done>> Handle(FindAllDuplicatesCommand command, CancellationToken ct)
    {
        var pages = dispatchers.As(caller.Value with { ParentEvent = draft.Id });
        var looked = 0;
        Guid? last = null;
        while (await officers.ListAsync(last, PageLength, ct) is { Count: > 0 } page)
        {
            if ((await pages.Send(new FindDuplicatesCommand(page), ct)).Refusal is { } refusal) return refusal;
            looked += page.Count;
            last = page[^1];
        }

        change.Rows(looked);
        change.Summarise($"{looked} officers looked at");
        return Done.Instance;
    }
}
