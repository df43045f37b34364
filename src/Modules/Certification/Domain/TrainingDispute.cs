using System.Globalization;

namespace Post.Certification.Domain;

/// <summary>
/// An agency's note that disputes a training which the training committee (MPTC) supplied, and what the agency has on record instead
/// (12.03(2)). It changes no training: staff settle the question that it opens.
/// </summary>
internal sealed class TrainingDispute
{
    public const int NoteMaxLength = 1_000;
    public const int InsteadMaxLength = 500;

    public required Guid Id { get; init; }
    public required long Number { get; init; }

    /// <summary>The row that the agency read; a later report of its provider keeps the note.</summary>
    public required Guid TrainingId { get; init; }

    public required Guid AgencyId { get; init; }

    /// <summary>What is wrong in the row, and what shows it.</summary>
    public required string Note { get; init; }

    /// <summary>What the agency says instead.</summary>
    public required string Instead { get; init; }

    public required DateTimeOffset ToldAt { get; init; }
    public Guid? ToldBy { get; init; }
    public required string ToldByName { get; init; }

    /// <summary>The question for staff; the note stands until that is settled.</summary>
    public required Guid ReviewItemId { get; init; }

    public string Reference => ReferenceOf(Number);

    public static string ReferenceOf(long number) => string.Create(CultureInfo.InvariantCulture, $"TD-{number:D6}");
}
