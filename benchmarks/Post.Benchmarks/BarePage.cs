using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Post.PublicDatabase.Search;

namespace Post.Benchmarks;

/// <summary>A page of twenty rows and nothing else, rendered as a component like the product's.</summary>
internal sealed class BarePage : ComponentBase
{
    [Parameter] public IReadOnlyList<SearchHit> Hits { get; set; } = [];

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.AddMarkupContent(0, "<!doctype html><html lang=\"en\"><head><title>Officers</title></head><body><ol>");
        foreach (var hit in Hits)
        {
            builder.OpenElement(1, "li");
            builder.OpenElement(2, "a");
            builder.AddAttribute(3, "href", $"/officers/{hit.Officer.Key}");
            builder.AddContent(4, $"{hit.Officer.Surname}, {hit.Officer.FirstName}");
            builder.CloseElement();
            builder.AddContent(5, $"{hit.Officer.OfficerNumber} · {hit.Officer.AgencyName}");
            builder.CloseElement();
        }

        builder.AddMarkupContent(6, "</ol></body></html>");
    }
}
