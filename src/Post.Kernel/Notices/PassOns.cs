using Npgsql;
using Post.Kernel.Data;

namespace Post.Kernel.Notices;

/// <summary>What an agency says of a notice that may concern others there (12.06(2)(e)).</summary>
public enum PassOnAnswer
{
    PassedOn,

    /// <summary>It concerns no other member.</summary>
    NobodyElse,
}

/// <summary>To whom, when and how an agency passed a notice on, or that it concerns nobody else there.</summary>
/// <param name="NoticeId">The notice.</param>
/// <param name="Answer">Which of the two.</param>
/// <param name="PersonIds">Officers of the record.</param>
/// <param name="Others">Members who are none, by name or by group.</param>
/// <param name="MeansCode">How.</param>
/// <param name="MeansWords">How, where the word asks for a description.</param>
/// <param name="On">The legal day.</param>
public sealed record PassOn(
    Guid NoticeId, PassOnAnswer Answer, IReadOnlyList<Guid> PersonIds, string? Others, string? MeansCode, string? MeansWords, DateOnly? On)
{
    public const int OthersMaxLength = 500;
    public const int MeansMaxLength = 200;

    /// <summary>When it was told (UTC).</summary>
    public DateTimeOffset ToldAt { get; init; }

    public string ToldBy { get; init; } = "";

    public bool SaysTheSameAs(PassOn other) =>
        (Answer, Others, MeansCode, MeansWords, On) == (other.Answer, other.Others, other.MeansCode, other.MeansWords, other.On)
        && PersonIds.Order().SequenceEqual(other.PersonIds.Order());
}

/// <param name="Code">How a notice reached members.</param>
/// <param name="Label">The same in words.</param>
/// <param name="Described">Whether it is to be described.</param>
public sealed record PassOnMeans(string Code, string Label, bool Described);

/// <summary>What agencies told of passing notices on; every word stays, the latest last.</summary>
public sealed class PassOns(DbSession session)
{
    public Task<IReadOnlyList<PassOnMeans>> MeansAsync(DateOnly today, CancellationToken ct) => session.RowsAsync(
        "select code, label, described from kernel.pass_on_means where valid_from <= $1 and (valid_to is null or valid_to >= $1) order by place, code",
        r => new PassOnMeans(r.GetString(0), r.GetString(1), r.GetBoolean(2)), ct, today);

    public Task<IReadOnlyList<PassOn>> OfAsync(Guid[] notices, CancellationToken ct) => session.RowsAsync(
        """
        select notice_id, answer, person_ids, others, means_code, means_words, passed_on, told_at, told_by_name
        from kernel.notice_pass_on where notice_id = any ($1) order by number
        """,
        Read, ct, notices);

    public Task AddAsync(Guid id, PassOn said, Guid? by, CancellationToken ct) => session.ExecuteAsync(
        """
        insert into kernel.notice_pass_on (id, notice_id, answer, person_ids, others, means_code, means_words, passed_on, told_at, told_by, told_by_name)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """,
        ct, id, said.NoticeId, said.Answer.ToString(), said.PersonIds.ToArray(), said.Others, said.MeansCode, said.MeansWords, said.On, said.ToldAt, by, said.ToldBy);

    private static PassOn Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), Enum.Parse<PassOnAnswer>(r.GetString(1)), r.GetFieldValue<Guid[]>(2), r.TextOrNull(3), r.TextOrNull(4), r.TextOrNull(5),
        r.OrNull<DateOnly>(6))
    {
        ToldAt = r.GetFieldValue<DateTimeOffset>(7),
        ToldBy = r.GetString(8),
    };
}
