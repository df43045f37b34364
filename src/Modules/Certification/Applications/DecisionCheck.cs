using System.Globalization;
using Post.Certification.Domain;
using Post.Kernel.Requests;

namespace Post.Certification.Applications;

/// <summary>A requirement, and how it stands on the day of the decision.</summary>
internal sealed record ItemFinding(StandardItem Item, RequirementStanding Standing)
{
    public bool Open => Standing.IsOpen;

    /// <summary>Its title; of what has run out with the day on which it did.</summary>
    public string Words => RequirementWords.Of(Item.Title, Standing.RanOut ? Standing.ExpiresOn : null);
}

/// <summary>A condition as whoever decides writes it: with its day, or with days that count from the return to duty.</summary>
internal sealed record ConditionWish(string Words, DateOnly? DueOn, int? DaysFromReturn = null)
{
    public const int MostDays = 3_650;

    public bool IsTimed => DaysFromReturn is { } days ? DueOn is null && days is > 0 and <= MostDays : DueOn is not null;

    /// <summary>By when, after the words of the condition.</summary>
    public string By => DueOn is { } day ? $"by {day.ToString("MMMM d, yyyy", CultureInfo.GetCultureInfo("en-US"))}" : $"within {DaysFromReturn} days of the return to duty";
}

/// <summary>What is to be decided.</summary>
internal sealed record DecisionWish(DecisionRule Rule, DateOnly EffectiveOn, DateOnly? ExpiresOn, IReadOnlyList<ConditionWish> Conditions);

/// <summary>Whether a decision may be made: a pure look at the application, its requirements and the person's record.</summary>
internal static class DecisionCheck
{
    public static Refusal? WhyNot(
        CertificationApplication application, IReadOnlyList<ItemFinding> items, PersonRecord record, DecisionWish wish, DateOnly today)
    {
        if (wish.EffectiveOn > today) return new EffectiveDayLiesAhead(wish.EffectiveOn);
        if (StatusTimeline.DecidedAfter(record.Own, wish.EffectiveOn) is { } later) return new LaterDecisionStands(later.AsOf);
        return OfRequirements(items, wish) ?? OfRecord(application, record, wish) ?? OfDays(application, record, wish);
    }

    private static Refusal? OfRequirements(IReadOnlyList<ItemFinding> items, DecisionWish wish)
    {
        var conditional = wish.Rule.Decision is DecisionKind.GrantConditionally;
        if (conditional && wish.Conditions.Count == 0) return new ConditionsDoNotFit(Missing: true);
        if (wish.Conditions.Count > 0 && !wish.Rule.TakesConditions) return new ConditionsDoNotFit(Missing: false);
        if (wish.Conditions.Any(c => !c.IsTimed)) return new ConditionNotTimed();
        if (wish.Conditions.FirstOrDefault(c => c.DueOn <= wish.EffectiveOn) is { DueOn: { } passed }) return new ConditionDayPassed(passed);

        var open = items.Where(i => i.Open).ToList();
        if (wish.Rule.Decision is DecisionKind.Grant && open.Count > 0) return new OpenRequirements([.. open.Select(i => i.Words)]);
        var barring = open.Where(i => i.Item.BarsCondition).ToList();
        return conditional && barring.Count > 0 ? new ConditionBarred([.. barring.Select(i => i.Words)]) : null;
    }

    private static Refusal? OfRecord(CertificationApplication application, PersonRecord record, DecisionWish wish)
    {
        if (application.Kind is ApplicationKind.Sro && wish.Rule.Grants && record.NotActive is { } own) return new OfficerCertificationNotActive(own);
        if (wish.Rule.Grants && record.Barring is { } bar) return new StatusBars(bar.SourceText);
        // A denial of what was never held leaves nothing behind; a suspended or revoked certification keeps its own word.
        if (wish.Rule.StatusCode is not null && record.Barring is { Code: CertificationStatusCode.Decertified } ended)
        {
            return new StatusBars(ended.SourceText);
        }

        return application.Kind switch
        {
            ApplicationKind.Initial => record.Initial is { } initial ? new InitialOnRecord(initial.GrantedOn) : null,
            ApplicationKind.Recertification => record.AsOfficer.Count == 0 ? new NoInitialOnRecord() : null,
            _ => record.Present is null && wish.Rule.Decision is not DecisionKind.Decline ? new NoCertificationInForce() : null,
        };
    }

    private static Refusal? OfDays(CertificationApplication application, PersonRecord record, DecisionWish wish)
    {
        if (wish.Rule.Decision is DecisionKind.ContinueWhilePending)
        {
            if (application.LapsesOn is null || application.ReceivedOn > application.LapsesOn)
            {
                return new ReceivedTooLate(application.ReceivedOn, application.LapsesOn);
            }

            if (record.Present is null) return new NoCertificationInForce();
        }

        if (application.Kind is ApplicationKind.Sro && wish.Rule.Decision is DecisionKind.Expire)
        {
            return wish.EffectiveOn > record.PresentSro?.ExpiresOn ? null : new SroTermNotOver(record.PresentSro?.ExpiresOn);
        }

        var last = application.Kind is ApplicationKind.Sro ? record.PresentSro : record.LastAsOfficer;
        if (wish.Rule.Grants && last is not null && wish.EffectiveOn <= last.GrantedOn) return new NotAfterLastGrant(last.GrantedOn);
        if (wish.EffectiveOn < record.Present?.GrantedOn) return new NotAfterLastGrant(record.Present.GrantedOn);
        return wish.Rule.Decision is DecisionKind.Extend && !(wish.ExpiresOn > record.Present?.ExpiresOn)
            ? new TermDoesNotFit("Give the new last day; it lies after the one on record.")
            : null;
    }
}
