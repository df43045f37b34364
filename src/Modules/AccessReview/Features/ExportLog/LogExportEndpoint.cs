using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Post.AccessReview.Ui;
using Post.Kernel.Requests;

namespace Post.AccessReview.Features.ExportLog;

/// <summary>Takes the file by a form: an approval is used up, which a followed or prefetched link must not do.</summary>
internal static class LogExportEndpoint
{
    public static string AddressOf(Guid approval) => $"{ExportPages.List}/{approval}/log.csv";

    public static void MapLogExport(this IEndpointRouteBuilder endpoints) => endpoints.MapPost(
        ExportPages.List + "/{approval:guid}/log.csv",
        async (Guid approval, [FromForm] string? question, IDispatcher dispatcher, CancellationToken ct) =>
        {
            var export = await dispatcher.Send(new ExportLogCommand(approval, question ?? ""), ct);
            return export.Refusal is { } refusal
                ? Results.Redirect($"{ExportPages.List}?told={refusal.Code}")
                : Results.File(export.Value.Content, "text/csv; charset=utf-8", export.Value.FileName);
        }).RequireAuthorization();
}
