using Npgsql;
using Post.Kernel.Access;
using Post.Kernel.Notices;
using Post.Kernel.Notices.Templates;
using Post.Kernel.Notices.Templates.AdoptTemplate;
using Post.Kernel.Notices.Templates.DraftTemplate;
using Post.Kernel.Notices.Templates.ShowTemplates;
using Post.Kernel.Time;
using Post.Testing;

namespace Post.Kernel.Tests.Notices;

/// <summary>The words of a kind of notice: dated versions, with the phrases that a clause asks for.</summary>
public sealed class NoticeTemplateTests(NoticeHost host) : IClassFixture<NoticeHost>
{
    private const string Kind = "import-rows-returned";
    private const string Good = "To {{addressee}}\n\n{{reasons}}\n\n555 CMR 12.05(3) and 555 CMR 12.11. {{message}}";

    private Caller Counsel => People.With(Roles.Counsel, host.Clock);

    [Theory]
    [InlineData("{{reasons}}")]
    [InlineData("555 CMR 12.05(3)")]
    [InlineData("555 CMR 12.11")]
    public async Task PhraseMissing_CannotBeAdoptedByPageOrByHand(string phrase)
    {
        var version = await DraftAsync(Good.Replace(phrase, "", StringComparison.Ordinal));

        var adopted = await host.Send(new AdoptTemplateCommand(Kind, version, host.Clock.Today()), Counsel);

        Assert.Equal(phrase, Assert.IsType<RequiredPhraseMissing>(adopted.Refusal).Phrase);
        await Assert.ThrowsAsync<PostgresException>(() => host.ExecuteAsync(
            "update kernel.notice_template set state = 'Adopted', valid_from = '2026-06-10', adopted_by = 'x', adopted_at = now() where version = $1", version));
    }

    [Fact]
    public async Task AdoptedFromADay_IsUsedFromThatDayAndStaysWhatItWas()
    {
        var version = await DraftAsync(Good + " Version of the summer.");
        var from = host.Clock.Today().AddDays(3);
        Assert.IsType<NotValidYet>(await InForceAsync(version));

        Assert.Null((await host.Send(new AdoptTemplateCommand(Kind, version, from), Counsel)).Refusal);
        Assert.IsType<NotValidYet>(await InForceAsync(version));
        var before = await host.IssueAsync(await host.AddresseeAsync());
        host.Clock.Advance(TimeSpan.FromDays(3));
        var after = await host.IssueAsync(await host.AddresseeAsync());

        Assert.DoesNotContain("summer", await TextAsync(before), StringComparison.Ordinal);
        Assert.Contains("Version of the summer.", await TextAsync(after), StringComparison.Ordinal);
        Assert.IsType<TemplateNotDraft>((await host.Send(new AdoptTemplateCommand(Kind, version, from), Counsel)).Refusal);
        Assert.IsType<TemplateDateInPast>((await host.Send(
            new AdoptTemplateCommand(Kind, await DraftAsync(Good), host.Clock.Today().AddDays(-1)), Counsel)).Refusal);
    }

    [Fact]
    public async Task PlaceThatTheKindCannotFill_IsRefused()
    {
        var drafted = await host.Send(new DraftTemplateCommand(Kind, "About {{file}}", Good + " {{password}}", "555 CMR 12.00"), host.Staff);

        Assert.Contains("{{password}}", Assert.IsType<TemplateFieldsDiffer>(drafted.Refusal).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WordsFilledIn_AreNeverMarkupAndNeverPlaces()
    {
        var notice = await host.IssueAsync(await host.AddresseeAsync(), "<script>alert(1)</script> {{contact}} \u202e\u0007\r\n\r\n\r\n\r\nnext");
        var html = await host.ScalarAsync<string>("select html from kernel.notice where id = $1", notice);

        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Contains("{{contact}}", await TextAsync(notice), StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', await TextAsync(notice));
        Assert.DoesNotContain('\u0007', await TextAsync(notice));
        Assert.DoesNotContain("\n\n\n", await TextAsync(notice), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shown_WithItsPhrasesAndFilledWithMadeUpWords()
    {
        var shown = (await host.Send(new ShowTemplatesQuery(Kind, 1), host.Staff)).Value;

        Assert.Equal(3, shown.Phrases.Count);
        Assert.Contains("[file]", shown.Preview!.Subject, StringComparison.Ordinal);
        Assert.Contains("row 12", shown.Preview.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Subject_IsOneLineWhateverIsFilledIn()
    {
        var template = new NoticeTemplate(Kind, "en", 1, TemplateState.Adopted, "About {{file}}", "{{file}}", "x", new DateOnly(2023, 9, 1));

        var (subject, _) = template.Fill(new Dictionary<string, string> { ["file"] = "a\r\nBcc: b@c.example\u2028\u0000d" });

        Assert.Equal("About a Bcc: b@c.example d", subject);
    }

    private async Task<int> DraftAsync(string body) =>
        (await host.Send(new DraftTemplateCommand(Kind, "About {{file}}", body, "555 CMR 12.00"), host.Staff)).Value;

    private Task<string> TextAsync(Guid notice) => host.ScalarAsync<string>("select body from kernel.notice where id = $1", notice);

    private async Task<object> InForceAsync(int version) =>
        (await host.Send(new ShowTemplatesQuery(Kind), host.Staff)).Value.InForce == version ? "in force" : new NotValidYet();

    private sealed record NotValidYet;
}
