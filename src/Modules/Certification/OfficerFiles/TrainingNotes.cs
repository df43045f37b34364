using Post.Certification.Domain;
using Post.Kernel.Requests;

namespace Post.Certification.OfficerFiles;

/// <summary>What an officer said of a requirement missed.</summary>
public sealed record TrainingExplanationRow(TrainingExplanationKind Kind, string Text, string By, DateTimeOffset At)
{
    internal string ProviderCode { get; init; } = "";
    internal string RecordKey { get; init; } = "";

    public string KindWords => Kind is TrainingExplanationKind.MitigatingFactor ? "mitigating factor" : "other reason";
}

/// <summary>What an agency said against a training that the training committee supplied.</summary>
public sealed record TrainingDisputeRow(string Reference, string Agency, string Note, string Instead, string By, DateTimeOffset At, DateTimeOffset? SettledAt)
{
    internal string ProviderCode { get; init; } = "";
    internal string RecordKey { get; init; } = "";
}

/// <summary>What was written is about the row as it was read; its provider has reported it anew, or another one before it.</summary>
internal sealed record TrainingReportedAnew()
    : Refusal("The training was reported anew after you opened it. Nothing was kept: read it as it stands now, then write.");
