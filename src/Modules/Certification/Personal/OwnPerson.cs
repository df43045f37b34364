using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Persons;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Certification.Personal;

/// <summary>The account is tied to nobody in the record, so there is nothing of its own to see.</summary>
internal sealed record NoOwnRecord()
    : Refusal("This account is tied to nobody in the record. Ask the Commission's certification staff.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

/// <summary>
/// Says who the caller is in the record, under every number that is theirs. No request of a person's own portal names a person, so none
/// can name another.
/// </summary>
internal sealed class OwnPerson(CertificationDb db, IAccountDirectory accounts, CurrentCaller caller)
{
    public async Task<Result<OfficerMembers>> CurrentAsync(CancellationToken ct)
    {
        if (caller.Value.Id is not { } account) return new NoOwnRecord();
        var tied = await accounts.PersonsAsync([account], ct);
        return tied.TryGetValue(account, out var person) ? (await db.MembersAsync([person], ct))[person] : new NoOwnRecord();
    }
}

/// <summary>Addresses of a person's own portal.</summary>
internal static class PersonalPages
{
    public const string Home = "/me";
    public const string Tell = "/me/tell";
    public const string Statements = "/me/statements";
    public const string Petition = "/me/petition";
    public const string Training = "/me/training";
    public const string Fitness = "/me/fitness";
    public const string Addresses = "/me/addresses";
    public const string Notices = "/me/notices";
    public const string Lookers = "/me/who-looked";

    /// <summary>Where staff read what officers told.</summary>
    public const string Staff = "/staff/certification/statements";
}
