using Post.Standards.Contracts;

namespace Post.PublicDatabase.Gate;

/// <summary>Rows about the person: whether the regulation reaches them at all, and how long.</summary>
internal static class PersonRows
{
    private static readonly RowAnswer s_withhold = new(GateResult.Withhold);

    /// <summary>
    /// Known to be outside withholds; not known waits for a date, unless the Commission's own list names the person.
    /// </summary>
    public static RowAnswer? Row2OutsidePopulation(GateQuestion q)
    {
        if (q.Facts.Person is not { } person) return null;
        var served = Served(person.Service, q.Rules.PopulationFrom);
        var certified = Certified(person.Certification, q.Rules.PopulationFrom);
        if (served is Recorded.Yes || certified is Recorded.Yes) return null;
        if (served is Recorded.No && certified is Recorded.No) return s_withhold;
        return person.OnCommissionList && q.Rules.CommissionListIsEvidence ? null : new RowAnswer(GateResult.Hold);
    }

    /// <summary>All three facts must be known; what is unknown hides nobody (T-2, G-EVIDENCE).</summary>
    public static RowAnswer? Row52FormerOfficer(GateQuestion q) =>
        q.Facts.Person is { } person && LastDayShown(person, q.Rules) is { } last && q.Today > last ? s_withhold : null;

    public static RowAnswer? Row54ChallengeBeforeTheCommission(GateQuestion q) => q.Facts.Challenge switch
    {
        CertificationChallenge.WindowOpen =>
            new RowAnswer(GateResult.Publish) { StatusLabel = q.Rules.UnderReviewLabel },
        CertificationChallenge.BeforeTheCommission => new RowAnswer(GateResult.PublishWithNotation)
        {
            StatusLabel = q.Rules.UnderReviewLabel,
            Notation = q.Rules.NotationFor("Commission"),
        },
        _ => null,
    };

    public static RowAnswer? Row55ChallengeOutside(GateQuestion q) =>
        q.Facts.Challenge is CertificationChallenge.Outside
            ? new RowAnswer(GateResult.PublishWithNotation)
            {
                Notation = string.Join("; ", q.Facts.Forums.Order(StringComparer.Ordinal).Select(q.Rules.NotationFor)),
            }
            : null;

    /// <summary>
    /// The last legal date on which a former officer is shown, or null where the rule does not reach the person.
    /// </summary>
    public static DateOnly? LastDayShown(PersonFacts person, PublicationRules rules) =>
        person is { ServingNow: Recorded.No, Decertified: false, Certification.LastReceivedOn: { } received }
            ? rules.LastDayShown(received)
            : null;

    private static Recorded Served(ServiceFacts service, DateOnly since) => service switch
    {
        { Ever: Recorded.Yes, Until: null } => Recorded.Yes,
        { Ever: Recorded.Yes, Until: { } until } => until >= since ? Recorded.Yes : Recorded.No,
        _ => service.Ever,
    };

    // A certification received before the day may have run on past it; only its end could tell.
    private static Recorded Certified(CertificationFacts certification, DateOnly since) => certification switch
    {
        { Ever: Recorded.Yes, LastReceivedOn: { } received } when received >= since => Recorded.Yes,
        { Ever: Recorded.Yes, Until: { } until } => until >= since ? Recorded.Yes : Recorded.No,
        { Ever: Recorded.Yes } => Recorded.NotRecorded,
        _ => certification.Ever,
    };
}
