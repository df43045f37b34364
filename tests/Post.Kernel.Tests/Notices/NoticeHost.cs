using MediatR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Modules;
using Post.Kernel.Notices;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Notices.Mail;
using Post.Kernel.Notices.Sending;
using Post.Kernel.Requests;
using Post.Testing;

namespace Post.Kernel.Tests.Notices;

/// <summary>The product with one request more: a notice issued as a module issues it.</summary>
public sealed class NoticeHost : ModuleHost
{
    public const string Purpose = ContactPurposes.CommissionCorrespondence;

    public Caller Staff => People.CertificationStaff(Clock);

    /// <summary>Somebody new with an electronic mail address furnished for notices.</summary>
    internal async Task<Addressee> AddresseeAsync(
        AddresseeKind kind = AddresseeKind.LawEnforcementAgency, string? email = "chief@harbor.example", AddressOrigin origin = AddressOrigin.Addressee,
        string purpose = Purpose)
    {
        var to = new Addressee(kind, Guid.NewGuid(), "Harbor City Police Department");
        if (email is not null) await FurnishAsync(to, ContactKind.Email, email, origin, purpose);
        return to;
    }

    internal async Task<Guid> FurnishAsync(
        Addressee to, ContactKind kind, string value, AddressOrigin origin = AddressOrigin.Addressee, string purpose = Purpose)
    {
        var id = Guid.CreateVersion7(Clock.GetUtcNow());
        await ExecuteAsync(
            """
            insert into kernel.contact_point (id, owner_kind, owner_id, kind, value, purposes, origin, furnished_by, furnished_on, state, recorded_by, recorded_at)
            values ($1, $2, $3, $4, $5, $6, $7, 'the clerk', $8, 'Active', 'test', $9)
            """,
            id, to.Kind.ToString(), to.Id, kind.ToString(), value, new[] { purpose }, origin.ToString(), new DateOnly(2026, 6, 1), Clock.GetUtcNow().UtcDateTime);
        return id;
    }

    internal async Task<Guid> IssueAsync(Addressee to, string? message = null, string? occasion = null) =>
        (await Send(new IssueTrialNoticeCommand(to, occasion ?? Guid.NewGuid().ToString(), message ?? "A word to go with it."), Staff)).Value;

    internal static MailSettings SettingsFor(MailServer server) => new()
    {
        Host = "127.0.0.1",
        Port = server.Port,
        Security = MailSecurity.None,
        From = EmailAddress.TryParse("notices@post.example", out var from) ? from : throw new FormatException(),
        HelloName = "post.example",
        Timeout = TimeSpan.FromMilliseconds(700),
        FinalTimeout = TimeSpan.FromMilliseconds(700),
    };

    internal NoticeSender Sender(MailSettings settings, SendingProbe? probe = null) => new(
        Services.GetRequiredService<NpgsqlDataSource>(), Services.GetRequiredService<ServiceDispatchers>(), new SmtpTransport(settings), settings,
        probe ?? new SendingProbe(), Clock, NullLogger<NoticeSender>.Instance);

    internal Task<int> SendDueAsync(MailServer server) => Sender(SettingsFor(server)).RunAsync(CancellationToken.None);

    internal Task<string> StateAsync(Guid notice) => ScalarAsync<string>("select state from kernel.notice where id = $1", notice);

    internal Task<string> DeliveriesAsync(Guid notice) => ScalarAsync<string>(
        "select coalesce(string_agg(channel || ' ' || state, ', ' order by opened_at, channel), '') from kernel.notice_delivery where notice_id = $1", notice);

    internal Task<Guid> DeliveryAsync(Guid notice) => ScalarAsync<Guid>(
        "select id from kernel.notice_delivery where notice_id = $1 order by opened_at desc, channel desc limit 1", notice);

    internal Task<string> AttemptsAsync(Guid notice) => ScalarAsync<string>(
        """
        select coalesce(string_agg(a.state, ' ' order by a.number), '') from kernel.notice_attempt a
        join kernel.notice_delivery d on d.id = a.delivery_id where d.notice_id = $1
        """, notice);

    internal async Task<bool?> SufficientAsync(Guid notice) =>
        (await RowsAsync("select sufficient from kernel.notice where id = $1", r => r.IsDBNull(0) ? (bool?)null : r.GetBoolean(0), notice)).Single();

    protected override IReadOnlyList<IModule> Modules => [.. base.Modules, new TrialNotices()];
}

/// <summary>Stands where a module stands that tells somebody something.</summary>
internal sealed class TrialNotices : IModule
{
    public string Schema => "none";

    public IReadOnlyList<Permission> Permissions => [];

    public void AddServices(IServiceCollection services, IConfiguration configuration) { }
}

[Requires(KernelPermissions.SendNotices)]
[Audited("test.notice.issued", DataClass.None)]
internal sealed record IssueTrialNoticeCommand(Addressee To, string Occasion, string Message) : ICommand<Guid>;

internal sealed class IssueTrialNoticeHandler(INotices notices) : IRequestHandler<IssueTrialNoticeCommand, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(IssueTrialNoticeCommand command, CancellationToken ct) => await notices.IssueAsync(
        new NoticeRequest("import-rows-returned", command.To, command.Occasion, "A trial", WordsFor(command.To, command.Message), []), ct);

    internal static Dictionary<string, string> WordsFor(Addressee to, string message) => new()
    {
        ["addressee"] = to.Name,
        ["file"] = "roster.csv",
        ["received_on"] = "June 10, 2026",
        ["as_of"] = "June 9, 2026",
        ["rows"] = "3",
        ["accepted"] = "1",
        ["unchanged"] = "0",
        ["held"] = "1",
        ["rejected"] = "1",
        ["reasons"] = "- row 3 (line 4): the officer number should be written 0000-0000",
        ["message"] = message,
        ["contact"] = "the Division",
    };
}

/// <summary>Something that only one mailbox is to read.</summary>
[Requires(KernelPermissions.SendNotices)]
[Audited("test.secret.issued", DataClass.None)]
internal sealed record IssueSecretCommand(Addressee To, Guid OnlyTo, string Code) : ICommand<Guid>;

internal sealed class IssueSecretHandler(INotices notices) : IRequestHandler<IssueSecretCommand, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(IssueSecretCommand command, CancellationToken ct) => await notices.IssueAsync(
        new NoticeRequest(AddressChallenges.Kind, command.To, Guid.NewGuid().ToString(), "A trial", new Dictionary<string, string>
        {
            ["addressee"] = command.To.Name,
            ["until"] = "June 11, 2026, 12:00 PM",
        }, [])
        {
            OnlyTo = command.OnlyTo,
            Sealed = new Dictionary<string, string> { ["code"] = command.Code, ["link"] = "/address/0a1b" },
        }, ct);
}
