namespace Post.Kernel.Requests;

/// <summary>
/// Open while a request runs that will leave its event, or that is counted as the public's. Without it a scope gets no
/// connection: what stands outside the gate reaches no data.
/// </summary>
public sealed class AuditTicket
{
    public bool IsOpen { get; private set; }

    /// <summary>The gate alone opens one.</summary>
    internal void Open() => IsOpen = true;

    /// <summary>For the reading between the requests of one act, whose event stands already and is named.</summary>
    public void OpenUnder(Guid act)
    {
        if (act == Guid.Empty) throw new ArgumentException("The act has no event.", nameof(act));
        IsOpen = true;
    }

    /// <summary>For the product's own books, such as which imports wait: no person's data. A test lists who looks at them.</summary>
    public void OpenForBooks() => IsOpen = true;
}
