using System.Globalization;
using System.Text.Json;
using Post.Commission.Contracts;
using Post.Commission.Domain;
using Post.Kernel.Deadlines;

namespace Post.Commission.Data;

/// <summary>Makes a rule out of its row, the parameter of the regulation and the guideline that it points to.</summary>
internal static class DeadlineRuleReading
{
    public static DeadlineRule Of(
        DeadlineRuleVersion row, RegulationEdition? edition, string? parameter, GuidelineFacts? guideline)
    {
        var reading = row.RollGuideline is null ? null : Read(row, guideline);
        return new DeadlineRule
        {
            VersionId = row.Id,
            Code = row.Code,
            Version = row.Version,
            Title = row.Title,
            Kind = row.Kind,
            Count = row.Count ?? int.Parse(parameter!, CultureInfo.InvariantCulture),
            Unit = row.Unit,
            Direction = row.Direction,
            BusinessDaysBelow = row.BusinessDaysBelow,
            Roll = row.Roll ?? reading!.Roll,
            RollAuthority = reading?.Authority,
            Receipt = new ReceiptRule
            {
                Starts = row.Starts,
                NonBusinessDayIsNext = row.NonBusinessDayIsNext,
                HoursEnd = row.HoursEnd,
                InHandPresumedDays = reading?.Presumed("inHand") ?? row.InHandPresumedDays,
                ElectronicPresumedDays = reading?.Presumed("electronic") ?? row.ElectronicPresumedDays,
                MailPresumedDays = reading?.Presumed("mail") ?? row.MailPresumedDays,
                ServiceAddsDays = row.ServiceAddsDays,
            },
            Calendar = row.CalendarCode,
            Clause = row.Clause,
            Source = row.Source,
            Edition = edition is null ? null : $"{edition.Regulation}, Register {edition.RegisterNumber}",
            ExtendableBy = row.ExtendableBy,
        };
    }

    // A guideline that does not name the clause leaves the last day where it falls.
    private static GuidelineReading Read(DeadlineRuleVersion row, GuidelineFacts? guideline)
    {
        if (guideline is null) return new GuidelineReading(RollRule.None, row.RollGuideline!, null);
        var parameters = JsonSerializer.Deserialize<JsonElement>(guideline.Parameters);
        var applies = parameters.GetProperty("appliesTo").EnumerateArray().Any(clause =>
            clause.GetString() == row.Clause);
        var authority = $"{guideline.Code} version {guideline.Version}";
        if (!applies) return new GuidelineReading(RollRule.None, authority, null);
        return new GuidelineReading(
            Enum.Parse<RollRule>(parameters.GetProperty("roll").GetString()!),
            authority,
            parameters.TryGetProperty("presumedDays", out var presumed) ? presumed : null);
    }

    private sealed record GuidelineReading(RollRule Roll, string Authority, JsonElement? PresumedDays)
    {
        public int? Presumed(string means) =>
            PresumedDays is { } days && days.TryGetProperty(means, out var value) ? value.GetInt32() : null;
    }
}
