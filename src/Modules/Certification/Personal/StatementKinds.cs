using Post.Certification.Domain;

namespace Post.Certification.Personal;

/// <summary>A kind of statement in words.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Title">Its name.</param>
/// <param name="Tells">When an officer sends it.</param>
/// <param name="Day">The label of the day it happened.</param>
/// <param name="OfWhat">The same after "the day".</param>
/// <param name="Clause">The clause that asks for it.</param>
/// <param name="Verb">The words of the button.</param>
internal sealed record StatementKindWords(StatementKind Kind, string Title, string Tells, string Day, string OfWhat, string Clause, string Verb)
{
    /// <summary>Taking it in writes the record; all else is answered in words.</summary>
    public bool Writes => Kind is StatementKind.Address or StatementKind.AddressEnd or StatementKind.Name;
}

/// <summary>What an officer tells the Commission, in the order in which a form offers it; a petition starts from its decision.</summary>
internal static class StatementKinds
{
    /// <summary>The text to which an officer attests; a change of it is a new version.</summary>
    public const string AttestationVersion = "2026-1";

    public const string Attestation =
        "I have read this as it stands here. To my knowledge it is accurate and complete, and I gave it with care (555 CMR 12.07(1)(d)).";

    public const string AttestationClause = "12.07(1)(d)";

    public static readonly IReadOnlyList<StatementKindWords> Offered =
    [
        new(StatementKind.Address, "Address", "Notices reach you at another address, by electronic or first-class mail.",
            "In use since", "from which the address is in use", "555 CMR 12.07(1)(b)1, 3.a", "Tell of an address"),
        new(StatementKind.AddressEnd, "Address that ends", "An address on record reaches you no more.",
            "Not in use since", "from which it is not in use", "555 CMR 12.07(1)(b)3.a", "End an address"),
        new(StatementKind.Name, "Name", "You bear another name.",
            "First day of the name", "from which you bear the name", "555 CMR 12.07(1)(b)3.a", "Tell of a name"),
        new(StatementKind.Workplace, "Place of employment", "You begin to work somewhere else, or work nowhere now.",
            "Since", "from which it is so", "555 CMR 12.07(1)(b)3.b", "Tell where you work"),
        new(StatementKind.WorkStatus, "Work status", "You go on leave, come back, or work with restrictions. No medical reason is asked for, or kept.",
            "First day of it", "on which it begins", "555 CMR 12.07(1)(b)3.c", "Tell of a work status"),
        new(StatementKind.UnitHead, "Head of your bargaining unit", "Somebody else heads your unit, or is reached elsewhere; or you belong to none.",
            "Since", "from which it is so", "555 CMR 12.07(1)(b)2, 3.d", "Tell who heads your unit"),
        new(StatementKind.Training, "Training", "You completed training that the record does not show.",
            "Day on which it was completed", "on which the training was completed", "555 CMR 12.07(1)(b)5", "Tell of training"),
    ];

    private static readonly StatementKindWords s_petition = new(
        StatementKind.Petition, "Petition for review", "You ask the Executive Director to review a decision about your certification.",
        "Decision made", "of the decision", "555 CMR 7.10, 9.11", "File the petition");

    public static StatementKindWords Of(StatementKind kind) => kind is StatementKind.Petition ? s_petition : Offered.First(k => k.Kind == kind);

    /// <param name="state">What became of it.</param>
    /// <param name="withAgencies">Whether it went to agencies and not to the Commission.</param>
    public static string Of(StatementState state, bool withAgencies = false) => state switch
    {
        StatementState.Submitted => withAgencies ? "Waits at the agency" : "Waits at the Commission",
        StatementState.TakenIn => "Taken in",
        StatementState.Returned => "Returned",
        StatementState.Replaced => "Replaced by a correction",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static string OfStep(StatementState step) => step is StatementState.Submitted ? "Submitted" : Of(step);
}
