using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Running;

/// <summary>Documents about invented people, and how a person at work attaches one.</summary>
internal static class SyntheticDocument
{
    /// <summary>A whole PDF of one page with one line on it.</summary>
    public static byte[] Pdf(string line)
    {
        var words = $"BT /F1 24 Tf 60 700 Td ({line}) Tj ET";
        string[] objects =
        [
            "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            $"<</Length {words.Length}>>\nstream\n{words}\nendstream", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ];
        var pdf = new StringBuilder("%PDF-1.4\n");
        var table = new StringBuilder("0000000000 65535 f \n");
        for (var i = 0; i < objects.Length; i++)
        {
            table.Append(CultureInfo.InvariantCulture, $"{pdf.Length:0000000000} 00000 n \n");
            pdf.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var start = pdf.Length;
        pdf.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n{table}trailer\n<</Size {objects.Length + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(pdf.ToString());
    }

    public static async Task<string> ListOfAsync(RunningSite site, FileRow officer) =>
        $"/staff/documents?kind=officer-file&of={await site.PersonIdAsync(officer)}";

    /// <summary>Fills in the form of the page that stands open and sends it.</summary>
    public static async Task SendAsync(Visit visit, string name, byte[] bytes)
    {
        await visit.Page.GetByLabel("Received from").FillAsync("Harbor City Police Department");
        await visit.Page.GetByLabel("Class of data").SelectOptionAsync(new SelectOptionValue { Value = "Personal" });
        await visit.Page.GetByLabel("File, up to").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = bytes });
        await visit.Button("Add the document").ClickAsync();
        await Expect(visit.Link(name)).ToBeVisibleAsync();
    }
}
