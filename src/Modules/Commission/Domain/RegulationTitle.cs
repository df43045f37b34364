using System.Text.RegularExpressions;

namespace Post.Commission.Domain;

/// <summary>How sure it is that what is on record of a title is its text in force.</summary>
public enum Confidence
{
    /// <summary>Read in part or in a single place, and not compared.</summary>
    Low,

    /// <summary>Read in part, or in a compilation.</summary>
    Medium,

    /// <summary>Read in a copy of the text or on an official page.</summary>
    High,
}

/// <summary>A title of 555 CMR: to which day its text was read, how sure that is, from where, and its official page (OV-01).</summary>
internal sealed class RegulationTitle : RegisterRow
{
    public const int HeadingMaxLength = 200;
    public const int SourceMaxLength = 500;
    public const int AddressMaxLength = 500;

    public required string Regulation { get; init; }
    public required string Heading { get; init; }

    /// <summary>To which legal day the text was current when it was read.</summary>
    public required DateOnly AsOf { get; init; }

    public required Confidence Confidence { get; init; }
    public required string SourceNote { get; init; }

    /// <summary>Last day on which it is in force; null while no end is known.</summary>
    public DateOnly? InForceUntil { get; init; }

    /// <summary>Null where no source gives one: the title is then plain text.</summary>
    public string? Address { get; init; }

    public string? AddressSource { get; init; }

    /// <summary>What orders the titles: 6 of 555 CMR 6.00.</summary>
    public int Number => TitleNumbers.Of(Regulation)!.Value;

    public bool IsInForce(DateOnly on) => InForceUntil is not { } last || on <= last;

    public bool SaysTheSameAs(RegulationTitle other) =>
        (Heading, AsOf, Confidence, SourceNote, InForceUntil, Address, AddressSource)
        == (other.Heading, other.AsOf, other.Confidence, other.SourceNote, other.InForceUntil, other.Address, other.AddressSource);
}

/// <summary>How titles of 555 CMR are cited.</summary>
internal static partial class TitleNumbers
{
    public static string Cite(int number) => $"555 CMR {number}.00";

    public static int? Of(string regulation) =>
        Form().Match(regulation) is { Success: true } match ? int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) : null;

    [GeneratedRegex("^555 CMR ([1-9][0-9]?)\\.00$")]
    private static partial Regex Form();
}

/// <summary>A site of the Commonwealth on which an official page may stand; dated, with its source.</summary>
internal sealed class OfficialHost
{
    public required string Host { get; init; }
    public required string Source { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }

    public bool IsOpen(DateOnly on) => ValidFrom <= on && (ValidTo is not { } last || on <= last);
}

/// <summary>How far what a clause of another title asks is built.</summary>
internal enum BuiltState
{
    Whole,
    Part,
    No,
}

/// <summary>A clause that the product touches, in one of its features.</summary>
internal sealed class CrossReference
{
    public required string Regulation { get; init; }
    public required string Clause { get; init; }
    public required string FeatureCode { get; init; }
    public required string Subject { get; init; }
    public required BuiltState Built { get; init; }

    /// <summary>What of it is not built.</summary>
    public string? Note { get; init; }

    public required string Source { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }
}
