using Post.Kernel.Requests;

namespace Post.Kernel.Notices;

/// <summary>
/// A notice as a module asks for it. The same kind, addressee and occasion are one notice, however often it is asked for.
/// </summary>
/// <param name="Kind">Key of a kind of notice.</param>
/// <param name="To">Addressee; its addresses are looked up when the notice leaves, never before.</param>
/// <param name="Occasion">What gave rise to it, such as an import by its id.</param>
/// <param name="Matter">The same in words, with a link on the staff side or without.</param>
/// <param name="Words">For each place of the template its words.</param>
/// <param name="Subjects">Persons whom the notice concerns; an officer to whom it goes is one without being named here.</param>
public sealed record NoticeRequest(
    string Kind, Addressee To, string Occasion, string Matter, IReadOnlyDictionary<string, string> Words, IReadOnlyCollection<Guid> Subjects)
{
    public string Language { get; init; } = "en";

    /// <summary>The one address to which it goes, by electronic mail and by no other way; null: every address that serves the kind's purpose.</summary>
    public Guid? OnlyTo { get; init; }

    /// <summary>Words that stand in the mail alone, such as a code: what is kept has a mark in their place.</summary>
    public IReadOnlyDictionary<string, string> Sealed { get; init; } = new Dictionary<string, string>();
}

/// <summary>
/// The one way by which a notice leaves (12.11): no module sends its own mail. Called inside a command, the notice commits
/// with what gave rise to it, or neither does.
/// </summary>
public interface INotices
{
    /// <summary>The notice's id; that of the existing one when the same was asked for before.</summary>
    Task<Result<Guid>> IssueAsync(NoticeRequest request, CancellationToken ct);

    /// <summary>How it would read today, without making it.</summary>
    Task<Result<Templates.RenderedNotice>> PreviewAsync(NoticeRequest request, CancellationToken ct);

    /// <summary>Where it would go today: addresses furnished for the kind's purpose, in the order of the channels.</summary>
    Task<IReadOnlyList<Addresses.ContactPoint>> WhereAsync(string kind, Addressee to, CancellationToken ct);
}
