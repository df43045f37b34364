using Post.Kernel.Requests;

namespace Post.Commission.Domain;

/// <summary>Where a proposed guideline stands.</summary>
internal enum ProposalState
{
    Draft,
    Proposed,
    Adopted,
    Withdrawn,
}

/// <summary>An answer to a guideline's question on its way to adoption (8.06(6)).</summary>
internal sealed class GuidelineProposal : RegisterRow
{
    public const int TextMaxLength = 10_000;
    public const int ParametersMaxLength = 10_000;
    public const int MemoMaxLength = 4_000;

    public required Guid ProposalId { get; init; }
    public required string GuidelineCode { get; init; }
    public required int Revision { get; init; }
    public required ProposalState State { get; init; }
    public required GuidelineAuthority Authority { get; init; }
    public required string Text { get; init; }
    public required string Parameters { get; init; }
    public required string HealthAndSafetyMemo { get; init; }
    public required DateOnly EffectiveFrom { get; init; }
    public DateOnly? NoticeOn { get; init; }
    public DateOnly? InputOpensOn { get; init; }
    public DateOnly? InputClosesOn { get; init; }
    public string? InputChannel { get; init; }
    public string? CommentsSummary { get; init; }
    public string? LegalSignOff { get; init; }
    public string? SignedOffBy { get; init; }
    public Guid? VersionId { get; init; }

    public bool IsOpen => State is ProposalState.Draft or ProposalState.Proposed;

    /// <summary>What a vote must name: this text, not a later one.</summary>
    public string Subject => $"guideline:{GuidelineCode}:{ProposalId:N}:{Revision}";

    /// <summary>The same content in another state; what is not named stays.</summary>
    public GuidelineProposal With(
        ProposalState? state = null, InputPeriod? input = null, string? commentsSummary = null,
        string? legalSignOff = null, string? signedOffBy = null, Guid? versionId = null) => new()
        {
            ProposalId = ProposalId,
            GuidelineCode = GuidelineCode,
            Revision = Revision,
            State = state ?? State,
            Authority = Authority,
            Text = Text,
            Parameters = Parameters,
            HealthAndSafetyMemo = HealthAndSafetyMemo,
            EffectiveFrom = EffectiveFrom,
            NoticeOn = input?.NoticeOn ?? NoticeOn,
            InputOpensOn = input?.OpensOn ?? InputOpensOn,
            InputClosesOn = input?.ClosesOn ?? InputClosesOn,
            InputChannel = input?.Channel ?? InputChannel,
            CommentsSummary = commentsSummary ?? CommentsSummary,
            LegalSignOff = legalSignOff ?? LegalSignOff,
            SignedOffBy = signedOffBy ?? SignedOffBy,
            VersionId = versionId ?? VersionId,
        };

    /// <summary>What is missing before anybody may adopt it; a vote is asked for apart (8.06(6)(a), (c), (d)).</summary>
    public Refusal? WhyNotReady(DateOnly today)
    {
        if (State is not ProposalState.Proposed) return new ProposalNotProposed();
        if (HealthAndSafetyMemo.Length == 0) return new MemoMissing();
        if (LegalSignOff is null) return new LegalSignOffMissing();
        if (Authority is not GuidelineAuthority.Vote) return null;
        if (InputClosesOn is not { } closes || CommentsSummary is null) return new PublicInputMissing();
        return closes >= today ? new PublicInputStillOpen(closes) : null;
    }
}

/// <summary>Notice and window of the public's opportunity to be heard (8.06(6)(a)).</summary>
internal sealed record InputPeriod(DateOnly NoticeOn, DateOnly OpensOn, DateOnly ClosesOn, string Channel);

/// <summary>That a version no longer counts from a day on.</summary>
internal sealed class GuidelineRetirement : RegisterRow
{
    public required Guid VersionId { get; init; }
    public required DateOnly RetiredFrom { get; init; }
    public Guid? VoteId { get; init; }
    public Guid? DesignationId { get; init; }
}

/// <summary>A form of information that the text of an edition itself publishes or withholds; no guideline moves it.</summary>
internal sealed class RegulatedForm
{
    public const string Published = nameof(Published);
    public const string Withheld = nameof(Withheld);

    public required Guid EditionId { get; init; }
    public required string Code { get; init; }
    public required string List { get; init; }
    public required string Clause { get; init; }
    public required string What { get; init; }
}
