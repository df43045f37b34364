using Post.Verifier.Format;

namespace Post.Verifier.Sources;

/// <summary>An event by which somebody asked that a payload be taken away, or by which it was.</summary>
/// <param name="Id">This event.</param>
/// <param name="Done">Whether it was taken away; else it was asked for.</param>
/// <param name="Target">The event whose payload it is.</param>
/// <param name="Actor">Who did this.</param>
/// <param name="Intent">Of the taking away: the asking.</param>
/// <param name="Tx">Its transaction.</param>
internal sealed record RedactionAct(Guid Id, bool Done, Guid Target, Guid? Actor, Guid? Intent, ulong Tx)
{
    private static readonly byte[] s_asked = "log.payload-redaction-asked"u8.ToArray();
    private static readonly byte[] s_done = "log.payload-redacted"u8.ToArray();
    private static readonly int s_actor = HeaderField.IndexOf("actor_id");
    private static readonly int s_action = HeaderField.IndexOf("action");
    private static readonly int s_outcome = HeaderField.IndexOf("outcome");
    private static readonly int s_parent = HeaderField.IndexOf("parent_id");
    private static readonly int s_intent = HeaderField.IndexOf("intent_id");

    public static bool Is(ReadOnlySpan<byte> action) => action.SequenceEqual(s_done) || action.SequenceEqual(s_asked);

    /// <summary>Null: it was refused, or names nothing.</summary>
    public static RedactionAct? From(ReadOnlySpan<byte> header, Guid id, ulong tx)
    {
        var reader = new HeaderReader(header);
        reader.Skip(0, s_actor);
        var actor = IdOf(ref reader);
        reader.Skip(s_actor + 1, s_action);
        var done = reader.Next().SequenceEqual(s_done);
        reader.Skip(s_action + 1, s_outcome);
        var succeeded = reader.Next().SequenceEqual("Ok"u8);
        reader.Skip(s_outcome + 1, s_parent);
        var target = IdOf(ref reader);
        reader.Skip(s_parent + 1, s_intent);
        var intent = IdOf(ref reader);
        return succeeded && target is { } of ? new RedactionAct(id, done, of, actor, intent, tx) : null;
    }

    private static Guid? IdOf(ref HeaderReader reader)
    {
        var bytes = reader.Next(out var absent);
        return absent ? null : new Guid(bytes, bigEndian: true);
    }
}
