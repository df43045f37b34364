using System.Reflection;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Kernel.Exports;

/// <summary>
/// Inside the transaction: a command that needs an approval uses it up together with its event, or does not run. What its
/// handler made is held against what was approved before it leaves.
/// </summary>
public sealed class ApprovedExportBehavior<TRequest, TResponse>(IServiceProvider services) : IPipelineBehavior<TRequest, TResponse>
{
    private static readonly NeedsApprovalAttribute? s_needs = typeof(TRequest).GetCustomAttribute<NeedsApprovalAttribute>();

    public async Task<TResponse> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TResponse> next)
    {
        if (s_needs is null) return await next();
        // Asked for only here: a step of the pipeline is made before the gate lets anything near the database.
        if (services.GetService<IExportApprovals>() is not { } keeper) return Refusals.Of<TResponse>(new NobodyApproves());
        var used = await keeper.UseAsync(s_needs.Export, (IUsesApproval)request!, services.GetRequiredService<AuditDraft>().Id, ct);
        if (used.Refusal is { } refusal) return Refusals.Of<TResponse>(refusal);
        var approval = used.Value;
        services.GetRequiredService<ExportMark>().Use(approval);
        var change = services.GetRequiredService<ChangeContext>();
        change.Changed("approval", approval.Id.ToString(), $"used; given by {approval.ApprovedBy}");
        change.Because(approval.Reason);

        var response = await next();
        return response is IResult { Refusal: null, Content: { } file } && IsMore(file, approval)
            ? Refusals.Of<TResponse>(new ExportGrew(approval.Rows))
            : response;
    }

    private static bool IsMore(object file, ExportApproval approval) =>
        file is not ICountsRows rows || rows.RowCount > approval.Rows
        || file is not INamesSubjects persons || persons.SubjectIds.Distinct().Count() > approval.Persons;
}
