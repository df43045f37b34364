using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Documents;
using Post.Kernel.Documents.ListDocuments;
using Post.Kernel.Documents.OpenDocument;
using Post.Kernel.Documents.ReceiveDocument;
using Post.Kernel.Requests;
using Post.Testing;

namespace Post.Kernel.Tests.Documents;

/// <summary>A document comes onto the record with its bytes, its sender and its subjects, and stays.</summary>
public sealed class ReceiveDocumentTests(DocumentHost host) : IClassFixture<DocumentHost>
{
    [Fact]
    [Trait("Clause", "12.03(2) Maintain")]
    public async Task Document_IsKeptByteForByteWithWhatIsNotReadilySeen()
    {
        var bytes = Samples.Xlsx(("xl/comments1.xml", Samples.Utf8("<comments>not for print</comments>")));

        var received = await host.ReceiveAsync(bytes, "figures.xlsx");

        var opened = await host.OpenAsync(received.Value.Id, DocumentUse.Download);
        var fetched = await host.FetchAsync(opened.Value.Ticket!);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(host.Store.PathOf(fetched.Value.Document.Content.Sha256)));
        Assert.Equal(("figures.xlsx", DocumentType.Xlsx, "Harbor City Police Department"),
            (fetched.Value.Document.NameAsSent, fetched.Value.Document.Content.Type, fetched.Value.Document.ReceivedFrom));
    }

    [Fact]
    public async Task Receipt_LeavesOneEventWithSubjectsAndDigest()
    {
        var before = await host.CountEventsAsync("document.received");

        var received = await host.ReceiveAsync(Samples.Pdf(Samples.PdfObject("<</Title(event)>>")));

        var left = await host.LastEventAsync("document.received");
        Assert.Equal(before + 1, await host.CountEventsAsync("document.received"));
        Assert.Equal([TrialMatters.Subject], left.Subjects);
        var sha256 = await host.ScalarAsync<string>("select sha256 from kernel.document where id = $1", received.Value.Id);
        Assert.Equal(sha256, Convert.ToHexStringLower(left.Artefact!));
        Assert.Equal([TrialMatters.Subject], await host.ScalarAsync<Guid[]>("select subjects from kernel.document where id = $1", received.Value.Id));
    }

    [Fact]
    public async Task SameFileTwice_IsOneContentAndTwoDocuments()
    {
        var bytes = Samples.Pdf(Samples.PdfObject("<</Title(twice)>>"));
        var sha256 = await host.KeepAsync(bytes);

        var first = await host.ReceiveAsync(bytes, "a.pdf");
        var second = await host.ReceiveAsync(bytes, "b.pdf");

        Assert.NotEqual(first.Value.Id, second.Value.Id);
        Assert.Equal(1, await host.ScalarAsync<long>("select count(*) from kernel.document_content where sha256 = $1", sha256));
        Assert.Equal(2, await host.ScalarAsync<long>("select count(*) from kernel.document where sha256 = $1", sha256));
    }

    // Any form, any type: what is not safe is a record all the same, kept inert.
    [Theory]
    [Trait("Clause", "12.03(2) Record")]
    [InlineData("program", "a.pdf")]
    [InlineData("unknown-type", "recording.bin")]
    public async Task UnsafeDocument_IsKeptAndNeverServed(string hold, string name)
    {
        byte[] bytes = hold == "program" ? [.. "MZ"u8, .. new byte[64]] : [1, 2, 3, 0, 0, 9];

        var received = await host.ReceiveAsync(bytes, name);

        Assert.NotNull(received.Value.HeldBecause);
        Assert.Equal(hold, await host.ScalarAsync<string>(
            "select hold from kernel.document join kernel.document_content using (sha256) where id = $1", received.Value.Id));
        Assert.Null((await host.OpenAsync(received.Value.Id)).Value.Ticket);
        Assert.IsType<DocumentHeld>((await host.OpenAsync(received.Value.Id, DocumentUse.Download)).Refusal);
    }

    [Fact]
    [Trait("Clause", "12.03(2) Record")]
    public async Task BodyCameraClip_IsAcceptedAndNothingIsPublicByBeingReceived()
    {
        var received = await host.ReceiveAsync(Samples.Mp4, "bodycam.mp4");

        Assert.Null(received.Value.HeldBecause);
        Assert.Equal("Unclassified", (await host.OpenAsync(received.Value.Id)).Value.Document.Class);
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from kernel.document_class where roles && '{Public}'"));
    }

    // A recording is a record as a text is: the same class, source, subjects and digest stand beside it.
    [Fact]
    [Trait("Clause", "8.03(2) Record, Information, and Data")]
    public async Task SoundPictureAndText_CarryTheSameRestrictionAndSource()
    {
        foreach (var bytes in new[] { Samples.Wav, Samples.Mp4, Samples.Png, Samples.Utf8("A note.") })
        {
            var received = await host.ReceiveAsync(bytes, kind: "CORI");

            var document = (await host.OpenAsync(received.Value.Id)).Value.Document;
            Assert.Equal(("CORI", "Harbor City Police Department", DocumentHost.Matter), (document.Class, document.ReceivedFrom, document.Owner));
            Assert.Equal([TrialMatters.Subject], document.Subjects);
            Assert.IsType<DocumentClassClosed>((await host.OpenAsync(received.Value.Id, caller: People.With(Roles.RecordsAccessOfficer, host.Clock))).Refusal);
        }
    }

    [Fact]
    public async Task LaterDocument_SupersedesAndTheEarlierStays()
    {
        var first = await host.ReceiveAsync(Samples.Pdf(Samples.PdfObject("<</Title(first)>>")));

        var second = await host.ReceiveAsync(Samples.Pdf(Samples.PdfObject("<</Title(second)>>")), supersedes: first.Value.Id);

        Assert.Equal(second.Value.Id, (await host.OpenAsync(first.Value.Id)).Value.Document.SupersededBy);
        Assert.NotNull((await host.OpenAsync(first.Value.Id)).Value.Ticket);
        Assert.IsType<CannotSupersede>((await host.ReceiveAsync(Samples.Png, supersedes: first.Value.Id)).Refusal);
        Assert.IsType<CannotSupersede>((await host.ReceiveAsync(
            Samples.Png, supersedes: second.Value.Id, owner: DocumentHost.Matter with { Reference = "matter-2" })).Refusal);
    }

    [Fact]
    public async Task OwnerThatIsNone_IsNotFound()
    {
        Assert.IsType<NotFound>((await host.ReceiveAsync(Samples.Png, owner: new DocumentOwnerKey("no-such-kind", "1"))).Refusal);
        Assert.IsType<NotFound>((await host.ReceiveAsync(Samples.Png, owner: DocumentHost.Matter with { Reference = "../1" })).Refusal);
    }

    [Fact]
    public async Task ContentThatIsNotThere_IsRefused()
    {
        var command = new ReceiveDocumentCommand(DocumentHost.Matter, new string('a', 64), "x.pdf", "Unclassified", "Somebody");

        Assert.IsType<DocumentContentLost>((await host.Send(command, host.Staff)).Refusal);
    }

    [Theory]
    [InlineData("", "NotValid")]
    [InlineData("line\nbreak", "NotValid")]
    public async Task SenderNotSaid_IsRefused(string from, string refusal)
    {
        var command = new ReceiveDocumentCommand(DocumentHost.Matter, await host.KeepAsync(Samples.Png), "x.png", "Unclassified", from);

        Assert.Equal(refusal, (await host.Send(command, host.Staff)).Refusal!.GetType().Name);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("x.pdf\u202Efdp.exe")]
    [InlineData("'; drop table kernel.document; --")]
    public async Task TreacherousName_IsStoredAsWordsAndLeadsNowhere(string name)
    {
        var received = await host.ReceiveAsync(Samples.Png, name);

        var document = (await host.OpenAsync(received.Value.Id)).Value.Document;
        Assert.Equal(name, document.NameAsSent);
        Assert.DoesNotContain('\u202E', document.ShownName);
        Assert.All(Directory.GetFiles(host.Store.Folder, "*", SearchOption.AllDirectories), f => Assert.Matches("^[0-9a-f]{64}$", Path.GetFileName(f)));
    }

    // The class decides who may open it; the list still tells that it is there.
    [Theory]
    [InlineData("MedPsych", Roles.CertStaff, true)]
    [InlineData("MedPsych", Roles.StdStaff, false)]
    [InlineData("IA", Roles.StdStaff, true)]
    [InlineData("IA", Roles.CertStaff, false)]
    [InlineData("Privileged", Roles.Counsel, true)]
    [InlineData("Privileged", Roles.AuditStaff, false)]
    public async Task Class_OpensToItsRolesAlone(string kind, string role, bool opens)
    {
        var received = await host.ReceiveAsync(Samples.Png, kind: kind, caller: People.Operator(host.Clock));
        var caller = People.With(role, host.Clock);

        var opened = await host.OpenAsync(received.Value.Id, caller: caller);
        var listed = await host.Send(new ListDocumentsQuery(DocumentHost.Matter), caller);

        Assert.Equal(opens ? null : typeof(DocumentClassClosed), opened.Refusal?.GetType());
        var row = listed.Value.Documents.Single(d => d.Document.Id == received.Value.Id);
        Assert.Equal(opens ? "report.pdf" : "", row.Document.NameAsSent);
        Assert.Equal([TrialMatters.Subject], (await host.LastEventAsync("document.opened")).Subjects);
    }

    [Fact]
    public async Task ClassThatIsNotOpen_CannotBeGiven() =>
        Assert.IsType<DocumentClassNotOpen>((await host.ReceiveAsync(Samples.Png, kind: "Privileged")).Refusal);

    // A role that may see documents and not this matter sees neither.
    [Fact]
    public async Task MatterClosedToTheRole_ClosesItsDocuments()
    {
        var received = await host.ReceiveAsync(Samples.Png);
        var outsider = new Caller(Guid.NewGuid(), ActorKind.Staff, "Outsider", [Roles.ComplianceOfficer]) { SessionId = Guid.NewGuid(), Purpose = People.With(Roles.ComplianceOfficer, host.Clock).Purpose };

        Assert.IsType<NotAllowed>((await host.OpenAsync(received.Value.Id, caller: outsider)).Refusal);
        Assert.IsType<NotAllowed>((await host.Send(new ListDocumentsQuery(DocumentHost.Matter), outsider)).Refusal);
    }

    [Fact]
    public async Task WithoutPurpose_NothingIsReceivedOrOpened()
    {
        var received = await host.ReceiveAsync(Samples.Png);
        var idle = People.WithoutPurpose(host.Staff);

        Assert.IsType<PurposeNeeded>((await host.ReceiveAsync(Samples.Jpeg, caller: idle)).Refusal);
        Assert.IsType<PurposeNeeded>((await host.OpenAsync(received.Value.Id, caller: idle)).Refusal);
    }

    [Fact]
    public async Task List_PagesByKeyNewestFirst()
    {
        var owner = DocumentHost.Matter with { Reference = "matter-of-many" };
        var ids = new List<Guid>();
        for (var i = 0; i < 23; i++)
        {
            ids.Add((await host.ReceiveAsync(Samples.Png, $"{i}.png", owner: owner)).Value.Id);
            host.Clock.Advance(TimeSpan.FromMilliseconds(2));
        }

        var first = (await host.Send(new ListDocumentsQuery(owner), host.Staff)).Value;
        var second = (await host.Send(new ListDocumentsQuery(owner, first.Next), host.Staff)).Value;

        Assert.Null(second.Next);
        Assert.Equal(ids.AsEnumerable().Reverse(), first.Documents.Concat(second.Documents).Select(d => d.Document.Id));
    }

    [Fact]
    public async Task LogRefuses_NothingIsOnRecord()
    {
        var before = await host.ScalarAsync<long>("select count(*) from kernel.document");
        await host.ExecuteAsync("revoke insert on audit.event from post_app");
        try
        {
            Assert.IsType<NotRecorded>((await host.ReceiveAsync(Samples.Jpeg)).Refusal);
        }
        finally
        {
            await host.ExecuteAsync("grant insert on audit.event to post_app");
        }

        Assert.Equal(before, await host.ScalarAsync<long>("select count(*) from kernel.document"));
    }

    [Theory]
    [InlineData("delete from kernel.document")]
    [InlineData("update kernel.document set name_as_sent = 'x'")]
    [InlineData("update kernel.document_content set type = 'Pdf', hold = null, hold_words = null")]
    [InlineData("delete from kernel.document_finding")]
    [InlineData("update kernel.document_ticket set expires_at = now() + interval '1 day'")]
    public async Task App_CannotChangeWhatCame(string sql)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(host.Database.App);
        await using var command = source.CreateCommand(sql);

        Assert.Equal("42501", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState);
    }
}

/// <summary>One person may send so much in a day.</summary>
public sealed class NarrowDocumentHost : DocumentHost
{
    protected override DocumentSettings Change(DocumentSettings settings) => settings with { MaxBytes = 1000, MaxBytesPerDay = 1500 };
}

public sealed class OpenUploadTests(NarrowDocumentHost host) : IClassFixture<NarrowDocumentHost>
{
    [Fact]
    public async Task Terms_NarrowWithWhatWasSentAndWidenTheNextDay()
    {
        Assert.Equal(1000, (await AskAsync(null)).Value.MaxBytes);
        Assert.IsType<DocumentTooLarge>((await AskAsync(1001)).Refusal);
        await host.ReceiveAsync([.. Samples.Latin(new string('a', 900))]);

        Assert.Equal(600, (await AskAsync(null)).Value.MaxBytes);
        Assert.IsType<UploadQuotaReached>((await AskAsync(700)).Refusal);
        Assert.Equal(1000, (await AskAsync(null, People.With(Roles.StdStaff, host.Clock))).Value.MaxBytes);

        host.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(1000, (await AskAsync(null)).Value.MaxBytes);
        Assert.Equal([TrialMatters.Subject], (await host.LastEventAsync("document.upload-opened")).Subjects);
    }

    private Task<Result<UploadTerms>> AskAsync(long? bytes, Caller? caller = null) =>
        host.Send(new OpenUploadQuery(DocumentHost.Matter, bytes), caller ?? host.Staff);
}
