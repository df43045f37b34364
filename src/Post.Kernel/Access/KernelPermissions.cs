namespace Post.Kernel.Access;

/// <summary>What the kernel's own requests ask for.</summary>
public static class KernelPermissions
{
    public const string Operate = "Kernel.Operate";
    public const string Import = "Kernel.Import";
    public const string ShapeImports = "Kernel.ShapeImports";
    public const string ReadImports = "Kernel.ReadImports";
    public const string ReadQueues = "Kernel.ReadQueues";
    public const string ReadDeadlines = "Kernel.ReadDeadlines";
    public const string KeepDeadlines = "Kernel.KeepDeadlines";
    public const string RecountDeadlines = "Kernel.RecountDeadlines";
    public const string ReadNotices = "Kernel.ReadNotices";
    public const string SendNotices = "Kernel.SendNotices";
    public const string AdoptTemplates = "Kernel.AdoptTemplates";
    public const string SettleDeliveries = "Kernel.SettleDeliveries";
    public const string DeliverNotices = "Kernel.DeliverNotices";
    public const string ConfirmAddresses = "Kernel.ConfirmAddresses";
    public const string ReceiveDocuments = "Kernel.ReceiveDocuments";
    public const string ReadDocuments = "Kernel.ReadDocuments";
    public const string ReleaseDocuments = "Kernel.ReleaseDocuments";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(Operate, "Run jobs and look after the system"),
        new(Import, "Bring a file into the record"),
        new(ShapeImports, "Say what the columns of files mean, and keep or retire it as a profile"),
        new(ReadImports, "See imports and their rows"),
        new(ReadQueues, "See what waits for a person"),
        new(ReadDeadlines, "See deadlines and how they are counted"),
        new(KeepDeadlines, "Start, extend, stop and close deadlines of matters"),
        new(RecountDeadlines, "Count deadlines anew when a rule or a holiday changes"),
        new(ReadNotices, "Read notices and their proof, and the templates"),
        new(SendNotices, "Keep addresses, draft templates, mail, release and withdraw notices"),
        new(AdoptTemplates, "Put the words of a kind of notice into force"),
        new(SettleDeliveries, "See how mail leaves, and decide what a server did not answer"),
        new(DeliverNotices, "Send what is due"),
        new(ConfirmAddresses, "Say by the link in a mail that its address reaches one"),
        new(ReceiveDocuments, "Attach a document to a file"),
        new(ReadDocuments, "See a file's documents and open those of classes open to the role"),
        new(ReleaseDocuments, "Let a held document out for download, or say that it stays held"),
    ];
}
