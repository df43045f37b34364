using Post.Kernel.Events;

namespace Post.Commission.Contracts;

/// <summary>Another version of these guidelines counts from a day on; what was decided under the old one must be decided anew.</summary>
public sealed record GuidelinesChanged(IReadOnlyList<string> Codes, DateOnly From) : IIntegrationEvent;
