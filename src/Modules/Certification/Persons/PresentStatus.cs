using Post.Certification.Domain;

namespace Post.Certification.Persons;

/// <summary>What is shown as present, and what another number of the person says against it.</summary>
internal sealed record PresentStatus<T>(T? Shown, IReadOnlyList<T> Contradicting) where T : class;

/// <summary>
/// Which of the present statuses of one person's numbers is shown: the latest that says something. Where the latest are of
/// one day and differ, none is: to choose would be to decide about an officer by accident, in either direction.
/// </summary>
internal static class PresentStatus
{
    /// <param name="present">At most one for each number, the surviving number's first.</param>
    /// <param name="code">Its code.</param>
    /// <param name="asOf">The day of which it is evidence.</param>
    public static PresentStatus<T> Of<T>(IReadOnlyList<T> present, Func<T, string> code, Func<T, DateOnly> asOf) where T : class
    {
        // A blank says nothing, so it contradicts nothing, however late it came.
        var saying = present.Where(s => code(s) != CertificationStatusCode.NotRecorded).ToList();
        if (saying.Count == 0) return new PresentStatus<T>(present.MaxBy(asOf), []);

        var last = saying.Max(asOf);
        var latest = saying.Where(s => asOf(s) == last).ToList();
        return latest.DistinctBy(code).Skip(1).Any()
            ? new PresentStatus<T>(null, saying)
            : new PresentStatus<T>(latest[0], [.. saying.Where(s => code(s) != code(latest[0]))]);
    }
}
