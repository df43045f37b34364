using Post.PublicDatabase.Gate;
using Post.Standards.Contracts;

namespace Post.PublicDatabase.Tests.Gate;

/// <summary>Items to ask the gate about, by what is said of them.</summary>
internal static class Items
{
    public static readonly PersonFacts Serving = new()
    {
        Service = new ServiceFacts(Recorded.Yes),
        ServingNow = Recorded.Yes,
        OnCommissionList = true,
    };

    public static ItemFacts Name(PersonFacts? person = null) => new(PublicForms.Name) { Person = person ?? Serving };

    public static ItemFacts Complaint(params Ending[] endings) => new(PublicForms.Complaint)
    {
        Person = Serving,
        Matter = new MatterFacts(endings, []),
    };

    public static ItemFacts WithDiscipline(this ItemFacts complaint, params DisciplineState[] states) =>
        complaint with { Matter = complaint.Matter! with { Discipline = states } };

    public static ItemFacts Restricted(this ItemFacts item, params Restriction[] restrictions) =>
        item with { Restrictions = [.. item.Restrictions, .. restrictions] };

    public static Ending Final(string disposition) => new(disposition, Final: true);

    public static Ending Open(string disposition) => new(disposition, Final: false);

    public static GateDecision Decided(this ItemFacts item, DateOnly? today = null) =>
        PublicationGate.Decide(item, RulesOfTheDay.InForce, today ?? RulesOfTheDay.Day);
}
