using Post.Audit;
using Post.Certification.Domain;
using Post.Certification.Features.InviteOfficer;
using Post.Certification.Features.ShowPersonalRecord;
using Post.Certification.Features.ShowPersonalStatement;
using Post.Certification.Features.SubmitStatement;
using Post.Certification.Personal;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Certification.Tests;

/// <summary>An officer at the own portal, invited by staff, and the acts there in the order in which a person does them.</summary>
internal sealed record PortalOfficer(PortalHost Host, string Number, Guid Person, Caller Caller)
{
    /// <summary>An officer of the Commission's list who was invited.</summary>
    public static async Task<PortalOfficer> OpenAsync(PortalHost host, string number, string agency = "Millbrook Police Department", string surname = "Rivers")
    {
        await host.ReportAsync(Reports.List(Reports.September, Reports.Officer(number, "Alex", surname, agency: agency)));
        return await InvitedAsync(host, number);
    }

    /// <summary>Somebody who is on record already.</summary>
    public static async Task<PortalOfficer> InvitedAsync(PortalHost host, string number)
    {
        var person = await host.PersonAsync(number);
        var invited = await host.AsStaffAsync(new InviteOfficerCommand(person, $"officer{number}@home.example", "Letter of the officer, June 1, 2026"));
        Assert.Null(invited.Refusal);
        return new PortalOfficer(host, number, person, AtWork(host, invited.Value.Invitation.AccountId));
    }

    public static Caller AtWork(PortalHost host, Guid account) => new(account, ActorKind.Officer, "Alex Rivers", [Roles.OfficerUser])
    {
        Purpose = new ChosenPurpose("own-record", null, null, host.Clock.GetUtcNow()),
        SessionId = account,
    };

    public Task<Result<T>> Send<T>(MediatR.IRequest<Result<T>> request) => Host.Send(request, Caller);

    public async Task<PersonalRecord> RecordAsync()
    {
        var shown = await Send(new ShowPersonalRecordQuery());
        Assert.Null(shown.Refusal);
        return shown.Value;
    }

    /// <summary>What a statement of the kind says, so that it may be submitted.</summary>
    public StatementContent Says(StatementKind kind) => new StatementContent { OccurredOn = Host.Today.AddDays(-3), KnownOn = Host.Today.AddDays(-1) } with
    {
        Channel = kind is StatementKind.Address ? "Email" : null,
        Contact = kind is StatementKind.Address or StatementKind.UnitHead ? $"new{Number}@home.example" : null,
        FirstName = kind is StatementKind.Name ? "Alexandra" : null,
        Surname = kind is StatementKind.Name ? "Rivers-Stone" : null,
        WorkStatusCode = kind is StatementKind.WorkStatus ? "OnLeave" : null,
        Subject = kind is StatementKind.Workplace ? "Larch County Sheriff's Office" : kind is StatementKind.Training ? "Crisis intervention" : null,
        Head = kind is StatementKind.UnitHead ? "Robin Vale" : null,
        Minutes = kind is StatementKind.Training ? 480 : null,
        Place = kind is StatementKind.Training ? "Academy at Plymouth" : null,
        Evidence = kind is StatementKind.Name or StatementKind.Training ? "Certificate, kept at home" : null,
    };

    public Task<Result<StatementReceipt>> TellAsync(StatementKind kind, StatementContent? said = null, bool attested = true) =>
        Send(new SubmitStatementCommand(kind, said ?? Says(kind), attested));

    /// <summary>The id of a statement that was received.</summary>
    public async Task<Guid> ToldAsync(StatementKind kind, StatementContent? said = null)
    {
        var told = await TellAsync(kind, said);
        Assert.Null(told.Refusal);
        return told.Value.Id;
    }

    public async Task<StatementFile> FileAsync(Guid statement)
    {
        var shown = await Send(new ShowPersonalStatementQuery(statement));
        Assert.Null(shown.Refusal);
        return shown.Value.File;
    }
}
