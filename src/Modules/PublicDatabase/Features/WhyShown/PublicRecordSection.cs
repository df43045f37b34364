using Post.Kernel.Ui;
using Post.PublicDatabase.Gate;

namespace Post.PublicDatabase.Features.WhyShown;

/// <summary>What the public is shown of an officer and why, on the officer file, which belongs to the Certification module.</summary>
internal sealed class PublicRecordSection : IOfficerFileSection
{
    public string Title => "Public record";

    public Type Component => typeof(PublicRecordPanel);
}

/// <summary>The words of a decision for staff.</summary>
internal static class DecisionWords
{
    public static string Of(GateResult result) => result switch
    {
        GateResult.Publish => "Shown",
        GateResult.PublishWithNotation => "Shown with a notation",
        GateResult.PublishRedacted => "Shown in part",
        GateResult.Hold => "Held for a person to decide",
        _ => "Not shown",
    };

    public static string Css(GateResult result) => result switch
    {
        GateResult.Publish or GateResult.PublishWithNotation or GateResult.PublishRedacted => "ok",
        GateResult.Hold => "rev",
        _ => "off",
    };

    public static IconName Icon(GateResult result) => result switch
    {
        GateResult.Publish or GateResult.PublishWithNotation or GateResult.PublishRedacted => IconName.Check,
        GateResult.Hold => IconName.Clock,
        _ => IconName.Dash,
    };
}
