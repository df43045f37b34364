using Post.Kernel.Ui;

namespace Post.Certification.Ui;

/// <summary>The part of an import's page that leads to the notice about it.</summary>
internal sealed class ReturnRowsSection : IImportSection
{
    public string Title => "Answer to the sender";

    public Type Component => typeof(ReturnRowsLink);
}
