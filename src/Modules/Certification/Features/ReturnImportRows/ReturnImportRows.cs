using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Certification.Notices;
using Post.Kernel.Data;
using Post.Kernel.Notices;
using Post.Kernel.Requests;

namespace Post.Certification.Features.ReturnImportRows;

/// <summary>Returns the rows that were not accepted to the agency that sent them, with the reasons (12.05(2)); one notice a file.</summary>
[Requires(CertificationPermissions.ReturnRows)]
[Audited("import.rows-returned", DataClass.None, Fields = ["import", "notice"])]
internal sealed record ReturnImportRowsCommand(Guid RunId, Guid AgencyId, string? Message) : ICommand<Guid>;

internal sealed class ReturnImportRowsValidator : AbstractValidator<ReturnImportRowsCommand>
{
    public ReturnImportRowsValidator() => RuleFor(c => c.Message).MaximumLength(ReturnedRowsLetter.MessageMaxLength)
        .WithMessage($"Shorten the message to {ReturnedRowsLetter.MessageMaxLength} characters.");
}

internal sealed class ReturnImportRowsHandler(ReturnedRowsLetter letter, INotices notices, ChangeContext change)
    : IRequestHandler<ReturnImportRowsCommand, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(ReturnImportRowsCommand command, CancellationToken ct)
    {
        var run = await letter.RunAsync(command.RunId, ct);
        if (run.Refusal is { } none) return none;
        var written = await letter.WriteAsync(run.Value, command.AgencyId, command.Message, ct);
        if (written.Refusal is { } refusal) return refusal;
        change.Summarise($"{run.Value.Counts.Rejected} rows of {run.Value.FileName} to {written.Value.To.Name}");
        return await notices.IssueAsync(written.Value, ct);
    }
}
