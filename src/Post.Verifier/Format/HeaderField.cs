namespace Post.Verifier.Format;

/// <summary>How a header field is written; docs/audit-format.md, “Fields of the header”.</summary>
internal enum FieldKind
{
    Number,
    Instant,
    Id,
    Text,
    Bytes,
    TextList,
    IdList,
}

/// <summary>The header's fields in their order, by the names of the columns that hold them.</summary>
internal sealed record HeaderField(string Name, FieldKind Kind)
{
    public static readonly IReadOnlyList<HeaderField> All =
    [
        new("schema_ver", FieldKind.Number),
        new("id", FieldKind.Id),
        new("producer", FieldKind.Text),
        new("epoch", FieldKind.Instant),
        new("pseq", FieldKind.Number),
        new("at_app", FieldKind.Instant),
        new("mono_us", FieldKind.Number),
        new("clock_state", FieldKind.Text),
        new("actor_id", FieldKind.Id),
        new("actor_kind", FieldKind.Text),
        new("on_behalf_of", FieldKind.Id),
        new("roles", FieldKind.TextList),
        new("org", FieldKind.Text),
        new("authn", FieldKind.Text),
        new("session_id", FieldKind.Id),
        new("circuit_id", FieldKind.Text),
        new("ip_prefix", FieldKind.Text),
        new("client", FieldKind.Text),
        new("purpose", FieldKind.Text),
        new("matter", FieldKind.Text),
        new("break_glass", FieldKind.Number),
        new("policy_ver", FieldKind.Number),
        new("action", FieldKind.Text),
        new("data_class", FieldKind.Text),
        new("subject_ids", FieldKind.IdList),
        new("field_groups", FieldKind.TextList),
        new("row_count", FieldKind.Number),
        new("artefact_sha256", FieldKind.Bytes),
        new("outcome", FieldKind.Text),
        new("deny_rule", FieldKind.Text),
        new("duration_us", FieldKind.Number),
        new("trace_id", FieldKind.Text),
        new("parent_id", FieldKind.Id),
        new("view_id", FieldKind.Id),
        new("intent_id", FieldKind.Id),
    ];

    public bool IsList => Kind is FieldKind.TextList or FieldKind.IdList;

    public static int IndexOf(string name)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (All[i].Name == name) return i;
        }

        throw new ArgumentException($"The header has no field {name}.", nameof(name));
    }
}
