using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Post.Kernel.Data;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Notices.Mail;
using Post.Kernel.Notices.Sending;
using Post.Kernel.Notices.Templates;
using Post.Kernel.Work;

namespace Post.Kernel.Notices;

/// <summary>Registers notices: issuing in every process, sending where the host runs the <see cref="NoticeWorker"/>.</summary>
public static class NoticeServices
{
    public static IServiceCollection AddNotices(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(_ => MailSettings.Read(configuration))
        .AddSingleton(new MailboxSettings(ShowContent: false))
        .AddSingleton<IMailTransport>(p => p.GetRequiredService<MailSettings>() is { HasServer: true } settings ? new SmtpTransport(settings) : new MailboxTransport())
        .AddSingleton<SendingProbe>()
        .AddSingleton<NoticeSender>()
        .AddScoped<ContactPoints>()
        .AddScoped<ReceivedNotices>()
        .AddScoped<PassOns>()
        .AddScoped<NoticeTemplates>()
        .AddScoped<NoticeRendering>()
        .AddSecrets()
        .AddScoped<AddressVerification>()
        .AddScoped(p => new ChallengeBook(p.GetRequiredService<DbSession>(), p.GetRequiredService<NoticeBook>()))
        .AddScoped<AddressChallenges>()
        .AddScoped<NoticeBook>()
        .AddScoped<DeliveryBook>()
        .AddScoped<INotices, NoticeDesk>()
        .AddScoped<IWorkQueue, UncertainDeliveriesQueue>()
        .AddScoped<IWorkQueue, NoticesToMailQueue>()
        .AddScoped<IWorkQueue, HeldNoticesQueue>();

    private static IServiceCollection AddSecrets(this IServiceCollection services)
    {
        services.AddDataProtection();
        return services.AddSingleton<SealedWords>();
    }
}

/// <summary>Whether the mailbox page shows what the notices say; a demonstration alone does.</summary>
public sealed record MailboxSettings(bool ShowContent);
