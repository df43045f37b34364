namespace Post.AccessReview.Ui;

/// <summary>Addresses of the pages on which files of restricted data are asked for, decided and taken.</summary>
internal static class ExportPages
{
    public const string List = "/staff/access-review/exports";

    public static string Ask(string export, string question) => $"{List}/new?export={export}&question={Uri.EscapeDataString(question)}";
}
