using Post.Kernel.Notices.Addresses;

namespace Post.Kernel.Notices;

/// <summary>States and kinds as staff read them.</summary>
public static class NoticeWords
{
    public static string Of(NoticeState state) => state switch
    {
        NoticeState.Held => "Held: no address",
        NoticeState.Queued => "Waiting to be sent",
        NoticeState.Uncertain => "Uncertain: decide",
        NoticeState.ToMail => "To be mailed",
        NoticeState.Sent => "Sent",
        NoticeState.Mailed => "Mailed",
        NoticeState.Kept => "Kept in the mailbox",
        _ => "Withdrawn",
    };

    public static string Of(DeliveryState state) => state switch
    {
        DeliveryState.Queued => "Waiting",
        DeliveryState.Sending => "Being sent",
        DeliveryState.Sent => "Sent",
        DeliveryState.Kept => "Kept in the mailbox, not sent",
        DeliveryState.Uncertain => "Uncertain",
        DeliveryState.Refused => "Refused",
        DeliveryState.Bounced => "Bounced",
        DeliveryState.ToMail => "To be mailed",
        DeliveryState.Mailed => "Mailed",
        DeliveryState.Replaced => "Address had ended",
        _ => "Withdrawn",
    };

    public static string Of(AttemptState state) => state switch
    {
        AttemptState.Begun => "Begun",
        AttemptState.Transmitting => "On the wire",
        AttemptState.Accepted => "Accepted by the server",
        AttemptState.Kept => "Kept in the mailbox",
        AttemptState.Deferred => "Put off",
        AttemptState.Refused => "Refused for good",
        AttemptState.Uncertain => "No answer after the message was complete",
        _ => "Broke off before the message was complete",
    };

    public static string Of(Channel channel) => channel is Channel.Email ? "Electronic mail" : "First-class mail";

    public static string Of(AddresseeKind kind) => kind switch
    {
        AddresseeKind.LawEnforcementAgency => "Law enforcement agency",
        AddresseeKind.Officer => "Officer",
        AddresseeKind.UnitHead => "Unit head",
        _ => "Other person",
    };

    public static string Of(AddressOrigin origin) => origin switch
    {
        AddressOrigin.Addressee => "the addressee",
        AddressOrigin.OnBehalfOfAddressee => "somebody for the addressee",
        AddressOrigin.OfficerConcerned => "the officer concerned",
        _ => "nobody: found by staff",
    };

    public static string Of(ContactState state) => state switch
    {
        ContactState.Active => "In use",
        ContactState.Bounced => "Bounced",
        _ => "Retired",
    };

    /// <summary>Colour of a state; the word beside it says the same.</summary>
    public static string Chip(NoticeState state) => state switch
    {
        NoticeState.Sent or NoticeState.Mailed => "ok",
        NoticeState.Held or NoticeState.Uncertain => "bad",
        NoticeState.ToMail or NoticeState.Queued => "warn",
        _ => "off",
    };

    public static string Chip(DeliveryState state) => state switch
    {
        DeliveryState.Sent or DeliveryState.Mailed => "ok",
        DeliveryState.Uncertain or DeliveryState.Refused or DeliveryState.Bounced => "bad",
        DeliveryState.ToMail or DeliveryState.Queued or DeliveryState.Sending => "warn",
        _ => "off",
    };
}
