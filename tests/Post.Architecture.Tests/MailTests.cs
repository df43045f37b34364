using System.Text.RegularExpressions;

namespace Post.Architecture.Tests;

/// <summary>Every notice goes one way: no module sends its own mail.</summary>
[Trait("Clause", "12.11~1")]
public sealed class MailTests
{
    private const string Home = "src/Post.Kernel/Notices/";

    [Fact]
    public void Module_ReachesNoMailServerAndNoSocket() => Assert.Empty(
        from module in Product.Modules.Concat([Product.Host])
        from reference in module.GetReferencedAssemblies()
        where reference.Name is "System.Net.Mail" or "System.Net.Sockets" or "System.Net.Security"
        select $"{module.GetName().Name} references {reference.Name}: a notice is issued by INotices.");

    [Fact]
    public void MailClient_IsNamedUnderNoticesOnly()
    {
        var rule = new Regex(@"\b(SmtpConversation|SmtpTransport|IMailTransport|MailMessage|SmtpClient|System\.Net\.Mail)\b");
        var sources = SourceTree.Of("src", ".cs", ".razor");
        Assert.Contains(sources, s => s.Path.StartsWith(Home, StringComparison.Ordinal) && rule.IsMatch(s.Text));

        Assert.Empty(
            from source in sources
            where !source.Path.StartsWith(Home, StringComparison.Ordinal)
            from line in source.Lines
            where rule.IsMatch(line.Text)
            select $"{source.Path}:{line.Number} speaks of the mail client: {line.Text.Trim()}");
    }

    // A notice is written by those who may issue one; whoever writes its rows by hand goes round the rule.
    [Fact]
    public void Rows_AreWrittenUnderNoticesOnly()
    {
        var rule = new Regex(@"(insert into|update)\s+kernel\.notice", RegexOptions.IgnoreCase);
        var sources = SourceTree.Of("src", ".cs").ToList();
        Assert.Contains(sources, s => s.Path.StartsWith(Home, StringComparison.Ordinal) && rule.IsMatch(s.Text));

        Assert.Empty(sources.Where(s => !s.Path.StartsWith(Home, StringComparison.Ordinal) && rule.IsMatch(s.Text)).Select(s => s.Path));
    }
}
