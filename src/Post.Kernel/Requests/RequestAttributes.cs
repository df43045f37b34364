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
}

/// <summary>A request of the public site: counted by its name, never by who asked or for whom (architecture, section 3).</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PublicReadAttribute(string route) : Attribute
{
    public string Route { get; } = route;
}
