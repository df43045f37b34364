using Post.Certification.Domain;

namespace Post.Certification.Features.ListReviewItems;

/// <summary>Why a person must look, in plain words.</summary>
internal static class ReviewWords
{
    public static readonly IReadOnlyList<ReviewKindOption> Kinds =
    [
        new(nameof(ReviewKind.OtherName), "Number under another name"),
        new(nameof(ReviewKind.RowHeld), "Row kept out"),
        new(nameof(ReviewKind.LeftOutOfList), "Left out of the list"),
        new(nameof(ReviewKind.ServiceNotListed), "Service not on the list"),
        new(nameof(ReviewKind.SeparationUnderInvestigation), "Left during an investigation"),
        new(nameof(ReviewKind.AgencyEnded), "Reported with an agency that ended"),
        new(nameof(ReviewKind.UnitHeadDiffers), "Another unit head than on record"),
        new(nameof(ReviewKind.SroTermContradicted), "School resource officer past the last day"),
        new(nameof(ReviewKind.SroServesWhileSuspended), "Serves at a school while suspended"),
        new(nameof(ReviewKind.TrainingDisputed), "Training disputed by an agency"),
    ];

    public static string Of(string kind) => Kinds.FirstOrDefault(k => k.Code == kind)?.Label ?? kind;

    public static string OfOutcome(string? outcome) => outcome switch
    {
        nameof(ReviewOutcome.SamePerson) => "The same person, with a new name",
        nameof(ReviewOutcome.NotThisPerson) => "Not this person",
        nameof(ReviewOutcome.Returned) => "Named again",
        nameof(ReviewOutcome.Withdrawn) => "No longer asked",
        _ => "Looked at",
    };
}

/// <summary>A kind to filter by.</summary>
public sealed record ReviewKindOption(string Code, string Label);
