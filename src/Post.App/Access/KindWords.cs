using Post.Audit;

namespace Post.App.Access;

/// <summary>What a kind of account holder is called.</summary>
internal static class KindWords
{
    public static string Of(ActorKind kind) => kind switch
    {
        ActorKind.Staff => "Staff of the Commission",
        ActorKind.Commissioner => "Commissioner",
        ActorKind.Contractor => "Contractor",
        ActorKind.Vendor => "Vendor",
        ActorKind.Agent => "Agent of the Commission",
        ActorKind.Agency => "Somebody of a law enforcement agency",
        ActorKind.Officer => "Officer",
        _ => "Not a person",
    };
}
