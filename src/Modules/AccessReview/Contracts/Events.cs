using Post.Kernel.Events;

namespace Post.AccessReview.Contracts;

/// <summary>
/// Somebody opened a look at one person outside their matter, alone and at once. It is reviewed by the due date; what was
/// looked at stands in the log under the account, the subject and <c>break_glass</c>.
/// </summary>
/// <param name="GlassId">The row with the reason.</param>
/// <param name="AccountId">Who looks.</param>
/// <param name="SubjectId">At whom.</param>
/// <param name="Purpose">The purpose worked under.</param>
/// <param name="Matter">The number of the matter worked on, if there is one.</param>
/// <param name="At">When (UTC).</param>
/// <param name="Until">When the look ends by itself (UTC).</param>
/// <param name="DeadlineId">The chain of the deadline of its review.</param>
/// <param name="ReviewDue">The last day of the review.</param>
public sealed record BreakGlassUsed(
    Guid GlassId, Guid AccountId, Guid SubjectId, string Purpose, string? Matter, DateTimeOffset At, DateTimeOffset Until,
    Guid DeadlineId, DateOnly? ReviewDue) : IIntegrationEvent;

/// <summary>
/// Nobody works on the matter any more. How it ended stands in the register; whether its looks stay held from their subjects
/// does too.
/// </summary>
/// <param name="Number">The number of the matter.</param>
/// <param name="At">When it was closed (UTC).</param>
public sealed record MatterClosed(string Number, DateTimeOffset At) : IIntegrationEvent;
