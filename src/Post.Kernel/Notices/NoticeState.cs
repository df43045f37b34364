namespace Post.Kernel.Notices;

/// <summary>Where a notice stands, over all its deliveries; what needs a person comes before what does not.</summary>
public enum NoticeState
{
    /// <summary>No address was furnished for it, or none is left: staff must furnish one or choose.</summary>
    Held,
    Queued,

    /// <summary>A server may have taken it and the answer never came: a person decides.</summary>
    Uncertain,

    /// <summary>Electronic mail failed: it is to be printed and mailed.</summary>
    ToMail,
    Sent,
    Mailed,

    /// <summary>No mail server is set: it stands in the mailbox and left the house by no way.</summary>
    Kept,
    Withdrawn,
}

/// <summary>The ways a notice may go, in the order in which they are tried.</summary>
public enum Channel
{
    Email,
    Post,
}

/// <summary>Where one delivery, one channel to one address, stands.</summary>
public enum DeliveryState
{
    Queued,
    Sending,
    Sent,
    Kept,
    Uncertain,

    /// <summary>The server refused it for good, or it was tried as long as the rule says.</summary>
    Refused,

    /// <summary>Sent, and reported back as not delivered.</summary>
    Bounced,
    ToMail,
    Mailed,

    /// <summary>The address had been ended before it was sent.</summary>
    Replaced,
    Withdrawn,
}

/// <summary>What became of one attempt.</summary>
public enum AttemptState
{
    Begun,

    /// <summary>Written before the dot that ends the message; only from there on can a server have taken it.</summary>
    Transmitting,
    Accepted,
    Kept,
    Deferred,
    Refused,
    Uncertain,

    /// <summary>Left by a process that died before the dot: certainly not delivered.</summary>
    Abandoned,
}
