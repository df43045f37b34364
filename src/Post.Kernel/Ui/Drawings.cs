using System.Collections.Frozen;
using Microsoft.AspNetCore.Components;

namespace Post.Kernel.Ui;

/// <summary>One small set of line drawings on a 24 by 24 grid, made once: lists draw hundreds of them.</summary>
public static class Drawings
{
    private static readonly FrozenDictionary<IconName, MarkupString> s_drawings = new Dictionary<IconName, string>
    {
        [IconName.Check] = "M4 12.5l5.5 5.5L20 7",
        [IconName.Cross] = "M6 6l12 12M18 6L6 18",
        [IconName.Pause] = "M8 5v14M16 5v14",
        [IconName.Clock] = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3.5 2",
        [IconName.Alert] = "M12 4v10M12 19v.5",
        [IconName.Dash] = "M5 12h14",
        [IconName.Question] = "M8 8.5a4 4 0 1 1 5.5 3.7c-1 .5-1.5 1.2-1.5 2.3v.5M12 19v.5",
        [IconName.Search] = "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L20 20",
        [IconName.Scales] = "M12 4v16M7 20h10M5 7h14M5 7l-3 7a3 3 0 0 0 6 0zM19 7l-3 7a3 3 0 0 0 6 0z",
        [IconName.Back] = "M15 5l-7 7 7 7",
        [IconName.Forward] = "M9 5l7 7-7 7",
        [IconName.Download] = "M12 4v11M7 11l5 5 5-5M5 20h14",
        [IconName.Person] = "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 20c1-4 4-6 8-6s7 2 8 6",
        [IconName.Building] = "M4 20V8l8-4 8 4v12M2 20h20M9 20v-5h6v5M9 11h.01M15 11h.01",
    }.ToFrozenDictionary(d => d.Key, d => Draw(d.Value));

    public static MarkupString Of(IconName name) => s_drawings[name];

    private static MarkupString Draw(string path) =>
        new($"""<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{path}"/></svg>""");
}
