using Post.Certification.Contracts;
using Post.Standards.Contracts;

namespace Post.PublicDatabase.Tests.Publishing;

/// <summary>What the modules that own the facts would answer; the tests change it as the record would change.</summary>
internal sealed class FakeRegister : IOfficerDirectory, ILawEnforcementAgencies, IDisciplinaryRecord
{
    public static readonly DateOnly AsOf = new(2024, 8, 24);

    private readonly SortedDictionary<Guid, OfficerFacts> _officers = [];
    private readonly List<ComplaintFacts> _complaints = [];
    private readonly Dictionary<Guid, Guid> _merged = [];
    private readonly Dictionary<Guid, LawEnforcementAgencyFacts> _agencies = [];

    private (Guid Person, Func<Task> Happens)? _meanwhile;

    public int Questions { get; private set; }

    /// <summary>
    /// Happens once: after the next question about this person's complaints was answered, and before anybody acts on the answer.
    /// </summary>
    public void Meanwhile(Guid person, Func<Task> happens) => _meanwhile = (person, happens);

    public Task<IReadOnlyList<Guid>> SearchAsync(string words, int limit, CancellationToken ct) => Task.FromResult<IReadOnlyList<Guid>>(
        [.. _officers.Values.Where(o => o.OfficerNumber.StartsWith(words, StringComparison.Ordinal)).Take(limit).Select(o => o.PersonId)]);

    public Guid Agency(string name, bool provisional = false, string county = "Norfolk", params string[] spellings)
    {
        var id = IdOf(name);
        _agencies[id] = new LawEnforcementAgencyFacts(id, name, county, provisional, spellings);
        return id;
    }

    public void Rename(Guid agency, string name) => _agencies[agency] = _agencies[agency] with { Name = name };

    /// <summary>The one ended, the others took over; without any, nothing of the kind is recorded any more.</summary>
    public void Succeed(Guid ended, DateOnly on, params Guid[] into)
    {
        var end = new AgencySuccessionFacts(ended, AgencyEnding.Merged, on, into);
        foreach (var id in _agencies.Keys)
        {
            _agencies[id] = _agencies[id] with
            {
                Ended = id == ended && into.Length > 0 ? end : id == ended ? null : _agencies[id].Ended,
                TookOver = [.. _agencies[id].TookOver.Where(t => t.AgencyId != ended), .. into.Contains(id) ? [end] : Array.Empty<AgencySuccessionFacts>()],
            };
        }
    }

    public Guid Officer(string firstName, string surname, string number, Guid? agency = null, string? suffix = null)
    {
        var id = IdOf(number);
        _officers[id] = new OfficerFacts(
            id, number, new OfficerName(firstName, surname, suffix), [],
                new ReportedStatus("Certified", "Certified", AsOf, "Certified"),
            agency, null, null, null, null, false, new SourceFacts(IdOf("source"), "List of 2024-08-24", true, AsOf));
        return id;
    }

    public void Change(Guid person, Func<OfficerFacts, OfficerFacts> change) =>
        _officers[person] = change(_officers[person]);

    public void Forget(Guid person) => _officers.Remove(person);

    public Guid Complaint(
        Guid person, string number, string disposition = "Sustained", DisciplineState state = DisciplineState.Imposed,
            Guid? agency = null)
    {
        var id = IdOf(number);
        _complaints.Add(new ComplaintFacts(
            id, person, number, null, agency, null, Recorded.NotRecorded, Recorded.NotRecorded,
            [Allegations.One($"A-{number}", disposition, [new DisciplineFacts("WrittenReprimand", "Written reprimand",
                state, [])])],
            "List of 2024-08-24"));
        return id;
    }

    public void Change(Guid complaint, Func<ComplaintFacts, ComplaintFacts> change)
    {
        var at = _complaints.FindIndex(c => c.ComplaintId == complaint);
        _complaints[at] = change(_complaints[at]);
    }

    public void End(Guid complaint, string disposition, DisciplineState state = DisciplineState.Imposed) =>
        Change(complaint, c => c with
        {
            Allegations =
        [
            .. c.Allegations.Select(a => a with
            {
                Disposition = new DispositionFacts(disposition, disposition, true),
                Discipline = [.. a.Discipline.Select(d => d with { State = state })],
            }),
        ],
        });

    public Task<IReadOnlyDictionary<string, Guid>> FindAsync(IReadOnlyCollection<string> officerNumbers,
        CancellationToken ct) =>
        Answer<IReadOnlyDictionary<string, Guid>>(
            _officers.Values.Where(o => officerNumbers.Contains(o.OfficerNumber))
                .ToDictionary(o => o.OfficerNumber, o => o.PersonId));

    /// <summary>As the record answers after a merge: one person with the facts of both, and the other no person of its own.</summary>
    public void Merge(Guid person, Guid into)
    {
        _merged[person] = into;
        Change(into, o => o with { OtherIds = [.. o.OtherIds, person] });
    }

    public void Unmerge(Guid person)
    {
        _merged.Remove(person, out var into);
        Change(into, o => o with { OtherIds = [.. o.OtherIds.Where(id => id != person)] });
    }

    public Task<IReadOnlyDictionary<Guid, OfficerMembers>> MembersAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct) =>
        Task.FromResult<IReadOnlyDictionary<Guid, OfficerMembers>>(personIds.Distinct().ToDictionary(id => id, id =>
        {
            var person = _merged.GetValueOrDefault(id, id);
            return new OfficerMembers(person, [person, .. _merged.Where(m => m.Value == person).Select(m => m.Key)]);
        }));

    public Task<IReadOnlyList<OfficerFacts>> FactsAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct) =>
        Answer<IReadOnlyList<OfficerFacts>>([.. personIds.Where(id => _officers.ContainsKey(id) && !_merged.ContainsKey(id)).Select(id => _officers[id])]);

    public Task<IReadOnlyList<Guid>> ListAsync(Guid? after, int limit, CancellationToken ct) =>
        Answer<IReadOnlyList<Guid>>([.. _officers.Keys.Where(k => !_merged.ContainsKey(k)).Where(k => after is null
            || k.CompareTo(after.Value) > 0).Take(limit)]);

    public Task<IReadOnlyDictionary<string, Guid>> ResolveAsync(IReadOnlyCollection<string> spellings,
        CancellationToken ct) =>
        Answer<IReadOnlyDictionary<string, Guid>>(
            _agencies.Values.Where(a => spellings.Contains(a.Name)).ToDictionary(a => a.Name, a => a.Id));

    public Task<IReadOnlyList<LawEnforcementAgencyFacts>> AllAsync(CancellationToken ct) =>
        Answer<IReadOnlyList<LawEnforcementAgencyFacts>>([.. _agencies.Values]);

    async Task<IReadOnlyList<ComplaintFacts>> IDisciplinaryRecord.FactsAsync(IReadOnlyCollection<Guid> personIds,
        CancellationToken ct)
    {
        var asked = personIds.ToHashSet();
        var answer = await Answer<IReadOnlyList<ComplaintFacts>>([.. _complaints.Where(c => asked.Contains(c.PersonId))]);
        if (_meanwhile is { } due && asked.Contains(due.Person))
        {
            _meanwhile = null;
            await due.Happens();
        }

        return answer;
    }

    public static Guid IdOf(string text) =>
        new(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    private Task<T> Answer<T>(T answer)
    {
        Questions++;
        return Task.FromResult(answer);
    }
}
