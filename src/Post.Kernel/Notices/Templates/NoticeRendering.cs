using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Post.Kernel.Requests;

namespace Post.Kernel.Notices.Templates;

/// <summary>A notice as it is kept and sent: what is stored is what was sent, whatever becomes of the template.</summary>
public sealed record RenderedNotice(string Subject, string Text, string Html);

/// <summary>Makes a notice out of a template and the words for its places.</summary>
public sealed class NoticeRendering(ILoggerFactory loggers)
{
    // Of its own: a letter needs nothing of the host, and a process without a web host must render the very same.
    private static readonly ServiceProvider s_nothing = new ServiceCollection().BuildServiceProvider();

    public async Task<Result<RenderedNotice>> RenderAsync(
        NoticeKind kind, NoticeTemplate template, IReadOnlyDictionary<string, string> words)
    {
        if (template.CheckPlaces(kind) is { } unknown) return unknown;
        var missing = kind.Fields.Where(f => !words.ContainsKey(f)).ToList();
        var surplus = words.Keys.Where(w => !kind.Fields.Contains(w)).ToList();
        if (missing.Count + surplus.Count > 0)
        {
            return new TemplateFieldsDiffer($"Words are missing for: {string.Join(", ", missing)}. Not asked for: {string.Join(", ", surplus)}.");
        }

        var (subject, body) = template.Fill(words);
        var text = $"{body}\n\n{template.Authority}";
        return new RenderedNotice(subject, text, await HtmlAsync(template, subject, body));
    }

    private async Task<string> HtmlAsync(NoticeTemplate template, string subject, string body)
    {
        await using var renderer = new HtmlRenderer(s_nothing, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var mail = await renderer.RenderComponentAsync<NoticeMail>(ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(NoticeMail.Subject)] = subject,
                [nameof(NoticeMail.Text)] = body,
                [nameof(NoticeMail.Language)] = template.Language,
                [nameof(NoticeMail.Authority)] = template.Authority,
            }));
            return mail.ToHtmlString();
        });
    }
}
