using Post.Audit;

namespace Post.Kernel.Data;

/// <summary>What a handler adds to the event of its request: persons touched, fields changed, reason and evidence.</summary>
public sealed class ChangeContext
{
    private readonly HashSet<Guid> _subjects = [];
    private readonly List<FieldChange> _changes = [];

    public IReadOnlyCollection<Guid> Subjects => _subjects;
    public IReadOnlyList<FieldChange> Changes => _changes;
    public string? Summary { get; private set; }
    public string? Reason { get; private set; }
    public byte[]? ArtefactSha256 { get; private set; }
    public int? RowCount { get; private set; }

    public void About(Guid person) => _subjects.Add(person);

    public void About(IEnumerable<Guid> persons) => _subjects.UnionWith(persons);

    public void Changed(string field, string? before, string? after) => _changes.Add(new FieldChange(field, before, after));

    public void Because(string reason) => Reason = reason;

    public void Summarise(string summary) => Summary = summary;

    public void Rows(int count) => RowCount = count;

    public void Artefact(byte[] sha256) => ArtefactSha256 = sha256;
}
