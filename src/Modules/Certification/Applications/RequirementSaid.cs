using FluentValidation;
using Post.Certification.Domain;
using Post.Kernel.Requests;

namespace Post.Certification.Applications;

/// <summary>What an agency says of one requirement: shown, by what and of which day, or not yet.</summary>
public sealed record RequirementSaid(string Code, bool? Shown, DateOnly? On = null, string? Reference = null, string? Note = null)
{
    /// <summary>Last day of what shows it, where that runs out.</summary>
    public DateOnly? LastDay { get; init; }
}

/// <summary>How much may be said of a requirement; what must be said is <see cref="EntryRules"/>.</summary>
internal sealed class RequirementSaidValidator : AbstractValidator<RequirementSaid>
{
    public RequirementSaidValidator()
    {
        RuleFor(s => s.Reference).MaximumLength(RequirementAnswer.ReferenceMaxLength)
            .WithMessage($"Shorten what shows it to {RequirementAnswer.ReferenceMaxLength} characters.");
        RuleFor(s => s.Note).MaximumLength(RequirementAnswer.NoteMaxLength).WithMessage($"Shorten the note to {RequirementAnswer.NoteMaxLength} characters.");
    }
}

/// <summary>Whether what an agency says of the requirements of a standard is whole; it asks nobody whether it is so.</summary>
internal static class EntryRules
{
    /// <summary>The text to which whoever enters attests; a change of it is a new version.</summary>
    public const string AttestationVersion = "2026-1";

    public const string Attestation =
        "For the agency, and under the penalties of perjury: I have read this as it stands here, and to my knowledge it is true and complete. The agency endorses the application (555 CMR 9.04, 12.06(2)(f)).";

    /// <summary>Of all requirements, each once.</summary>
    public static Refusal? WhyNot(IReadOnlyList<StandardItem> items, IReadOnlyList<RequirementSaid> said, DateOnly today)
    {
        if (said.Any(s => items.All(i => i.Code != s.Code)) || said.DistinctBy(s => s.Code).Count() < said.Count) return new NoSuchRequirement();
        var unanswered = items.Where(i => said.All(s => s.Code != i.Code || s.Shown is null)).Select(i => i.Title).ToList();
        if (unanswered.Count > 0) return new RequirementsUnanswered(unanswered);
        return said.Select(s => WhyNot(items.First(i => i.Code == s.Code), s, today)).FirstOrDefault(r => r is not null);
    }

    public static Refusal? WhyNot(StandardItem item, RequirementSaid said, DateOnly today)
    {
        if (said.Shown is not { } shown) return new RequirementsUnanswered([item.Title]);
        if (shown && string.IsNullOrWhiteSpace(said.Reference)) return new ShownByNothing(item.Title);
        if (!shown && (said.On is not null || said.LastDay is not null || !string.IsNullOrWhiteSpace(said.Reference))) return new NotYetShownByNothing(item.Title);
        return said.On > today ? new ShownDayAhead(item.Title) : LastDayRules.WhyNot(item, shown, said.On, said.LastDay, today);
    }
}

internal abstract record EntryUnfit(string Words) : Refusal(Words)
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>Nothing is left unsaid: “not yet” is an answer.</summary>
internal sealed record RequirementsUnanswered(IReadOnlyList<string> Titles)
    : EntryUnfit($"Say of each requirement whether it is shown or not yet. Not answered: {string.Join("; ", Titles)}.");

internal sealed record ShownByNothing(string Title) : EntryUnfit($"{Title}: say what shows it, and where that is kept.");

internal sealed record NotYetShownByNothing(string Title)
    : EntryUnfit($"{Title}: what is not shown yet has no day and nothing that shows it. Take them out, or choose that it is shown.");

internal sealed record ShownDayAhead(string Title) : EntryUnfit($"{Title}: what shows it is of today or before.");

/// <summary>Nobody endorses what was not attested (555 CMR 9.04).</summary>
internal sealed record EndorsementRequired() : EntryUnfit("Tick that you attest to it for the agency. Without that nothing is entered.");

/// <summary>The key of a form was used for something else.</summary>
internal sealed record FormSentAlready() : Refusal("This form was sent before. Open it anew, and look whether the application was entered.");

/// <summary>Somebody said more of it since it was read.</summary>
internal sealed record AnsweredMeanwhile() : Refusal("Somebody at the agency said something else of this requirement meanwhile. Read it as it stands now, then add to it.");

internal sealed record AnswerOnRecord() : Refusal("The agency says that of the requirement already. Nothing was added.");
