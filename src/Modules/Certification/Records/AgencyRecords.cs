using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;

namespace Post.Certification.Records;

/// <summary>Reads which records an agency holds of officers, in a fixed number of statements for any number of them.</summary>
internal sealed class AgencyRecords(CertificationDb db, CertificationCycles cycles, PersonnelFacts personnel)
{
    /// <param name="agency">Whose records.</param>
    /// <param name="persons">Of whom.</param>
    /// <param name="today">Legal day.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>As the agency may know it.</returns>
    public async Task<IReadOnlyDictionary<Guid, OfficerRecords>> OfAsync(Guid agency, IReadOnlyCollection<Guid> persons, DateOnly today, CancellationToken ct)
    {
        var known = await cycles.OfAsync(persons, agency, ct);
        var read = await ReadAsync([agency], known.Values, today, ct);
        return known.ToDictionary(k => k.Key, k => read.Of(agency, k.Value));
    }

    public async Task<OfficerRecords> OfAsync(Guid agency, Guid person, DateOnly today, CancellationToken ct) =>
        (await OfAsync(agency, [person], today, ct))[person];

    /// <summary>What each agency holds of one person, as the Commission may know it.</summary>
    public async Task<IReadOnlyDictionary<Guid, OfficerRecords>> OfPersonAsync(IReadOnlyCollection<Guid> agencies, Guid person, DateOnly today, CancellationToken ct)
    {
        var known = (await cycles.OfAsync([person], null, ct))[person];
        var read = await ReadAsync(agencies, [known], today, ct);
        return agencies.ToDictionary(a => a, a => read.Of(a, known));
    }

    private async Task<Read> ReadAsync(IReadOnlyCollection<Guid> agencies, IEnumerable<PersonCycles> known, DateOnly today, CancellationToken ct)
    {
        Guid[] numbers = [.. known.SelectMany(k => k.MemberIds).Distinct()];
        Guid[] applications = [.. known.SelectMany(k => k.Cycles).SelectMany(c => c.ApplicationIds).Distinct()];
        return new Read(
            (await db.RecordItems.AsNoTracking().Where(i => i.ValidFrom <= today).OrderBy(i => i.Place).ToListAsync(ct)).ToLookup(i => i.RecordGroup),
            await db.RecordDesignations.AsNoTracking().OrderBy(d => d.EffectiveOn).ThenBy(d => d.Words).ToListAsync(ct),
            await StandardsAsync(ct),
            (await db.Conditions.AsNoTracking().Where(c => applications.Contains(c.ApplicationId)).OrderBy(c => c.Place).ToListAsync(ct)).ToLookup(c => c.ApplicationId),
            (await db.RecordEntries.AsNoTracking().Where(e => numbers.Contains(e.PersonId) && agencies.Contains(e.AgencyId) && e.SupersededAt == null)
                .Select(e => new Said(e, db.RecordDetails.Any(d => d.EntryId == e.Id))).ToListAsync(ct)).ToLookup(s => (s.Entry.AgencyId, s.Entry.PersonId)),
            (await db.Employments.AsNoTracking().Where(e => numbers.Contains(e.PersonId) && agencies.Contains(e.AgencyId) && e.SupersededAt == null && !e.OutOfState)
                .ToListAsync(ct)).ToLookup(e => (e.AgencyId, e.PersonId)),
            await personnel.OfAsync(agencies, numbers, today, ct),
            today);
    }

    private async Task<Standards> StandardsAsync(CancellationToken ct) => new(
        await db.Standards.AsNoTracking().OrderBy(s => s.ValidFrom).ToListAsync(ct),
        (await db.StandardItems.AsNoTracking().OrderBy(i => i.Place).ToListAsync(ct)).ToLookup(i => i.StandardId));

    private sealed record Said(RecordEntry Entry, bool HasDetail);

    private sealed record Standards(List<CertificationStandard> All, ILookup<Guid, StandardItem> Items)
    {
        // A file brings certificates without an application: they are asked by the standard of their day, or by the first there was.
        public IEnumerable<StandardItem> Of(CertificationCycle cycle)
        {
            var kind = Enum.Parse<ApplicationKind>(cycle.Kind);
            var own = All.FindAll(s => s.Kind == kind);
            var id = cycle.StandardId ?? (own.FindLast(s => s.ValidFrom <= cycle.OpenedOn) ?? own.FirstOrDefault())?.Id;
            return id is { } standard ? Items[standard] : [];
        }
    }

    private sealed record Read(
        ILookup<RecordGroup, RecordItem> Items, List<RecordDesignation> Designations, Standards Standards, ILookup<Guid, CertificationCondition> Conditions,
        ILookup<(Guid Agency, Guid Person), Said> Entries, ILookup<(Guid Agency, Guid Person), Employment> Service, PersonnelStandings Personnel, DateOnly Today)
    {
        public OfficerRecords Of(Guid agency, PersonCycles person)
        {
            // Under two numbers two words may stand of one record: the later one is the person's.
            var said = person.MemberIds.SelectMany(m => Entries[(agency, m)]).OrderBy(s => s.Entry.RecordedAt)
                .GroupBy(s => (s.Entry.Cycle, s.Entry.Kind, s.Entry.AboutId)).ToDictionary(g => g.Key, g => g.Last());
            var service = person.MemberIds.SelectMany(m => Service[(agency, m)]).ToList();
            return new OfficerRecords(
                person.PersonId, person.MemberIds, new CycleRecords(CertificationCycle.OfService, [.. OfService(agency, person, service, said)]),
                [
                    .. person.Cycles.Where(c => said.Keys.Any(k => k.Cycle == c.Key) || service.Exists(s => c.Meets(s.StartsOn, s.EndsOn ?? s.GoneBy)))
                        .OrderBy(c => c.Type).ThenByDescending(c => c.Ordinal).Select(c => new CycleRecords(c, [.. RowsOf(c, said)])),
                ]);
        }

        private IEnumerable<RecordRow> RowsOf(CertificationCycle cycle, Dictionary<(string Cycle, RecordKind Kind, Guid? AboutId), Said> said) => Items[RecordGroup.Certification].SelectMany(item => item.Kind switch
        {
            RecordKind.Conditions => OfConditions(item, cycle, said),
            RecordKind.Designated => OfDesignated(item, cycle, said),
            _ => [Row(item, cycle, null, item.Title, item.What, Clause(item, cycle), said, null)],
        });

        private IEnumerable<RecordRow> OfService(
            Guid agency, PersonCycles person, List<Employment> service, Dictionary<(string Cycle, RecordKind Kind, Guid? AboutId), Said> said) =>
            Items[RecordGroup.Personnel].Select(item =>
            {
                var standing = Personnel.Of(item.Kind, agency, person.MemberIds, service);
                return Row(item, CertificationCycle.OfService, null, item.Title, item.What, item.Clause, said, standing) with { MayBeEntered = standing is null };
            });

        private IEnumerable<RecordRow> OfConditions(RecordItem item, CertificationCycle cycle, Dictionary<(string Cycle, RecordKind Kind, Guid? AboutId), Said> said)
        {
            var conditions = cycle.ApplicationIds.SelectMany(a => Conditions[a]).ToList();
            if (conditions.Count == 0) return [Row(item, cycle, null, item.Title, "No condition was set", Clause(item, cycle), said, NotAsked) with { MayBeEntered = false }];
            return conditions.Select(c => Row(
                item, cycle, c.Id, $"Condition {c.Place}", c.Words, Clause(item, cycle), said,
                RecordStanding.OfCondition(c, said.GetValueOrDefault((cycle.Key, item.Kind, c.Id))?.Entry, Today)));
        }

        private IEnumerable<RecordRow> OfDesignated(RecordItem item, CertificationCycle cycle, Dictionary<(string Cycle, RecordKind Kind, Guid? AboutId), Said> said)
        {
            var asked = Designations.Where(d => RecordStanding.IsAskedFor(d, cycle, Today)).ToList();
            if (asked.Count == 0) return [Row(item, cycle, null, item.Title, "None is asked for of this certification", Clause(item, cycle), said, NotAsked) with { MayBeEntered = false }];
            return asked.Select(d => Row(item, cycle, d.Id, d.Words, d.Source, Clause(item, cycle), said, null));
        }

        private RecordRow Row(
            RecordItem item, CertificationCycle cycle, Guid? about, string title, string what, string clause,
            Dictionary<(string Cycle, RecordKind Kind, Guid? AboutId), Said> said, RecordStanding? standing)
        {
            var own = said.GetValueOrDefault((cycle.Key, item.Kind, about));
            var same = own?.Entry.SameCycle is { } other ? said.GetValueOrDefault((other, item.Kind, about))?.Entry : null;
            return new RecordRow(item.Kind, about, title, what, clause, standing ?? RecordStanding.Of(own?.Entry, same))
            {
                Restricted = item.Restricted,
                NilAllowed = item.NilAllowed,
                Said = own is null ? null : RowOf(own),
                Requirements = item.Kind is RecordKind.Determinations ? [.. RequirementsOf(cycle)] : [],
            };
        }

        // What another record of the catalogue answers is not asked about again (12.04(1)(b)6).
        private IEnumerable<RequirementAsked> RequirementsOf(CertificationCycle cycle) => Standards.Of(cycle)
            .Where(s => !Items[RecordGroup.Certification].Any(i => i.Answers.Contains(s.Code))).Select(s => new RequirementAsked(s.Code, s.Title));

        private static RecordSaidRow RowOf(Said said) => new(
            said.Entry.Id, said.Entry.Holding, said.Entry.HeldOn, said.Entry.KeptAt, said.Entry.Copy, said.Entry.CopyReason, said.Entry.SameCycle,
            said.Entry.Particulars, said.HasDetail, said.Entry.RecordedByName, said.Entry.RecordedAt);

        private static string Clause(RecordItem item, CertificationCycle cycle) =>
            cycle.Type is CycleType.Sro ? $"555 CMR 12.04(1)(c)1, {item.Clause["555 CMR ".Length..]}" : item.Clause;

        private static readonly RecordStanding NotAsked = new(RecordState.NotApplicable, []);
    }
}
