using FsCheck;
using FsCheck.Fluent;

namespace Post.Audit.Tests;

/// <summary>Events for the tests: one written by hand to the last field, and any number drawn at random.</summary>
internal static class Events
{
    private static readonly Gen<string> s_text = Gen.OneOf(
        ArbMap.Default.GeneratorFor<NonNull<string>>().Select(s => s.Get),
        Gen.Elements("", "O’Brien", "é", "e\u0301", "\uD83D\uDE94 patrol", "a\0b", "\uD800", "\uDC00x", "\u001e", "ﬁ", "İ", "{a,\"b\"}"));

    // A role and a field group are our own words; the log keeps a list of them in one column.
    private static readonly Gen<string[]> s_words = Gen.ArrayOf(Gen.Elements("CertStaff", "Counsel", "Résumé", "Re\u0301sume\u0301", "a b"));

    private static readonly Gen<Guid> s_id = Gen.ArrayOf(Gen.Choose(0, 255).Select(i => (byte)i), 16).Select(b => new Guid(b));

    private static readonly Gen<DateTimeOffset> s_instant =
        from seconds in Gen.Choose(0, int.MaxValue)
        from ticks in Gen.Choose(0, 9_999_999)
        from hours in Gen.Choose(-12, 12)
        select DateTimeOffset.UnixEpoch.AddSeconds(seconds).AddTicks(ticks).ToOffset(TimeSpan.FromHours(hours));

    /// <summary>Any event the log can be asked to keep.</summary>
    public static Arbitrary<AuditEvent> Any { get; } = (
        from actor in Actors()
        from reason in Reasons()
        from e in Headers()
        from payload in Payloads()
        select e with { Actor = actor, Reason = reason, Payload = payload }).ToArbitrary();

    /// <summary>Every field has a value of its own, so that two fields in each other's place are seen.</summary>
    public static AuditEvent Full() => new()
    {
        Id = Id(1),
        Stamp = new ProducerStamp("app@one", At("2026-06-01T00:00:00.000001Z"), 42, 1_234_567) { ClockState = "synchronised" },
        At = At("2026-06-10T12:00:00.123456Z"),
        Actor = new AuditActor(Id(2), ActorKind.Staff, "Dana Reyes", ["CertStaff", "Counsel"])
        {
            OnBehalfOf = Id(3),
            Organisation = "Division of Police Certification",
            Authentication = "password",
            SessionId = Id(4),
            CircuitId = "circuit-5",
            IpPrefix = "192.0.2.0/24",
            Client = "Firefox",
        },
        Reason = new AuditReason("certification", "C-2026-17", "renewal", true, 3),
        Action = "officer.opened",
        DataClass = DataClass.Personal,
        SubjectIds = [Id(6), Id(7)],
        FieldGroups = ["identity", "status"],
        RowCount = 8,
        ArtefactSha256 = [9, 9, 9],
        Outcome = AuditOutcome.Denied,
        DenyRule = "purpose-needed",
        Duration = TimeSpan.FromMicroseconds(10_011),
        TraceId = "4bf92f3577b34da6a3ce929d0e0e4736",
        ParentId = Id(12),
        ViewId = Id(13),
        IntentId = Id(14),
        Payload = new AuditPayload(null, "Smith", "one officer", [new FieldChange("status", "Certified", null)]),
    };

    /// <summary>Only what must be there.</summary>
    public static AuditEvent Least() => new()
    {
        Id = Id(1),
        Stamp = new ProducerStamp("p", DateTimeOffset.UnixEpoch, 1, 0),
        At = DateTimeOffset.UnixEpoch,
        Actor = new AuditActor(null, ActorKind.Anonymous, "Public", []),
        Action = "a",
        DataClass = DataClass.None,
        Outcome = AuditOutcome.Ok,
        Duration = TimeSpan.Zero,
    };

    public static Guid Id(byte n) => new([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, n]);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static Gen<T?> Maybe<T>(Gen<T> gen) where T : class => Gen.OneOf(Gen.Constant<T?>(null), gen.Select(v => (T?)v));

    private static Gen<Guid?> MaybeId() => Gen.OneOf(Gen.Constant<Guid?>(null), s_id.Select(v => (Guid?)v));

    private static Gen<AuditActor> Actors() =>
        from id in MaybeId()
        from kind in Gen.Elements(Enum.GetValues<ActorKind>())
        from label in s_text
        from roles in s_words
        from behalf in MaybeId()
        from organisation in Maybe(s_text)
        from circuit in Maybe(s_text)
        from client in Maybe(s_text)
        select new AuditActor(id, kind, label, roles)
        {
            OnBehalfOf = behalf,
            Organisation = organisation,
            Authentication = client,
            SessionId = behalf,
            CircuitId = circuit,
            IpPrefix = organisation,
            Client = client,
        };

    private static Gen<AuditReason> Reasons() =>
        from purpose in Maybe(s_text)
        from matter in Maybe(s_text)
        from text in Maybe(s_text)
        from glass in ArbMap.Default.GeneratorFor<bool>()
        from version in Gen.Choose(0, 9)
        select new AuditReason(purpose, matter, text, glass, version);

    private static Gen<AuditPayload> Payloads() =>
        from query in Maybe(s_text)
        from summary in Maybe(s_text)
        from before in Maybe(s_text)
        from after in Maybe(s_text)
        from count in Gen.Choose(0, 2)
        select new AuditPayload(null, query, summary, [.. Enumerable.Repeat(new FieldChange("field", before, after), count)]);

    private static Gen<AuditEvent> Headers() =>
        from id in s_id
        from at in s_instant
        from epoch in s_instant.Select(CanonicalEncoder.Rounded)
        from sequence in Gen.Choose(1, int.MaxValue)
        from subjects in Gen.ArrayOf(s_id)
        from fields in s_words
        from rows in Gen.OneOf(Gen.Constant<int?>(null), Gen.Choose(0, 9).Select(n => (int?)n))
        from artefact in Maybe(Gen.ArrayOf(Gen.Choose(0, 255).Select(i => (byte)i)))
        from outcome in Gen.Elements(Enum.GetValues<AuditOutcome>())
        from rule in Maybe(s_text)
        from ticks in Gen.Choose(0, int.MaxValue)
        from parent in MaybeId()
        select Least() with
        {
            Id = id,
            At = at,
            Stamp = new ProducerStamp("app@test", epoch, sequence, ticks),
            SubjectIds = subjects,
            FieldGroups = fields,
            RowCount = rows,
            ArtefactSha256 = artefact,
            Outcome = outcome,
            DenyRule = rule,
            Duration = TimeSpan.FromTicks(ticks),
            TraceId = rule,
            ParentId = parent,
            ViewId = parent,
            IntentId = parent,
        };
}
