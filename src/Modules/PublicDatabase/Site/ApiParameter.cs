using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;
using Post.PublicDatabase.Search;

namespace Post.PublicDatabase.Site;

/// <summary>A parameter of the API as its description tells it.</summary>
internal sealed record ApiParameter(string Name, ParameterLocation In, OpenApiSchema Schema)
{
    public static readonly ApiParameter Text = Query("q", new() { Type = JsonSchemaType.String, MaxLength = SearchText.MaxLength });
    public static readonly ApiParameter Agency = Query("agency", new() { Type = JsonSchemaType.String });
    public static readonly ApiParameter County = Query("county", new() { Type = JsonSchemaType.String });
    public static readonly ApiParameter After = Query("after", new() { Type = JsonSchemaType.String });

    public static readonly ApiParameter Status = Query(
        "status", new() { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } });

    public static readonly ApiParameter Limit = Query(
        "limit", new() { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = $"{Page.MaxLimit}", Default = 20 });

    public static readonly ApiParameter Key = new("key", ParameterLocation.Path, new() { Type = JsonSchemaType.String });

    public OpenApiParameter Describe() => new()
    {
        Name = Name,
        In = In,
        Required = In == ParameterLocation.Path,
        Description = Words.Get($"api.parameter.{Name}"),
        Schema = Schema,
    };

    private static ApiParameter Query(string name, OpenApiSchema schema) => new(name, ParameterLocation.Query, schema);
}

internal static class ApiDescription
{
    /// <summary>Adds name, words and parameters of an operation to the public description of the API.</summary>
    public static RouteHandlerBuilder Described(this RouteHandlerBuilder endpoint, string name, string words, params ApiParameter[] parameters) =>
        endpoint.WithName(name)
            .WithSummary(Words.Get($"{words}.summary"))
            .WithDescription(Words.Get($"{words}.description"))
            .WithTags("Public database")
            .AddOpenApiOperationTransformer((operation, _, _) =>
            {
                operation.Parameters = [.. parameters.Select(p => p.Describe())];
                return Task.CompletedTask;
            });
}
