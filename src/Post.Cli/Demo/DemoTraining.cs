using System.Globalization;

namespace Post.Cli.Demo;

/// <summary>A training of an invented officer, or a requirement that was missed.</summary>
internal sealed record DemoTrainingRow(
    string Record, string Type, string Course, DateOnly? Start, DateOnly? Completed, DateOnly? Missed, string Hours, string Place, string Explanation);

/// <summary>Training of one invented officer: the academy before the first service, and in-service training of the last training years.</summary>
internal static class DemoTraining
{
    private const int FirstYear = 2024;
    private const int LastYear = 2025;
    private const int Academies = 9;
    private const int AcademyDays = 140;
    private const int MissesInHundred = 3;

    public static IEnumerable<DemoTrainingRow> Of(DemoOfficer officer, IReadOnlyList<DemoSpell> spells, DemoDice dice) =>
        officer.Status is "Certified/SRO" ? [.. OfEverybody(officer, spells, dice), .. OfSchoolOfficer(officer, spells)] : OfEverybody(officer, spells, dice);

    // One in ten missed it each year, by the number alone: no other draw is shifted by it.
    private static IEnumerable<DemoTrainingRow> OfSchoolOfficer(DemoOfficer officer, IReadOnlyList<DemoSpell> spells)
    {
        var number = officer.Number.Replace("-", "", StringComparison.Ordinal);
        for (var year = FirstYear; year <= LastYear; year++)
        {
            var day = new DateOnly(year - 1, 7, 1).AddDays((number[^1] - '0') * 9);
            if ((number[^1] - '0' + year) % 10 == 0 || day < spells.Min(s => s.From) || day > DemoState.AsOf) continue;
            yield return new DemoTrainingRow(
                string.Create(CultureInfo.InvariantCulture, $"SRO-{number}-{year}"), "SRO",
                string.Create(CultureInfo.InvariantCulture, $"School resource officer training, year ending June {year}"), day, day, null, "8",
                string.Create(CultureInfo.InvariantCulture, $"Regional academy {1 + (year % Academies)}"), "");
        }
    }

    private static IEnumerable<DemoTrainingRow> OfEverybody(DemoOfficer officer, IReadOnlyList<DemoSpell> spells, DemoDice dice)
    {
        var (hired, left) = (spells.Min(s => s.From), spells.Max(s => s.Until ?? DateOnly.MaxValue));
        var number = officer.Number.Replace("-", "", StringComparison.Ordinal);
        yield return new DemoTrainingRow(
            $"ROC-{number}", "Initial", "Recruit officer course", hired.AddDays(-AcademyDays), hired.AddDays(-1), null, "880", PlaceOf(dice), "");
        for (var year = FirstYear; year <= LastYear; year++)
        {
            var (from, until) = (new DateOnly(year - 1, 7, 1), new DateOnly(year, 6, 30));
            var course = string.Create(CultureInfo.InvariantCulture, $"In-service training, year ending June {year}");
            var record = string.Create(CultureInfo.InvariantCulture, $"INS-{number}-{year}");
            if (hired > from || left < until) continue;
            if (dice.Percent(MissesInHundred))
            {
                yield return new DemoTrainingRow(record, "In-Service", course, null, null, until, "", "", dice.Percent(50) ? "On leave for most of the year" : "");
                continue;
            }

            var day = from.AddDays(dice.Between(60, 330));
            yield return new DemoTrainingRow(record, "In-Service", course, day.AddDays(-3), day, null, "40", PlaceOf(dice), "");
        }
    }

    private static string PlaceOf(DemoDice dice) => string.Create(CultureInfo.InvariantCulture, $"Regional academy {dice.Between(1, Academies)}");
}
