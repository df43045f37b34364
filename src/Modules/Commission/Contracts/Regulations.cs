namespace Post.Commission.Contracts;

/// <summary>An edition of the regulation with the register issue that proves it (8.01).</summary>
public sealed record RegulationEditionFacts(Guid Id, string Regulation, string RegisterNumber, DateOnly EffectiveFrom);

/// <summary>A value that the text of an edition gives, such as a number of days; changed only by amending the regulation.</summary>
public sealed record RegulationParameterFacts(string Code, string Value, string Clause, Guid EditionId);

/// <summary>A version of a guideline in force on some day, with its parameters as JSON (8.06(6)).</summary>
public sealed record GuidelineFacts(Guid VersionId, string Code, int Version, string Parameters);

/// <summary>All that decides how a text is read on one day.</summary>
public sealed record RulesInForce(
    DateOnly On,
    RegulationEditionFacts Edition,
    IReadOnlyDictionary<string, RegulationParameterFacts> Parameters,
    IReadOnlyDictionary<string, GuidelineFacts> Guidelines);

/// <summary>Asks the Commission module what was in force on a day.</summary>
public interface IRules
{
    /// <param name="on">Legal date in Massachusetts.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">No edition is in force on that day: nothing may be decided then (8.01).</exception>
    Task<RulesInForce> InForceAsync(DateOnly on, CancellationToken ct);
}
