namespace Post.PublicDatabase.Search;

/// <summary>A question of the public as it came in; nothing in it can make a search fail.</summary>
internal sealed record SearchRequest(
    string? Text = null,
    string? AgencyKey = null,
    IReadOnlyList<string>? Statuses = null,
    string? County = null,
    string? After = null,
    int Limit = 20);
