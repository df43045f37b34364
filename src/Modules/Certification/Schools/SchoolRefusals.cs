using System.Globalization;
using Post.Kernel.Requests;

namespace Post.Certification.Schools;

internal abstract record SchoolUnfit(string Words) : Refusal(Words)
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

internal sealed record SchoolWordsNeeded(string What) : SchoolUnfit($"Give {What}.");

/// <summary>The end lies before the start (code date-order).</summary>
internal sealed record SchoolDayOrder() : SchoolUnfit("The last day lies before the first.");

internal sealed record SchoolDayNeeded() : SchoolUnfit("Give the first day.");

internal sealed record SchoolDayAhead() : SchoolUnfit("That first day lies ahead. Record it when it has come.");

internal sealed record PartiesNeeded() : SchoolUnfit("Say between whom the agreement is (555 CMR 12.04(1)(c)2).");

internal sealed record ServesThereAlready(DateOnly From, DateOnly? Until) : Refusal(string.Create(
    CultureInfo.GetCultureInfo("en-US"),
    $"Service at that school is on record from {From:MMMM d, yyyy}{(Until is { } last ? $" to {last:MMMM d, yyyy}" : "")}. Correct that entry, or choose other days."));

internal sealed record SroYearNotOver() : SchoolUnfit("Choose a training year that has ended.");

internal sealed record SroTrainingDone(DateOnly On) : Refusal(string.Create(
    CultureInfo.GetCultureInfo("en-US"), $"The training of that year was completed on {On:MMMM d, yyyy}. There is nothing to settle."));

internal sealed record SroTrainingLookedAt() : Refusal("Somebody has written down what was made of it already. Nothing was changed.");

internal sealed record SchoolEntryOnRecord() : Refusal("That is on record already, with those days. Nothing was changed.");
