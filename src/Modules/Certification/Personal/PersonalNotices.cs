using Post.Certification.Contracts;
using Post.Kernel.Notices;
using Post.Kernel.Notices.Addresses;

namespace Post.Certification.Personal;

/// <summary>The notices to an officer, under every number. An invitation is a key to an account, a code to an address: neither is shown.</summary>
internal sealed class PersonalNotices(ReceivedNotices received)
{
    private static readonly string[] s_keys = [OfficerInvitationLetter.Kind, AddressChallenges.Kind];

    public Task<IReadOnlyList<ReceivedNotice>> ListAsync(OfficerMembers person, bool unseen, Guid? before, int limit, CancellationToken ct) =>
        received.ListAsync([.. person.MemberIds], s_keys, unseen ? ReceivedPart.Unseen : ReceivedPart.All, before, limit, ct);

    public Task<ReceivedNotice?> FindAsync(OfficerMembers person, Guid id, CancellationToken ct) =>
        received.FindAsync(id, [.. person.MemberIds], s_keys, ct);

    public async Task<int> UnseenAsync(OfficerMembers person, CancellationToken ct) =>
        (int)await received.UnseenAsync([.. person.MemberIds], s_keys, ct);
}
