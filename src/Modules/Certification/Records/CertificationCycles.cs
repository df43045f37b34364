using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Post.Certification.Applications;
using Post.Certification.Data;
using Post.Certification.Domain;

namespace Post.Certification.Records;

/// <summary>A certification from what opened it to what opened the next one; each has records of its own (12.04(1)(b)).</summary>
/// <param name="Key">By which entries name it: the first application, or the day of the grant that a file brought.</param>
/// <param name="Type">As what.</param>
/// <param name="Ordinal">The first is 1.</param>
/// <param name="Kind">What it began with.</param>
/// <param name="OpenedOn">The day of the application, or of the grant where no application is on record.</param>
/// <param name="NextOpenedOn">The day on which the next one was opened; null for the present one.</param>
/// <param name="Reference">The application; null where a file brought the certificate.</param>
public sealed record CertificationCycle(
    string Key, CycleType Type, int Ordinal, string Kind, DateOnly OpenedOn, DateOnly? NextOpenedOn, string? Reference)
{
    public bool Current => NextOpenedOn is null;

    /// <summary>Stands where a cycle stands for what is asked of the service and of no certification (12.04(1)(a)).</summary>
    public static readonly CertificationCycle OfService = new("Personnel", CycleType.Officer, 0, nameof(RecordGroup.Personnel), default, null, null);

    public bool IsOfService => Key == OfService.Key;

    public string Words => IsOfService ? "Personnel information"
        : Type is CycleType.Sro
        ? Ordinal is 1 ? "School resource officer" : string.Create(CultureInfo.InvariantCulture, $"School resource officer, renewal {Ordinal - 1}")
        : Kind is nameof(ApplicationKind.Initial) ? "Initial certification"
        : Kind is nameof(ApplicationKind.Recertification) ? "Recertification" : "Certification";

    /// <summary>All applications of it: what a review puts before a person anew is no other cycle.</summary>
    internal IReadOnlyList<Guid> ApplicationIds { get; init; } = [];

    internal Guid? StandardId { get; init; }

    /// <summary>Whether days from and to the one given fall into it; an open end has none.</summary>
    internal bool Meets(DateOnly? from, DateOnly? until) => !(until < OpenedOn) && !(NextOpenedOn <= from);
}

/// <summary>Tells the cycles of persons from their applications and certificates, in a fixed number of statements.</summary>
internal sealed class CertificationCycles(CertificationDb db, RecordReader records)
{
    /// <param name="persons">Whose.</param>
    /// <param name="agency">Who asks: of what it did not enter it knows of what is open or was granted; null for the Commission.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>By the number asked for, the earliest first, as an officer before as a school resource officer.</returns>
    public async Task<IReadOnlyDictionary<Guid, PersonCycles>> OfAsync(IReadOnlyCollection<Guid> persons, Guid? agency, CancellationToken ct)
    {
        var known = await records.OfAsync(persons, ct);
        Guid[] numbers = [.. known.Values.SelectMany(k => k.MemberIds).Distinct()];
        var applications = (await (
            from application in db.Applications.AsNoTracking()
                // Nobody applied for what a night writes when a term is over.
            where numbers.Contains(application.PersonId) && application.Kind != ApplicationKind.OwnMotion && application.ClosedAs != ApplicationEnd.Withdrawn
                && !db.Decisions.Any(d => d.ApplicationId == application.Id && d.Kind == DecisionKind.Expire)
            select new Begun(
                application,
                db.Decisions.Where(d => d.ApplicationId == application.Id && (d.Kind == DecisionKind.Grant || d.Kind == DecisionKind.GrantConditionally))
                    .Select(d => (DateOnly?)d.EffectiveOn).ToArray(),
                agency == null || application.ClosedAt == null || db.ApplicationEntries.Any(e => e.ApplicationId == application.Id && e.AgencyId == agency)))
            .ToListAsync(ct)).ToLookup(b => b.Application.PersonId);
        return known.ToDictionary(k => k.Key, k => new PersonCycles(
            k.Value.PersonId, k.Value.MemberIds,
            [
                .. Of(CycleType.Officer, k.Value, [.. k.Value.MemberIds.SelectMany(m => applications[m])]),
                .. Of(CycleType.Sro, k.Value, [.. k.Value.MemberIds.SelectMany(m => applications[m])]),
            ]));
    }

    private static IEnumerable<CertificationCycle> Of(CycleType type, PersonRecord person, IReadOnlyList<Begun> applications)
    {
        var begun = applications.Where(b => TypeOf(b.Application.Kind) == type).GroupBy(b => (b.Application.Kind, b.Application.ReceivedOn)).ToList();
        var granted = begun.SelectMany(g => g.SelectMany(b => b.GrantedOn)).ToHashSet();
        var cycles = begun.Where(g => g.Any(b => b.Shown || b.GrantedOn.Length > 0)).Select(OfApplications)
            .Concat(person.Certificates.Where(c => TypeOf(c) == type && !granted.Contains(c.GrantedOn)).GroupBy(c => c.GrantedOn).Select(g => OfCertificate(type, g)))
            .OrderBy(c => c.OpenedOn).ThenBy(c => c.Reference is null ? 0 : 1).ThenBy(c => c.Key, StringComparer.Ordinal).ToList();
        return cycles.Select((c, i) => c with { Ordinal = i + 1, NextOpenedOn = i + 1 < cycles.Count ? cycles[i + 1].OpenedOn : null });
    }

    private static CertificationCycle OfApplications(IGrouping<(ApplicationKind Kind, DateOnly ReceivedOn), Begun> group)
    {
        var first = group.MinBy(b => b.Application.Number)!.Application;
        return new CertificationCycle($"A:{first.Id}", TypeOf(first.Kind), 0, first.Kind.ToString(), first.ReceivedOn, null, first.Reference)
        {
            ApplicationIds = [.. group.Select(b => b.Application.Id)],
            StandardId = first.StandardId,
        };
    }

    private static CertificationCycle OfCertificate(CycleType type, IGrouping<DateOnly, Certificate> granted) => new(
        string.Create(CultureInfo.InvariantCulture, $"C:{type}:{granted.Key:yyyy-MM-dd}"), type, 0,
        type is CycleType.Sro ? nameof(ApplicationKind.Sro)
            : granted.Any(c => c.TypeCode is CertificateCodes.Initial) ? nameof(ApplicationKind.Initial) : nameof(ApplicationKind.Recertification),
        granted.Key, null, null);

    private static CycleType TypeOf(ApplicationKind kind) => kind is ApplicationKind.Sro ? CycleType.Sro : CycleType.Officer;

    private static CycleType TypeOf(Certificate certificate) => certificate.TypeCode is CertificateCodes.Sro ? CycleType.Sro : CycleType.Officer;

    private sealed record Begun(CertificationApplication Application, DateOnly?[] GrantedDays, bool Shown)
    {
        public DateOnly[] GrantedOn => [.. GrantedDays.OfType<DateOnly>()];
    }
}

/// <summary>The cycles of one person, whatever number was asked for.</summary>
internal sealed record PersonCycles(Guid PersonId, IReadOnlyList<Guid> MemberIds, IReadOnlyList<CertificationCycle> Cycles);
