namespace Post.Kernel.Access;

/// <summary>What the kernel's own requests ask for.</summary>
public static class KernelPermissions
{
    public const string Operate = "Kernel.Operate";
    public const string Import = "Kernel.Import";
    public const string ShapeImports = "Kernel.ShapeImports";
    public const string ReadImports = "Kernel.ReadImports";
    public const string ReadQueues = "Kernel.ReadQueues";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(Operate, "Run jobs and look after the system"),
        new(Import, "Bring a file into the record"),
        new(ShapeImports, "Say what the columns of files mean, and keep or retire it as a profile"),
        new(ReadImports, "See imports and their rows"),
        new(ReadQueues, "See what waits for a person"),
    ];
}
