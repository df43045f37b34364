using System.Text;
using MediatR;
using Post.App.Access;
using Post.Audit;
using Post.Certification.Features.DecideApplication;
using Post.Certification.Features.ReceiveApplication;
using Post.Certification.Features.RecordFinding;
using Post.Certification.Features.RecordReviewStep;
using Post.Certification.Features.ResolveReviewItem;
using Post.Certification.Features.SettleCondition;
using Post.Certification.Features.StartDecisions;
using Post.Certification.Tests.Imports;
using Post.Kernel.Access;
using Post.Kernel.Imports.ContinueImport;
using Post.Kernel.Imports.ReceiveImport;
using Post.Kernel.Requests;
using Post.Kernel.Time;
using Post.Testing;
using static Post.Certification.Tests.Imports.FileDesk;

namespace Post.Certification.Tests;

/// <summary>Days of certifications are written by the Division of Police Certification; the other division's staff is refused (8.05(1)).</summary>
[Trait("Clause", "8.03(2) Division of Police Certification")]
public sealed class DivisionTests(CertificationHost host) : IClassFixture<CertificationHost>
{
    [Fact]
    public async Task StaffOfStandards_WriteNoDayOfACertification()
    {
        await host.BringInAsync("officers", Officers(Officer("7701-0001", "Smith, Mary")));
        var (person, before) = (await host.PersonAsync("7701-0001"), await host.RecordAsync());

        await RefusedAsync(new ReceiveApplicationCommand(person, "Recertification", null, host.Clock.Today(), null));
        await RefusedAsync(new RecordFindingCommand(Guid.NewGuid(), "age-21", "Shown", host.Clock.Today(), "Paper", null));
        await RefusedAsync(new DecideApplicationCommand(Guid.NewGuid(), "Grant", host.Clock.Today(), "Every standard is shown"));
        await RefusedAsync(new StartDecisionsCommand(Guid.NewGuid(), null, host.Clock.Today(), "Every standard is shown"));
        await RefusedAsync(new SettleConditionCommand(Guid.NewGuid(), true, host.Clock.Today(), "Paper"));
        await RefusedAsync(new RecordReviewStepCommand(Guid.NewGuid(), "Served", host.Clock.Today(), "By letter"));
        await RefusedAsync(new ResolveReviewItemCommand(Guid.NewGuid(), "Noted", "Looked at"));

        Assert.Equal(before, await host.RecordAsync());
    }

    [Theory]
    [InlineData("certifications")]
    [InlineData("officers")]
    public async Task FileWithDaysOfCertifications_IsRefusedToStandards_AndTakenFromCertification(string kind)
    {
        var text = kind is "officers"
            ? Officers(Officer("7702-0001", "Rivers, First0"))
            : Certifications(Certificate("7703-0001", "C-7703", "Initial", "9/1/2024", "9/1/2027", "Active", "", last: "Rivers", first: "First0"));
        var before = await host.RecordAsync();

        Assert.IsType<NotAllowed>((await ReceiveAsync(kind, text, People.StandardsStaff(host.Clock))).Refusal);
        Assert.Equal(before, await host.RecordAsync());
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from kernel.import_run where kind = $1 and file_name = 'division.csv'", kind));

        var received = await ReceiveAsync(kind, text, People.CertificationStaff(host.Clock));
        Assert.Null(received.Refusal);
        await host.ExecuteAsync("update kernel.import_run set state = 'Failed' where id = $1", received.Value);
        Assert.IsType<NotAllowed>((await host.Send(new ContinueImportCommand(received.Value), People.StandardsStaff(host.Clock))).Refusal);
        Assert.Null((await host.Send(new ContinueImportCommand(received.Value), People.CertificationStaff(host.Clock))).Refusal);
    }

    [Fact]
    public void PermissionToWriteDays_IsHeldByTheDivisionAndNotByTheOther()
    {
        foreach (var permission in new[] { CertificationPermissions.KeepApplications, CertificationPermissions.Decide, CertificationPermissions.Review, CertificationPermissions.SettleReports })
        {
            Assert.True(RolePermissions.Table.Allows([Roles.CertStaff], permission));
            Assert.False(RolePermissions.Table.Allows([Roles.StdStaff], permission));
        }
    }

    private async Task RefusedAsync<T>(IRequest<Result<T>> request)
    {
        var denied = await host.ScalarAsync<long>("select count(*) from audit.event where outcome = $1", AuditOutcome.Denied.ToString());
        Assert.IsType<NotAllowed>((await host.Send(request, People.StandardsStaff(host.Clock))).Refusal);
        Assert.Equal(denied + 1, await host.ScalarAsync<long>("select count(*) from audit.event where outcome = $1", AuditOutcome.Denied.ToString()));
    }

    private async Task<Result<Guid>> ReceiveAsync(string kind, string text, Caller caller)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await host.Send(new ReceiveImportCommand(kind, "division.csv", await host.KeepAsync(content), June, false, false), caller);
    }
}
