namespace Post.PublicDatabase.Site;

/// <summary>Why there is no page here, and what to do instead.</summary>
public sealed record RefusedView(string Title, string Text)
{
    internal static RefusedView Of(int status, string text) => new(Words.Get($"problem.{status}"), text);
}
