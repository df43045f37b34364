using MediatR;
using Post.Audit;
using Post.Certification.Persons;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Certification.Features.FindDuplicates;

/// <summary>Looks whether these officers, about whom something changed, may stand in the record twice.</summary>
[Requires(CertificationPermissions.FindDuplicates)]
[Audited("persons.duplicates-looked-for", DataClass.Personal, Fields = ["names", "employment", "certificates"])]
internal sealed record FindDuplicatesCommand(IReadOnlyList<Guid> PersonIds) : ICommand<Done>, INamesSubjects
{
    public IEnumerable<Guid> SubjectIds => PersonIds;
}

internal sealed class FindDuplicatesHandler(DuplicateFinder finder, ChangeContext change)
    : IRequestHandler<FindDuplicatesCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(FindDuplicatesCommand command, CancellationToken ct)
    {
        var changed = await finder.LookAsync(command.PersonIds, ct);
        change.Rows(changed);
        change.Summarise($"{changed} pairs found, changed or gone");
        return Done.Instance;
    }
}
