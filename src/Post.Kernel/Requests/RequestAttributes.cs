using Post.Audit;

namespace Post.Kernel.Requests;

/// <summary>The permission a request needs; a request type without one stops start-up.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequiresAttribute(string permission) : Attribute
{
    public string Permission { get; } = permission;
}

/// <summary>What the log keeps of a request; a request type without one, and not public, stops start-up.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AuditedAttribute(string action, DataClass dataClass) : Attribute
{
    public string Action { get; } = action;
    public DataClass DataClass { get; } = dataClass;

    /// <summary>Groups of fields that the result may show, in the words of the record.</summary>
    public string[] Fields { get; init; } = [];

    /// <summary>It shows callers what is their own and nobody else's (c. 66A, § 2(f)-(g)): it asks no purpose, and is no look across a tie.</summary>
    public bool OfOneself { get; init; }

    /// <summary>
    /// It shows an agency or an officer what they themselves said to the Commission, or the Commission to them, and adds nothing of the
    /// record: the persons whom it names need not be the agency's officers, nor the officer. Purpose and ties hold all the same.
    /// </summary>
    public bool OwnWords { get; init; }

    /// <summary>
    /// It goes through the record or through a file of many, and finds whom it finds: each person shown is a row. Without it
    /// each is a file, and the rules about files hold.
    /// </summary>
    public bool Lists { get; init; }
}

/// <summary>A request of the public site: counted by its name, never by who asked or for whom (architecture, section 3).</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PublicReadAttribute(string route) : Attribute
{
    public string Route { get; } = route;
}
