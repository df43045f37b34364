namespace Post.PublicDatabase.Gate;

/// <summary>Rows about the form of an item, its text, its petition and its document.</summary>
internal static class GeneralRows
{
    private static readonly RowAnswer s_withhold = new(GateResult.Withhold);
    private static readonly RowAnswer s_publish = new(GateResult.Publish);
    private static readonly RowAnswer s_remark = new(GateResult.Publish) { Remarks = true };

    public static RowAnswer? Row1OtherChannel(GateQuestion q) =>
        q.Facts.Channel is Channel.PublicDatabase or Channel.ParticularIndividual ? null : s_withhold;

    public static RowAnswer? Row3FormNotListed(GateQuestion q)
    {
        if (q.Facts.Matter?.Reportable is false) return s_withhold;
        return FormOf(q) is { } form && (form.Listed || q.Rules.Adds(form)) ? null : s_withhold;
    }

    public static RowAnswer? Row4NotHeld(GateQuestion q) => q.Facts.Held ? null : s_withhold;

    public static RowAnswer? Row5Unscreened(GateQuestion q) =>
        q.Facts.Screening is Screening.Unscreened ? new RowAnswer(GateResult.Hold) : null;

    public static RowAnswer? Row22RelativeIsOfficer(GateQuestion q) =>
        RestrictionRows.StateOf("8.06(4)(b)1.a", q.Facts.Restrictions) is RestrictionState.Cleared ? s_remark : null;

    public static RowAnswer? Row27OneLimbOnly(GateQuestion q)
    {
        var outsideAuthor = Stands("8.06(4)(b)1.e.i", q);
        var certificationProcess = Stands("8.06(4)(b)1.e.ii", q);
        return outsideAuthor != certificationProcess ? s_remark : null;
    }

    public static RowAnswer? Row42PetitionPending(GateQuestion q) => q.Facts.PetitionPending ? s_remark : null;

    public static RowAnswer? Row43StatementOnFile(GateQuestion q) => q.Facts.StatementOnFile
        ? new RowAnswer(GateResult.PublishWithNotation) { Remarks = true }
        : null;

    public static RowAnswer? Row56DocumentWithBarredParts(GateQuestion q) =>
        q.Facts.DocumentIsFinal is true
        && q.Facts.Restrictions.Any(r => r is { State: RestrictionState.Active, Separable: true })
            ? new RowAnswer(GateResult.PublishRedacted)
            : null;

    public static RowAnswer? Row57DocumentNotFinal(GateQuestion q) =>
        q.Facts.DocumentIsFinal is false ? s_withhold : null;

    public static RowAnswer? Row58SmallCell(GateQuestion q) => q.Facts.CellIsSmall ? s_withhold : null;

    // No tier has been set up, so none names the form (8.06(5)).
    public static RowAnswer? Row59ParticularIndividual(GateQuestion q) =>
        q.Facts.Channel is Channel.ParticularIndividual ? s_withhold : null;

    public static RowAnswer? Row60AddedForm(GateQuestion q) =>
        FormOf(q) is { Listed: false } form && q.Rules.Adds(form) ? s_publish : null;

    // Of complaints only the rows about their ending publish: "list" means those not withheld (T-1).
    public static RowAnswer? Row61ListedForm(GateQuestion q)
    {
        if (FormOf(q) is not { Listed: true } form) return null;
        if (form.Code is PublicForms.Document && q.Facts.DocumentIsFinal is null) return null;
        if (!PublicForms.IsDisciplinary(form.Code)) return s_publish;
        return q.Facts.Matter is { } matter && ComplaintRows.AnyListable(matter, q.Rules) ? s_publish : null;
    }

    private static PublicForm? FormOf(GateQuestion q) => PublicForms.Find(q.Facts.Form);

    private static bool Stands(string clause, GateQuestion q) =>
        RestrictionRows.StateOf(clause, q.Facts.Restrictions) is RestrictionState.Active;
}
