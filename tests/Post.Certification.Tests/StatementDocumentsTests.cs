using Microsoft.Extensions.DependencyInjection;
using Post.Certification.Documents;
using Post.Certification.Domain;
using Post.Certification.Features.TakeInStatement;
using Post.Kernel.Access;
using Post.Kernel.Documents;
using Post.Kernel.Documents.ListDocuments;
using Post.Kernel.Documents.OpenDocument;
using Post.Kernel.Documents.ReceiveDocument;
using Post.Kernel.Requests;

namespace Post.Certification.Tests;

/// <summary>What an officer sends with a statement is read by whoever reads the statement, and by nobody else.</summary>
[Trait("Clause", "12.07(1)(b)5")]
public sealed class StatementDocumentsTests(PortalHost host) : IClassFixture<PortalHost>
{
    private static readonly byte[] s_pdf =
    [
        .. "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"u8,
        .. "xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 3/Root 1 0 R>>\nstartxref\n110\n%%EOF\n"u8,
    ];

    // G: certificate uploaded T Unverified until MPTC or staff match.
    [Fact]
    public async Task CertificateOfATraining_IsReadAtTheAgency_AndMakesNoTrainingOfIt()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Mallow Police Department", "7401-0001");
        var officer = await PortalOfficer.InvitedAsync(host, "7401-0001");
        var id = await officer.ToldAsync(StatementKind.Training);

        var sent = await SendAsync(officer.Caller, id, from: "The training committee", kind: "CORI");

        Assert.Null(sent.Refusal);
        Assert.Null(sent.Value.HeldBecause);
        var document = Assert.Single((await ListAsync(officer.Caller, id)).Value.Documents).Document;
        // Who gave it and what it is the record says, not the form.
        Assert.Equal(("Statement", $"The officer, with {(await officer.FileAsync(id)).Reference}"), (document.Class, document.ReceivedFrom));
        Assert.Equal([officer.Person], document.Subjects);
        foreach (var reader in new[] { officer.Caller, agency.Liaison, agency.Head })
        {
            var opened = await host.Send(new OpenDocumentCommand(sent.Value.Id, DocumentUse.Download), reader);
            Assert.Null(opened.Refusal);
            Assert.Null((await host.Send(new FetchDocumentCommand(opened.Value.Ticket!), reader)).Refusal);
        }

        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from certification.training_record where person_id = $1", officer.Person));
        Assert.True((await officer.FileAsync(id)).Waits);
        Assert.Equal(3, await host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'document.fetched' and outcome = 'Ok' and subject_ids @> array[$1]", officer.Person));
    }

    [Fact]
    public async Task WithTheAgency_NeitherTheCommissionNorAnotherAgencyNorAClerkReadsIt()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Nettle Police Department", "7402-0001");
        var other = await ReportingAgency.OpenAsync(host, "Orchid Police Department", "7402-0002");
        var officer = await PortalOfficer.InvitedAsync(host, "7402-0001");
        var stranger = await PortalOfficer.InvitedAsync(host, "7402-0002");
        var id = await officer.ToldAsync(StatementKind.Training);
        var document = (await SendAsync(officer.Caller, id)).Value.Id;

        foreach (var caller in new[] { host.Staff, other.Liaison, stranger.Caller })
        {
            Assert.IsType<NotFound>((await ListAsync(caller, id)).Refusal);
            Assert.NotNull((await host.Send(new OpenDocumentCommand(document, DocumentUse.Download), caller)).Refusal);
        }

        Assert.IsType<NotAllowed>((await ListAsync(agency.Clerk, id)).Refusal);
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from kernel.document_ticket where document_id = $1", document));
        // What is refused is on record as well, with the person whom it is about.
        Assert.True(await host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'document.opened' and outcome <> 'Ok' and subject_ids @> array[$1]", officer.Person) >= 3);
    }

    [Fact]
    public async Task WithTheCommission_StaffReadIt_AndNothingIsAddedOnceItIsAnswered()
    {
        var officer = await PortalOfficer.OpenAsync(host, "7403-0001");
        await host.ExecuteAsync("update certification.employment set ends_on = $2 where person_id = $1", officer.Person, host.Today.AddDays(-1));
        var id = await officer.ToldAsync(StatementKind.Training);
        var document = (await SendAsync(officer.Caller, id)).Value.Id;

        var listed = await ListAsync(host.Staff, id);
        Assert.Equal(document, Assert.Single(listed.Value.Documents).Document.Id);
        Assert.Empty(listed.Value.OpenClasses);
        Assert.NotEmpty((await ListAsync(officer.Caller, id)).Value.OpenClasses);
        Assert.Null((await host.Send(new OpenDocumentCommand(document, DocumentUse.Show), host.Staff)).Refusal);

        Assert.Null((await host.AsStaffAsync(new TakeInStatementCommand(id, "Compared with the committee's list"))).Refusal);
        Assert.IsType<MatterClosed>((await SendAsync(officer.Caller, id)).Refusal);
        Assert.IsType<MatterClosed>((await host.Send(new OpenUploadQuery(Owner(id), 10), officer.Caller)).Refusal);
        Assert.Empty((await ListAsync(officer.Caller, id)).Value.OpenClasses);
    }

    [Fact]
    public async Task OnlyTheOfficerAdds_AndOnlyToTheOwnStatements()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Primrose Police Department", "7404-0001", "7404-0002");
        var officer = await PortalOfficer.InvitedAsync(host, "7404-0001");
        var colleague = await PortalOfficer.InvitedAsync(host, "7404-0002");
        var id = await officer.ToldAsync(StatementKind.Training);

        Assert.IsType<NotAllowed>((await SendAsync(agency.Liaison, id)).Refusal);
        Assert.IsType<NotFound>((await SendAsync(colleague.Caller, id)).Refusal);
        Assert.IsType<NotFound>((await SendAsync(host.Staff, id)).Refusal);
        Assert.IsType<NotFound>((await SendAsync(officer.Caller, Guid.NewGuid())).Refusal);
        Assert.IsType<NotFound>((await host.Send(new OpenUploadQuery(new(StatementDocuments.OwnerKind, id.ToString().ToUpperInvariant()), 10), officer.Caller)).Refusal);
        // The officer's own file at the Commission is not among them.
        Assert.IsType<NotAllowed>((await host.Send(new ListDocumentsQuery(new(OfficerFileDocuments.OwnerKind, $"{officer.Person}")), officer.Caller)).Refusal);
        Assert.IsType<NotAllowed>((await host.Send(new OpenUploadQuery(new(OfficerFileDocuments.OwnerKind, $"{officer.Person}"), 10), officer.Caller)).Refusal);
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from kernel.document where owner_kind = 'officer-statement' and owner_reference = $1", $"{id}"));
    }

    private static DocumentOwnerKey Owner(Guid statement) => new(StatementDocuments.OwnerKind, $"{statement}");

    private Task<Result<ListedDocuments>> ListAsync(Caller caller, Guid statement) => host.Send(new ListDocumentsQuery(Owner(statement)), caller);

    private async Task<Result<ReceivedDocument>> SendAsync(Caller caller, Guid statement, string from = "The officer", string kind = "Statement")
    {
        var kept = await host.Services.GetRequiredService<DocumentStore>().KeepAsync(new MemoryStream(s_pdf), 1_000_000, default);
        return await host.Send(new ReceiveDocumentCommand(Owner(statement), kept.Value.Sha256, "certificate.pdf", kind, from), caller);
    }
}
