using Post.Kernel.Access;

namespace Post.App.Entry;

/// <summary>
/// Who speaks in this scope. The entry point says so once: the middleware for a request, the circuit's handler for a
/// circuit. Nothing looks the caller up elsewhere, because in a circuit that would be another request's caller.
/// </summary>
internal sealed class EntryPoint : ICallerSource
{
    private Func<ValueTask<Caller>>? _source;

    public void Speak(Func<ValueTask<Caller>> source) =>
        _source = _source is null ? source : throw new InvalidOperationException("An entry point has spoken in this scope.");

    public ValueTask<Caller> CurrentAsync() => _source is { } source
        ? source()
        : throw new InvalidOperationException("No entry point said who the caller is.");
}
