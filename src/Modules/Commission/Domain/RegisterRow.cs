namespace Post.Commission.Domain;

/// <summary>Who entered a row, when and why. It is never overwritten: a later row supersedes it, and both stay.</summary>
internal abstract class RegisterRow
{
    public const int ReasonMaxLength = 500;

    public Guid Id { get; private set; }
    public DateTimeOffset RecordedAt { get; private set; }
    public Guid? RecordedBy { get; private set; }
    public string RecordedByName { get; private set; } = "";
    public string? Reason { get; private set; }
    public DateTimeOffset? SupersededAt { get; private set; }

    public void Sign(Guid id, DateTimeOffset at, Guid? by, string byName, string? reason)
    {
        Id = id;
        RecordedAt = at;
        RecordedBy = by;
        RecordedByName = byName;
        Reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
    }

    public void Supersede(DateTimeOffset at) => SupersededAt = at;
}
