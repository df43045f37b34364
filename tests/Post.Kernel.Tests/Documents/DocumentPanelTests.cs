using Bunit;
using Post.Kernel.Documents;
using Post.Kernel.Documents.ListDocuments;
using Post.Kernel.Requests;
using Post.Testing;

namespace Post.Kernel.Tests.Documents;

public sealed class DocumentPanelTests : PostBunitContext
{
    private static readonly DocumentOwnerKey s_owner = new("trial-matter", "matter-1");
    private static readonly DocumentClass s_open = new("Personal", "Personal data", Open: true);

    [Fact]
    public void EachState_HasItsWord()
    {
        Show(
            Row("sound.pdf"),
            Row("held.docm") with { Document = Made("held.docm", Content() with { HoldWords = "It contains macros." }) },
            Row("old.pdf") with { Document = Made("old.pdf", Content()) with { SupersededBy = Guid.NewGuid() } },
            Row("gone.pdf") with { Document = Made("gone.pdf", Content() with { Integrity = Integrity.Missing }) });

        var panel = Render<DocumentPanel>(p => p.Add(x => x.Owner, s_owner));

        Assert.Equal(["Accepted", "Held", "Superseded", "Damaged"], panel.FindAll(".chip").Select(c => c.TextContent.Trim()));
        Assert.Contains("It contains macros.", panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void ClosedClass_ShowsThatThereIsOneAndNoMore()
    {
        Show(new ListedDocument(Made("", Content()) with { ReceivedFrom = "", ReceivedBy = "" }, new DocumentClass("MedPsych", "Evaluation", Open: false)));

        var panel = Render<DocumentPanel>(p => p.Add(x => x.Owner, s_owner));

        Assert.Contains("Not open to your role", panel.Markup, StringComparison.Ordinal);
        Assert.Empty(panel.FindAll("tbody a"));
    }

    [Fact]
    public void TreacherousName_StandsThereByNumber()
    {
        Show(Row("x\u202Efdp.exe"));

        var panel = Render<DocumentPanel>(p => p.Add(x => x.Owner, s_owner));

        Assert.Equal("x⟨U+202E⟩fdp.exe", panel.Find("tbody a bdi").TextContent);
    }

    [Fact]
    public void Refused_SaysWhy()
    {
        Dispatcher.Answers<ListDocumentsQuery, ListedDocuments>(_ => new PurposeNeeded());

        Assert.Contains("purpose", Render<DocumentPanel>(p => p.Add(x => x.Owner, s_owner)).Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    private void Show(params ListedDocument[] rows) =>
        Dispatcher.Answers<ListDocumentsQuery, ListedDocuments>(_ => new ListedDocuments(new DocumentMatter("A matter", "/staff", []), rows, null, [s_open]));

    private static ListedDocument Row(string name) => new(Made(name, Content()), s_open);

    private static DocumentContent Content() =>
        new(new string('a', 64), 1234, DocumentType.Pdf, null, null, ScanState.NotConfigured, null, Integrity.Intact, ModuleHost.Start);

    private static Document Made(string name, DocumentContent content) => new(
        Guid.NewGuid(), content, name, "Personal", "Somebody", "Staff", ModuleHost.Start, [], s_owner, null, null);
}
