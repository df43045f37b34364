using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http.HttpResults;
using Post.App.SignIn;

namespace Post.App.Security;

/// <summary>
/// Answers in words where an address gives a page something of the wrong kind, such as a word for a day; the framework would
/// throw in the middle of the page, and the visitor would read that the fault is ours.
/// </summary>
internal sealed class ReadableAddress(RequestDelegate next)
{
    private static readonly Dictionary<Type, (string Kind, Func<string, bool> Fits)> s_kinds = new()
    {
        [typeof(Guid)] = ("the id of a record", t => Guid.TryParse(t, out _)),
        [typeof(int)] = ("a whole number", t => int.TryParse(t, CultureInfo.InvariantCulture, out _)),
        [typeof(bool)] = ("true or false", t => bool.TryParse(t, out _)),
        [typeof(DateOnly)] = ("a day such as 2026-07-04", t => DateOnly.TryParse(t, CultureInfo.InvariantCulture, out _)),
        [typeof(TimeOnly)] = ("a time such as 16:30", t => TimeOnly.TryParse(t, CultureInfo.InvariantCulture, out _)),
    };

    private static readonly ConcurrentDictionary<Type, IReadOnlyList<Part>> s_pages = new();

    public Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not { } page) return next(http);
        var wrong = s_pages.GetOrAdd(page.Type, PartsOf)
            .FirstOrDefault(p => http.Request.Query.TryGetValue(p.Name, out var given) && !p.Fits(given.ToString()));
        return wrong is null ? next(http) : RefuseAsync(http, wrong);
    }

    /// <summary>The typed parts of a page's address; text is taken as it comes.</summary>
    internal static IReadOnlyList<Part> PartsOf(Type page) =>
    [
        .. from property in page.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
           let given = property.GetCustomAttribute<SupplyParameterFromQueryAttribute>()
           where given is not null
           let inner = Nullable.GetUnderlyingType(property.PropertyType)
           let type = inner ?? property.PropertyType
           where type != typeof(string)
           select new Part(given.Name ?? property.Name, s_kinds[type].Kind, inner is not null, s_kinds[type].Fits),
    ];

    private static Task RefuseAsync(HttpContext http, Part wrong) => new RazorComponentResult<PlainPage>(new
    {
        Title = "This address cannot be read",
        Text = $"What it gives for “{wrong.Name}” is not {wrong.Kind}. Nothing was read or changed.",
        Back = http.Request.Path.Value,
        BackText = "Open the page without it",
    })
    { StatusCode = StatusCodes.Status400BadRequest }.ExecuteAsync(http);

    /// <summary>One part of an address and what it must be; where it may be missing, an empty one is as if it were.</summary>
    internal sealed record Part(string Name, string Kind, bool MayBeEmpty, Func<string, bool> Takes)
    {
        public bool Fits(string text) => (MayBeEmpty && text.Length == 0) || Takes(text);
    }
}
