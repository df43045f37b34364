using Post.Audit;

namespace Post.AccessReview.Domain;

/// <summary>The duties of 8.07(5)(a)-(b) in words; the latest that has begun is in force. Paragraphs are lines.</summary>
internal sealed class DutyText
{
    public const int TitleMaxLength = 200;
    public const int BodyMaxLength = 4000;
    public const int SourceMaxLength = 300;

    public required int Version { get; init; }
    public required string Title { get; init; }
    public required string Body { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public required string Source { get; init; }

    public IReadOnlyList<string> Paragraphs => Body.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>That somebody read a text of the duties and acknowledged it, whatever kind of user they are.</summary>
internal sealed class Acknowledgment
{
    public const int KindMaxLength = 16;

    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }
    public required string AccountName { get; init; }
    public required ActorKind ActorKind { get; init; }
    public required int TextVersion { get; init; }
    public required DateTimeOffset AcknowledgedAt { get; init; }
}
