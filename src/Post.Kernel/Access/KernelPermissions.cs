namespace Post.Kernel.Access;

/// <summary>What the kernel's own requests ask for.</summary>
public static class KernelPermissions
{
    public const string Operate = "Kernel.Operate";
    public const string Import = "Kernel.Import";
    public const string ReadImports = "Kernel.ReadImports";
    public const string ReadQueues = "Kernel.ReadQueues";
    public const string ReadDeadlines = "Kernel.ReadDeadlines";
    public const string KeepDeadlines = "Kernel.KeepDeadlines";
    public const string RecountDeadlines = "Kernel.RecountDeadlines";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(Operate, "Run jobs and look after the system"),
        new(Import, "Bring a file into the record"),
        new(ReadImports, "See imports and their rows"),
        new(ReadQueues, "See what waits for a person"),
        new(ReadDeadlines, "See deadlines and how they are counted"),
        new(KeepDeadlines, "Start, extend, stop and close deadlines of matters"),
        new(RecountDeadlines, "Count deadlines anew when a rule or a holiday changes"),
    ];
}
