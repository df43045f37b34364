using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Notices;
using Post.Kernel.Imports;
using Post.Kernel.Notices;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Notices.Templates;
using Post.Kernel.Requests;

namespace Post.Certification.Features.PreviewReturnedRows;

/// <summary>Which agencies there are, and, one chosen, how the notice to it would read and where it would go.</summary>
[Requires(CertificationPermissions.ReturnRows)]
[Audited("import.return-previewed", DataClass.Personal, Fields = ["import", "notice", "contact"], Lists = true)]
internal sealed record PreviewReturnedRowsQuery(Guid RunId, Guid? AgencyId, string? Message) : IQuery<PreviewReturnedRowsResult>;

internal sealed class PreviewReturnedRowsValidator : AbstractValidator<PreviewReturnedRowsQuery>
{
    public PreviewReturnedRowsValidator() => RuleFor(q => q.Message).MaximumLength(ReturnedRowsLetter.MessageMaxLength)
        .WithMessage($"Shorten the message to {ReturnedRowsLetter.MessageMaxLength} characters.");
}

/// <param name="Run">The import.</param>
/// <param name="Agencies">Every agency, by name.</param>
/// <param name="Preview">The notice, when an agency is chosen.</param>
/// <param name="Where">The addresses it would go to; none when it would be held.</param>
/// <param name="Persons">Persons whom the returned rows name.</param>
public sealed record PreviewReturnedRowsResult(
    ImportRun Run, IReadOnlyList<AgencyChoice> Agencies, RenderedNotice? Preview, IReadOnlyList<ContactPoint> Where,
    IReadOnlyCollection<Guid> Persons) : INamesSubjects
{
    public IEnumerable<Guid> SubjectIds => Persons;
}

public sealed record AgencyChoice(Guid Id, string Name);

internal sealed class PreviewReturnedRowsHandler(ReturnedRowsLetter letter, ILawEnforcementAgencies agencies, INotices notices)
    : IRequestHandler<PreviewReturnedRowsQuery, Result<PreviewReturnedRowsResult>>
{
    public async Task<Result<PreviewReturnedRowsResult>> Handle(PreviewReturnedRowsQuery query, CancellationToken ct)
    {
        var run = await letter.RunAsync(query.RunId, ct);
        if (run.Refusal is { } none) return none;
        var choices = (await agencies.AllAsync(ct)).Select(a => new AgencyChoice(a.Id, a.Name)).ToList();
        if (query.AgencyId is not { } agency) return new PreviewReturnedRowsResult(run.Value, choices, null, [], []);

        var written = await letter.WriteAsync(run.Value, agency, query.Message, ct);
        if (written.Refusal is { } refusal) return refusal;
        var preview = await notices.PreviewAsync(written.Value, ct);
        if (preview.Refusal is { } unrenderable) return unrenderable;
        var where = await notices.WhereAsync(ReturnedRowsLetter.Kind, written.Value.To, ct);
        return new PreviewReturnedRowsResult(run.Value, choices, preview.Value, where, written.Value.Subjects);
    }
}
