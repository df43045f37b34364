using System.Globalization;
using Microsoft.AspNetCore.Http;
using Post.PublicDatabase.Search;

namespace Post.PublicDatabase.Site;

/// <summary>How many items a caller of the API asks for in one page.</summary>
internal static class ApiLimit
{
    private const int Default = 20;

    /// <summary>Null where the text is no number from 1 to the most there is.</summary>
    public static int? Read(IQueryCollection query)
    {
        var text = query["limit"];
        if (text.Count == 0) return Default;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= Page.MaxLimit
            ? limit
            : null;
    }
}
