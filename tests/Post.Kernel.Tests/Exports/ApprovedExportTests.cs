using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Exports;
using Post.Kernel.Modules;
using Post.Kernel.Requests;
using Post.Kernel.Tests.Trial;
using Post.Testing;

namespace Post.Kernel.Tests.Exports;

/// <summary>Gives out so many rows about so many persons; a negative number says nothing of it.</summary>
[NeedsApproval("trial")]
[Requires(TrialPermissions.Read)]
[Audited("trial.file.approved", DataClass.Personal)]
internal sealed record TakeFileCommand(Guid ApprovalId, string Question, int Rows, int Persons) : ICommand<object>, IUsesApproval;

internal sealed record TrialFile(int RowCount, IEnumerable<Guid> SubjectIds, string Mark) : ICountsRows, INamesSubjects;

internal sealed class TakeFileHandler(ExportMark mark) : IRequestHandler<TakeFileCommand, Result<object>>
{
    public Task<Result<object>> Handle(TakeFileCommand command, CancellationToken cancellationToken)
    {
        var persons = Enumerable.Range(0, command.Persons).Select(_ => Guid.NewGuid()).ToList();
        object file = command.Rows < 0 ? "a file that counts nothing" : new TrialFile(command.Rows, persons, string.Join('|', mark.Cells));
        return Task.FromResult(new Result<object>(file));
    }
}

/// <summary>Approves one thing, to the letter.</summary>
internal sealed class TrialApprovals : IExportApprovals
{
    public static readonly Guid Approval = new("0a0a0a0a-0000-4000-8000-000000000001");

    public Task<Result<ExportApproval>> UseAsync(string export, IUsesApproval command, Guid eventId, CancellationToken ct) => Task.FromResult<Result<ExportApproval>>(
        (export, command.ApprovalId, command.Question) == ("trial", Approval, "all")
            ? new ExportApproval(Approval, "The second person", DateTimeOffset.UnixEpoch, "It is needed.", Rows: 3, Persons: 2)
            : new NotFound("This approval"));
}

/// <summary>The pipeline with somebody who approves.</summary>
public class ApprovingHost : ModuleHost
{
    protected override IReadOnlyList<IModule> Modules => [new TrialModule()];

    protected override PermissionTable Permissions => TrialPermissions.Table;

    protected override Task PrepareAsync() => ExecuteAsync(TrialDb.CreateSql);

    protected override void Arrange(IServiceCollection services) => services.AddSingleton(new Obstacles()).AddScoped<IExportApprovals, TrialApprovals>();
}

/// <summary>The pipeline where nobody approves.</summary>
public sealed class UnapprovingHost : ApprovingHost
{
    protected override void Arrange(IServiceCollection services) => services.AddSingleton(new Obstacles());
}

/// <summary>The step of the pipeline alone: no approval, no file; and no more in it than was approved.</summary>
[Trait("Clause", "8.07(5)(b)")]
public sealed class ApprovedExportTests(ApprovingHost host, UnapprovingHost nobody) : IClassFixture<ApprovingHost>, IClassFixture<UnapprovingHost>
{
    [Fact]
    public async Task Approved_LeavesMarkedAndItsEventNamesTheApproval()
    {
        var who = People.CertificationStaff(host.Clock);

        var file = Assert.IsType<TrialFile>((await host.Send(new TakeFileCommand(TrialApprovals.Approval, "all", 3, 2), who)).Value);

        var (id, payload) = Assert.Single(await host.RowsAsync(
            "select e.id, convert_from(p.body, 'UTF8') from audit.event e join audit.payload p on p.event_id = e.id where e.action = 'trial.file.approved' and e.outcome = 'Ok'",
            r => (r.GetGuid(0), r.GetString(1))));
        Assert.Equal(
            $"{ExportMark.Confidential}|{who.Name}|{who.Id}|2026-06-10T16:00:00Z|The second person|{TrialApprovals.Approval}|{id}", file.Mark);
        Assert.Equal(ExportMark.Columns.Count, file.Mark.Split('|').Length);
        Assert.Contains(TrialApprovals.Approval.ToString(), payload, StringComparison.Ordinal);
        Assert.Contains("It is needed.", payload, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, 2)]
    [InlineData(3, 3)]
    [InlineData(-1, 0)]
    public async Task MoreThanApprovedOrUncounted_DoesNotLeave(int rows, int persons)
    {
        var before = await host.CountEventsAsync("trial.file.approved", AuditOutcome.Refused);

        Assert.IsType<ExportGrew>((await SendAsync(host, "all", rows, persons)).Refusal);

        Assert.Equal(before + 1, await host.CountEventsAsync("trial.file.approved", AuditOutcome.Refused));
    }

    [Fact]
    public async Task AnotherQuestion_IsRefused() => Assert.IsType<NotFound>((await SendAsync(host, "all and more", 1, 1)).Refusal);

    [Fact]
    public async Task WhereNobodyApproves_NothingLeaves() => Assert.IsType<NobodyApproves>((await SendAsync(nobody, "all", 1, 1)).Refusal);

    private static Task<Result<object>> SendAsync(ModuleHost to, string question, int rows, int persons) =>
        to.Send(new TakeFileCommand(TrialApprovals.Approval, question, rows, persons), People.CertificationStaff(to.Clock));
}
