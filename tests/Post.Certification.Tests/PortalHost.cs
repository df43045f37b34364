using Microsoft.Extensions.DependencyInjection;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Domain;
using Post.Certification.Features.AppointMember;
using Post.Certification.Features.AppointOwnMember;
using Post.Certification.Members;
using Post.Kernel.Access;
using Post.Kernel.Notices;
using Post.Kernel.Requests;
using Post.Kernel.Time;
using Post.Testing;

namespace Post.Certification.Tests;

/// <summary>The product with the real gate: what an agency may see is asked of the register and not of a stand-in.</summary>
public sealed class PortalHost : CertificationHost
{
    private int _members;

    protected override bool AsksTheRegister => true;

    // Staff who read beside the portal have read their duties, as everybody must.
    protected override Task PrepareAsync() => ExecuteAsync(AccessRows.Acknowledge, Staff.Id!, Clock.GetUtcNow().UtcDateTime);

    // What stands in a mail alone is read where a demonstration reads it: the record has it nowhere.
    protected override void Arrange(IServiceCollection services) => services.AddSingleton(new MailboxSettings(ShowContent: true));

    internal DateOnly Today => Clock.Today();

    internal AppointmentToRecord Asked(MemberCapacity capacity, string? email = null, string name = "Dana Quill") => new(
        name, "Chief", email ?? $"member{Interlocked.Increment(ref _members)}@agency.example", MemberKind.Employee, null, capacity,
        capacity is MemberCapacity.Liaison ? ["Certification", "Training", "Standards", "Audits", "Other"] : [], Today, null,
        "Letter of the appointing authority, June 1, 2026");

    /// <summary>Recorded by the Commission, and at work in the portal.</summary>
    internal async Task<Caller> MemberAsync(Guid agency, MemberCapacity capacity, string? email = null)
    {
        var appointed = await AsStaffAsync(new AppointMemberCommand(agency, Asked(capacity, email)));
        Assert.Null(appointed.Refusal);
        return await AtWorkAsync(appointed.Value.Invitation.AccountId, agency, capacity);
    }

    internal async Task<Caller> AtWorkAsync(Guid account, Guid agency, MemberCapacity capacity)
    {
        await ExecuteAsync(AccessRows.Acknowledge, account, Clock.GetUtcNow().UtcDateTime);
        return new Caller(account, ActorKind.Agency, "Dana Quill", [$"Agency{capacity}"])
        {
            Organisation = agency.ToString(),
            Purpose = new ChosenPurpose("own-agency", null, null, Clock.GetUtcNow()),
            SessionId = account,
        };
    }

    internal Task<Result<Appointed>> DesignateAsync(Caller head, AppointmentToRecord asked) => Send(new AppointOwnMemberCommand(asked), head);
}
