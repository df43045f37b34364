using Post.Kernel.Data;
using Post.Kernel.Imports;
using Post.Kernel.Imports.Reading;

namespace Post.Certification.Intake.Reading;

/// <summary>A judged row on its way into the kind's own columns of the staging table.</summary>
internal static class StagedCells
{
    /// <param name="row">The row as it stood.</param>
    /// <param name="reasons">Why it is not taken.</param>
    /// <param name="columns">How many columns the kind has.</param>
    /// <param name="first">What is known of the first one all the same: whose row it is.</param>
    public static StagedRow Rejected(ImportRow row, IReadOnlyList<string> reasons, int columns, string? first = null)
    {
        var values = new object?[columns];
        values[0] = first;
        return Judged(row, ImportVerdict.Rejected, reasons, values);
    }

    public static StagedRow Accepted(ImportRow row, params object?[] values) => Judged(row, ImportVerdict.Accepted, [], values);

    public static StagedRow Judged(ImportRow row, ImportVerdict verdict, IReadOnlyList<string> reasons, object?[] values) =>
        new(row, verdict, reasons, to => Write(to, values));

    private static void Write(CopyRows to, object?[] values)
    {
        foreach (var value in values)
        {
            switch (value)
            {
                case null: to.Null(); break;
                case string text: to.Text(text); break;
                case DateOnly date: to.Date(date); break;
                case bool flag: to.Boolean(flag); break;
                case int number: to.Number(number); break;
                case string[] texts: to.Texts(texts); break;
                default: throw new ArgumentException($"A staging column cannot hold {value.GetType().Name}.", nameof(values));
            }
        }
    }
}
