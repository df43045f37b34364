using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Commission.Contracts;
using Post.Commission.Data;
using Post.Commission.Domain;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Commission.Features.ReviseTitle;

/// <summary>Enters a title, or what is on record of it from now on: nothing is rewritten, a later row supersedes (OV-01, OV-05).</summary>
/// <param name="Number">Of 555 CMR 6.00, 6.</param>
/// <param name="Present">The row that was read; null for a title that is not on record.</param>
/// <param name="Said">What was typed in.</param>
/// <param name="Reason">Kept with the row.</param>
[Requires(CommissionPermissions.KeepRegulations)]
[Audited("regulation.revised", DataClass.None)]
internal sealed record ReviseTitleCommand(int Number, Guid? Present, TitleSaid Said, string Reason) : ICommand<TitleRevised>;

/// <summary>What is on record of a title, as it was typed in.</summary>
public sealed record TitleSaid(
    string Heading, DateOnly? AsOf, Confidence? Confidence, string SourceNote, DateOnly? InForceUntil, string? Address, string? AddressSource);

public sealed record TitleRevised(int Number);

internal sealed class ReviseTitleValidator : AbstractValidator<ReviseTitleCommand>
{
    private const string TooLong = "Shorten it to {MaxLength} characters.";

    public ReviseTitleValidator()
    {
        RuleFor(c => c.Number).InclusiveBetween(1, 99).WithMessage("Give the number of the title, as 6 for 555 CMR 6.00.");
        RuleFor(c => c.Said.Heading).NotEmpty().WithMessage("Give the heading of the title.").MaximumLength(RegulationTitle.HeadingMaxLength).WithMessage(TooLong);
        RuleFor(c => c.Said.AsOf).NotNull().WithMessage("Give the day to which its text was read.");
        RuleFor(c => c.Said.Confidence).NotNull().IsInEnum().WithMessage("Say how sure that is.");
        RuleFor(c => c.Said.SourceNote).NotEmpty().WithMessage("Say from where it was read.").MaximumLength(RegulationTitle.SourceMaxLength).WithMessage(TooLong);
        RuleFor(c => c.Said.Address).MaximumLength(RegulationTitle.AddressMaxLength).WithMessage(TooLong);
        RuleFor(c => c.Said.AddressSource).NotEmpty().When(c => !string.IsNullOrWhiteSpace(c.Said.Address)).WithMessage("Say from where the address is known.")
            .MaximumLength(RegulationTitle.SourceMaxLength).WithMessage(TooLong);
        RuleFor(c => c.Reason).NotEmpty().WithMessage("Say why: the reason is kept with the title.")
            .MaximumLength(RegisterRow.ReasonMaxLength).WithMessage(TooLong);
    }
}

internal sealed class ReviseTitleHandler(CommissionDb db, Registrar registrar, ChangeContext change, TimeProvider clock)
    : IRequestHandler<ReviseTitleCommand, Result<TitleRevised>>
{
    public async Task<Result<TitleRevised>> Handle(ReviseTitleCommand command, CancellationToken ct)
    {
        if (command.Said.AsOf > clock.Today()) return new AsOfAhead();
        var page = await PageAsync(command.Said.Address, ct);
        if (page.Refusal is { } refusal) return refusal;
        var title = TitleOf(command, page.Value.Length == 0 ? null : page.Value);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({"commission.title:" + title.Regulation}, 0))", ct);
        var before = await db.Titles.InPresent().SingleOrDefaultAsync(t => t.Regulation == title.Regulation, ct);
        if (before?.Id != command.Present) return before is null ? new NotFound("This title") : new TitleChangedMeanwhile(title.Regulation);
        if (before?.SaysTheSameAs(title) is true) return new TitleUnchanged();

        if (before is null) registrar.Enter(title, command.Reason);
        else registrar.Replace(before, title, command.Reason);
        db.Publish(new RegulationTitleRevised(title.Regulation));
        change.Changed(title.Regulation, before is null ? null : Words(before), Words(title));
        change.Because(command.Reason);
        await db.SaveChangesAsync(ct);
        return new TitleRevised(title.Number);
    }

    // Nobody's name, no other door and no part of a page: the address is shown to everybody, as the browser will read it.
    private async Task<Result<string>> PageAsync(string? typed, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(typed)) return "";
        var today = clock.Today();
        var open = (await db.OfficialHosts.AsNoTracking().ToListAsync(ct)).Where(h => h.IsOpen(today)).Select(h => h.Host).Order(StringComparer.Ordinal).ToList();
        return Uri.TryCreate(typed.Trim(), UriKind.Absolute, out var uri)
            && uri is { Scheme: "https", IsDefaultPort: true, UserInfo: "", Fragment: "", AbsolutePath: not "/" } && open.Contains(uri.Host)
            ? uri.AbsoluteUri
            : new NotAnOfficialPage(string.Join(", ", open));
    }

    private static RegulationTitle TitleOf(ReviseTitleCommand command, string? page) => new()
    {
        Regulation = TitleNumbers.Cite(command.Number),
        Heading = command.Said.Heading.Trim(),
        AsOf = command.Said.AsOf!.Value,
        Confidence = command.Said.Confidence!.Value,
        SourceNote = command.Said.SourceNote.Trim(),
        InForceUntil = command.Said.InForceUntil,
        Address = page,
        AddressSource = page is null ? null : command.Said.AddressSource!.Trim(),
    };

    private static string Words(RegulationTitle t) =>
        $"{t.Heading}, as of {t.AsOf:yyyy-MM-dd}, {t.Confidence}; {t.SourceNote}; {t.Address ?? "no official page"}"
        + (t.InForceUntil is { } last ? $"; in force until {last:yyyy-MM-dd}" : "");
}

internal sealed record AsOfAhead() : Refusal("The day to which the text was read lies ahead. Give today or an earlier day.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

internal sealed record NotAnOfficialPage(string Hosts)
    : Refusal($"That is no address of an official page. It begins with https:// and stands on one of these sites: {Hosts}.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

internal sealed record TitleChangedMeanwhile(string Regulation) : Refusal($"{Regulation} is on record already, or was changed meanwhile. Read it as it stands now.");

internal sealed record TitleUnchanged() : Refusal("That is on record already. Nothing was changed.");
