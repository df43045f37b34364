using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Post.Certification.Features.ExportApplications;
using Post.Certification.Features.ExportReports;
using Post.Certification.Features.ExportRoundOfficers;
using Post.Kernel.Requests;

namespace Post.Certification.Desk;

/// <summary>Where lists are taken as files: the address of the list with its filter, and .csv; the event is durable before the first byte.</summary>
internal static class ListExports
{
    public static void MapListExports(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(
            "/staff/certification/applications.csv",
            async (string? kind, Guid? agency, bool? closed, string? show, IDispatcher dispatcher, CancellationToken ct) =>
                Answer(await dispatcher.Send(new ExportApplicationsCommand(kind, agency, closed ?? false, show), ct))).RequireAuthorization();
        endpoints.MapGet(
            "/staff/certification/rounds/{round:guid}/officers.csv",
            async (Guid round, string? state, IDispatcher dispatcher, CancellationToken ct) =>
                Answer(await dispatcher.Send(new ExportRoundOfficersCommand(round, null, state), ct))).RequireAuthorization();
        endpoints.MapGet(
            "/staff/certification/rounds/{round:guid}/agencies/{agency:guid}.csv",
            async (Guid round, Guid agency, string? state, IDispatcher dispatcher, CancellationToken ct) =>
                Answer(await dispatcher.Send(new ExportRoundOfficersCommand(round, agency, state), ct))).RequireAuthorization();
        endpoints.MapGet(
            "/staff/certification/reports.csv",
            async (bool? settled, Guid? agency, bool? late, IDispatcher dispatcher, CancellationToken ct) =>
                Answer(await dispatcher.Send(new ExportReportsCommand(settled ?? false, agency, late ?? false), ct))).RequireAuthorization();
    }

    private static Microsoft.AspNetCore.Http.IResult Answer(Result<ListFile> file) => file.Refusal is { } refusal
        ? Results.Problem(refusal.Text, statusCode: StatusOf(refusal.Kind), title: refusal.Code)
        : Results.File(file.Value.Content, "text/csv; charset=utf-8", file.Value.FileName);

    private static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status400BadRequest,
    };
}
