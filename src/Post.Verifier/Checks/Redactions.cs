using Post.Verifier.Sources;

namespace Post.Verifier.Checks;

/// <summary>Which payloads may be gone: two persons, one who asked first and another who then took it away.</summary>
internal sealed class Redactions
{
    private readonly Dictionary<Guid, RedactionAct> _asked = [];
    private readonly Dictionary<Guid, RedactionAct> _done = [];

    /// <summary>Events whose payload is said to be gone.</summary>
    public IEnumerable<Guid> Targets => _done.Values.Select(d => d.Target);

    public int Count => _done.Count;

    public void Add(RedactionAct act)
    {
        if (act.Done) _done[act.Id] = act;
        else _asked[act.Id] = act;
    }

    /// <summary>Whether a redaction of this payload is as it must be; null: nothing names it.</summary>
    public bool? Excuses(Guid target)
    {
        var named = _done.Values.Where(d => d.Target == target).ToList();
        return named.Count == 0 ? null : named.Exists(IsOfTwoPersons);
    }

    private bool IsOfTwoPersons(RedactionAct done) =>
        done.Intent is { } intent && _asked.GetValueOrDefault(intent) is { } asked
        && asked.Target == done.Target && asked.Tx < done.Tx
        && asked.Actor is { } one && done.Actor is { } other && one != other;
}
