using System.Globalization;
using Post.Kernel.Requests;

namespace Post.Commission.Domain;

internal sealed record ProposalNotOpen()
    : Refusal("This proposal has been adopted or withdrawn. Start a new one.");

internal sealed record ProposalNotProposed()
    : Refusal("It is still a draft. Propose it first, so that its text stands still.");

internal sealed record MemoMissing()
    : Refusal("Write what was considered of health and safety first (8.06(6)(d)).");

internal sealed record LegalSignOffMissing()
    : Refusal("Counsel has not signed it off as consistent with the regulation and other law (8.06(6)(c)).");

internal sealed record PublicInputMissing()
    : Refusal("The Commissioners vote after an opportunity for public input: record the notice, the window and a summary of " +
        "the comments (8.06(6)(a)).");

internal sealed record PublicInputStillOpen(DateOnly ClosesOn)
    : Refusal(string.Create(CultureInfo.InvariantCulture,
        $"Public input is open through {ClosesOn:yyyy-MM-dd}. It can be adopted after that (8.06(6)(a))."));

internal sealed record CommissionersHaveActed(string Code, int Version)
    : Refusal($"The Commissioners have voted on {Code} (version {Version}). The Executive Director decides only until they act (8.06(6)(a)).");

internal sealed record FormIsWithheldByRegulation(string Form, string Clause)
    : Refusal($"A guideline cannot publish {Form}: {Clause} withholds it (8.06(6)(b)).");

internal sealed record FormIsPublishedByRegulation(string Form, string Clause)
    : Refusal($"A guideline cannot withhold {Form}: {Clause} publishes it (8.06(6)(b)).");

internal sealed record ParametersNotReadable(string Why)
    : Refusal($"The parameters cannot be read: {Why}")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

internal sealed record WrongAuthority(string Code, string Basis)
    : Refusal(Basis == "Procedure"
        ? $"{Code} does not rest on 8.06(6); it goes by procedure."
        : $"{Code} rests on 8.06(6): by vote, or by the Executive Director until the Commissioners act.");

internal sealed record EffectiveInThePast(DateOnly EffectiveFrom, DateOnly Today)
    : Refusal(string.Create(CultureInfo.InvariantCulture,
        $"It would take effect on {EffectiveFrom:yyyy-MM-dd}, which is past. Choose today ({Today:yyyy-MM-dd}) or a later day."));

internal sealed record NothingWouldRemain(string Code)
    : Refusal($"Nothing else answers {Code} on that day. Adopt another version first.");

internal sealed record AlreadyRetired()
    : Refusal("This version is retired already.");
