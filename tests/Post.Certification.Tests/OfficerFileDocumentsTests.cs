using Microsoft.Extensions.DependencyInjection;
using Post.Kernel.Documents;
using Post.Kernel.Documents.ListDocuments;
using Post.Kernel.Documents.ReceiveDocument;
using Post.Kernel.Requests;
using static Post.Certification.Tests.Reports;

namespace Post.Certification.Tests;

public sealed class OfficerFileDocumentsTests(CertificationHost host) : IClassFixture<CertificationHost>
{
    [Fact]
    [Trait("Clause", "12.03(2) Record")]
    public async Task Document_IsAboutTheOfficerOfTheFile()
    {
        await host.ReportAsync(List(August, Officer("5009-0001", "Ida", "Vale")));
        var person = await host.PersonAsync("5009-0001");
        var owner = new DocumentOwnerKey("officer-file", person.ToString());
        var kept = await host.Services.GetRequiredService<DocumentStore>().KeepAsync(new MemoryStream("A letter."u8.ToArray()), 1000, default);

        var received = await host.AsStaffAsync(new ReceiveDocumentCommand(owner, kept.Value.Sha256, "letter.txt", "Personal", "Ida Vale"));

        var listed = (await host.AsStaffAsync(new ListDocumentsQuery(owner))).Value;
        Assert.Equal(("Officer file 5009-0001", $"/staff/officers/{person}"), (listed.Matter.Title, listed.Matter.Link));
        var row = Assert.Single(listed.Documents).Document;
        Assert.Equal(received.Value.Id, row.Id);
        Assert.Equal([person], row.Subjects);
    }

    // One officer has one list: no other way to write the same reference finds it.
    [Fact]
    public async Task ReferenceWrittenOtherwise_IsNotFound()
    {
        await host.ReportAsync(List(August, Officer("5009-0002", "Abe", "Vale")));
        var person = await host.PersonAsync("5009-0002");

        foreach (var reference in new[] { person.ToString("N"), person.ToString().ToUpperInvariant(), $" {person}", "5009-0002", Guid.NewGuid().ToString() })
        {
            Assert.IsType<NotFound>((await host.AsStaffAsync(new ListDocumentsQuery(new DocumentOwnerKey("officer-file", reference)))).Refusal);
        }
    }
}
