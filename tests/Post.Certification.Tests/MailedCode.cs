using System.Text.RegularExpressions;
using Post.Kernel.Notices.ShowMailbox;

namespace Post.Certification.Tests;

/// <summary>What went to an address last, read in its mailbox: the code and the end of the link.</summary>
internal sealed partial record MailedCode(string Code, string Token)
{
    public static async Task<MailedCode> ReadAsync(PortalHost host, Guid address)
    {
        var delivery = await host.ScalarAsync<Guid>(
            """
            select d.id from kernel.notice_delivery d join kernel.address_challenge c on c.notice_id = d.notice_id
            where c.contact_point_id = $1 and c.used_at is null and c.void_at is null
            """, address);
        var read = await host.AsStaffAsync(new ReadMailboxMessageQuery(delivery));
        Assert.Null(read.Refusal);
        return new MailedCode(CodeForm().Match(read.Value.Text).Value, LinkForm().Match(read.Value.Text).Groups[1].Value);
    }

    [GeneratedRegex("^[A-Z0-9]{4}-[A-Z0-9]{4}$", RegexOptions.Multiline)]
    private static partial Regex CodeForm();

    [GeneratedRegex("/address/([0-9a-f]{64})")]
    private static partial Regex LinkForm();
}
