using System.Globalization;
using Post.Certification.Domain;

namespace Post.Certification.Schools;

/// <summary>Something about service at a school that a person must look at; it changes nothing by itself.</summary>
/// <param name="Code">What it is.</param>
/// <param name="Words">What it is about this service.</param>
public sealed record SchoolMark(string Code, string Words)
{
    /// <summary>Days of the service lie outside the term of every agreement with the school body (12.04(1)(c)2).</summary>
    public const string AgreementGap = "mou-gap";

    /// <summary>No operating procedures were in force on its first day (12.04(1)(c)3).</summary>
    public const string ProceduresAbsent = "procedures-absent";

    /// <summary>It goes on while the certification is suspended (12.04(1)(c)4).</summary>
    public const string ServingWhileSuspended = "sro-serving-while-suspended";

    /// <summary>It goes on without a certification as a school resource officer (M.G.L. c. 6E, § 3(b)).</summary>
    public const string NotCertified = "sro-not-certified";
}

/// <summary>What is to be looked at about service at a school: a pure look at the entry, the agency's papers and the certification.</summary>
internal static class SchoolMarks
{
    private static readonly CultureInfo s_culture = CultureInfo.GetCultureInfo("en-US");

    public static IReadOnlyList<SchoolMark> Of(ServiceAtSchool service, IEnumerable<SchoolPaper> papers, SroStanding standing, DateOnly today)
    {
        var ofBody = papers.Where(p => p.BodyFolded == service.BodyFolded).ToList();
        return [.. Papers(service, ofBody, today), .. Certification(service, standing, today)];
    }

    /// <summary>The first day of the service that lies in no term; null where every one lies in some. Service without an end is asked about until today.</summary>
    public static DateOnly? FirstUncovered(
        DateOnly from, DateOnly? until, IEnumerable<(DateOnly From, DateOnly? Until)> terms, DateOnly today)
    {
        var (day, end) = (from, until ?? (today > from ? today : from));
        foreach (var term in terms.OrderBy(t => t.From))
        {
            if (term.From > day) break;
            if (term.Until is not { } last || last >= end) return null;
            if (last >= day) day = last.AddDays(1);
        }

        return day <= end ? day : null;
    }

    private static IEnumerable<SchoolMark> Papers(ServiceAtSchool service, List<SchoolPaper> ofBody, DateOnly today)
    {
        var terms = ofBody.Where(p => p.Kind is SchoolPaperKind.Agreement).Select(p => (p.StartsOn, p.EndsOn));
        if (FirstUncovered(service.StartsOn, service.EndsOn, terms, today) is { } day)
        {
            yield return new SchoolMark(SchoolMark.AgreementGap, $"No agreement with {service.SchoolBody} on record covers {Day(day)}.");
        }

        if (!ofBody.Exists(p => p.Kind is SchoolPaperKind.Procedures && p.StartsOn <= service.StartsOn && !(p.EndsOn < service.StartsOn)))
        {
            yield return new SchoolMark(
                SchoolMark.ProceduresAbsent, $"No operating procedures for {service.SchoolBody} were in force on {Day(service.StartsOn)}.");
        }
    }

    private static IEnumerable<SchoolMark> Certification(ServiceAtSchool service, SroStanding standing, DateOnly today)
    {
        if (service.StartsOn > today || service.EndsOn < today) yield break;
        if (standing.Kind is SroStandingKind.Suspended)
        {
            yield return new SchoolMark(SchoolMark.ServingWhileSuspended, "Serves while the certification as a school resource officer is suspended.");
        }
        else if (standing.Kind is SroStandingKind.Ended or SroStandingKind.None)
        {
            yield return new SchoolMark(SchoolMark.NotCertified, standing.Until is { } last
                ? $"Serves although the certification as a school resource officer ended on {Day(last)}."
                : "Serves without a certification as a school resource officer on record.");
        }
    }

    private static string Day(DateOnly day) => day.ToString("MMMM d, yyyy", s_culture);
}
