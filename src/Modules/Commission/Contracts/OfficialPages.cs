using System.Text.RegularExpressions;
using Post.Kernel.Events;
using Post.Kernel.Requests;

namespace Post.Commission.Contracts;

/// <summary>The official page of a title in force, on a site of the Commonwealth, with the last day on which it is linked.</summary>
public sealed record OfficialPage(string Regulation, string Address, DateOnly? ValidUntil);

/// <summary>Where a clause is read officially; one of a title without a page is plain text, and never a dead link (OV-01).</summary>
public sealed partial class OfficialPages(IEnumerable<OfficialPage> pages)
{
    public static readonly OfficialPages Empty = new([]);

    private readonly Dictionary<string, string> _addresses = pages.ToDictionary(p => p.Regulation, p => p.Address, StringComparer.Ordinal);

    /// <param name="citation">Clauses of 555 CMR, as "8.06(3)(a)1; 8.06(6)(b)"; other law has no page here.</param>
    /// <returns>Null where the clauses are of no title with a page, or of several titles.</returns>
    public string? AddressOf(string citation)
    {
        if (OtherLaw().IsMatch(citation)) return null;
        var titles = Section().Matches(citation).Select(m => $"555 CMR {m.Groups[1].Value}.00").Distinct().Take(2).ToList();
        return titles.Count == 1 ? _addresses.GetValueOrDefault(titles[0]) : null;
    }

    [GeneratedRegex(@"(?<![\d.])([1-9]\d?)\.\d{2}(?![\d.])")]
    private static partial Regex Section();

    // 801 CMR 1.01 is not 555 CMR 1.01, and a chapter of the General Laws is no title at all.
    [GeneratedRegex(@"M\.G\.L\.|(?<!555 )CMR")]
    private static partial Regex OtherLaw();
}

/// <summary>Asks the Commission module where titles are read officially.</summary>
public interface IOfficialPages
{
    /// <param name="on">Legal date in Massachusetts.</param>
    /// <param name="ct">Ends the wait.</param>
    Task<IReadOnlyList<OfficialPage>> InForceAsync(DateOnly on, CancellationToken ct);
}

/// <summary>What is on record of a title has changed, its official page perhaps too.</summary>
public sealed record RegulationTitleRevised(string Regulation) : IIntegrationEvent;

/// <summary>The law on which an edition rests, as it is printed on what is issued under it (12.01(1)).</summary>
public sealed record AuthorityLine(Guid EditionId, string Regulation, string Line);

/// <summary>Asks the Commission module for the authority of what is issued under a title.</summary>
public interface IAuthorities
{
    /// <returns>The line of the edition in force on the day; else the refusal to return.</returns>
    Task<Result<AuthorityLine>> OfAsync(string regulation, DateOnly on, CancellationToken ct);
}

/// <summary>Nothing is issued under a title of which no edition with its authority is in force (12.01(1)).</summary>
public sealed record EditionMissing(string Regulation, DateOnly On)
    : Refusal($"No edition of {Regulation} with its authority is in force on {On:yyyy-MM-dd}: nothing can be issued under it. Ask counsel to have the edition put on record.");
