using Post.Audit;

namespace Post.Kernel.Data;

/// <summary>Something that a command did to one event of the log, told by an event of its own in the same transaction.</summary>
/// <param name="Id">The event to be.</param>
/// <param name="Action">Its name.</param>
/// <param name="Parent">The event it is about.</param>
/// <param name="Intent">The event it answers, if any.</param>
public sealed record Consequence(Guid Id, string Action, Guid Parent, Guid? Intent);

/// <summary>What a handler adds to the event of its request: persons touched, fields changed, reason and evidence.</summary>
public sealed class ChangeContext
{
    private readonly HashSet<Guid> _subjects = [];
    private readonly List<FieldChange> _changes = [];
    private readonly List<Consequence> _consequences = [];

    public IReadOnlyCollection<Guid> Subjects => _subjects;
    public IReadOnlyList<FieldChange> Changes => _changes;
    public IReadOnlyList<Consequence> Consequences => _consequences;
    public string? Summary { get; private set; }
    public string? Reason { get; private set; }
    public byte[]? ArtefactSha256 { get; private set; }
    public int? RowCount { get; private set; }

    public void About(Guid person) => _subjects.Add(person);

    public void About(IEnumerable<Guid> persons) => _subjects.UnionWith(persons);

    public void Changed(string field, string? before, string? after) => _changes.Add(new FieldChange(field, before, after));

    public void Follows(Consequence consequence) => _consequences.Add(consequence);

    public void Because(string reason) => Reason = reason;

    public void Summarise(string summary) => Summary = summary;

    public void Rows(int count) => RowCount = count;

    public void Artefact(byte[] sha256) => ArtefactSha256 = sha256;
}
