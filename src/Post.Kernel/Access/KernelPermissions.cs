namespace Post.Kernel.Access;

/// <summary>What the kernel's own requests ask for.</summary>
public static class KernelPermissions
{
    public const string Operate = "Kernel.Operate";
    public const string Import = "Kernel.Import";
    public const string ReadImports = "Kernel.ReadImports";
    public const string ReadQueues = "Kernel.ReadQueues";
    public const string ReceiveDocuments = "Kernel.ReceiveDocuments";
    public const string ReadDocuments = "Kernel.ReadDocuments";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(Operate, "Run jobs and look after the system"),
        new(Import, "Bring a file into the record"),
        new(ReadImports, "See imports and their rows"),
        new(ReadQueues, "See what waits for a person"),
        new(ReceiveDocuments, "Attach a document to a file"),
        new(ReadDocuments, "See a file's documents and open those of classes open to the role"),
    ];
}
