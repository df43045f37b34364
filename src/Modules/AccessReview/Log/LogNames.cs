using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Kernel.Access;

namespace Post.AccessReview.Log;

/// <summary>A person of the record as a page names one; a person the record no longer names is told as such.</summary>
public sealed record NamedPerson(Guid PersonId, string Name, string? OfficerNumber);

/// <summary>What the codes and ids of the log are called: acts, purposes, units and persons, each by its owner.</summary>
internal sealed class LogNames(AccessReviewDb db, IOfficerDirectory officers, PurposeCatalogue purposes)
{
    public Task<Dictionary<string, ActionWord>> ActionsAsync(CancellationToken ct) => db.Actions.AsNoTracking().ToDictionaryAsync(a => a.Code, ct);

    public Task<Dictionary<string, string>> UnitsAsync(CancellationToken ct) => db.Units.AsNoTracking().ToDictionaryAsync(u => u.Role, u => u.Words, ct);

    public string? Purpose(string? code) => code is null ? null : purposes.Find(code)?.Label ?? code;

    /// <summary>An act without a row of its own is told by its code, with blanks.</summary>
    public static string Act(IReadOnlyDictionary<string, ActionWord> actions, string code) =>
        actions.TryGetValue(code, out var word) ? word.Words : code.Replace('.', ' ').Replace('-', ' ');

    public static string Outcome(AuditOutcome outcome) => outcome switch
    {
        AuditOutcome.Ok => "Done",
        AuditOutcome.Denied => "Not allowed",
        AuditOutcome.Invalid => "Not accepted as given",
        AuditOutcome.Refused => "Refused",
        AuditOutcome.Cancelled => "Broken off",
        _ => "Failed",
    };

    public static string Class(DataClass kind) => kind switch
    {
        DataClass.Personal => "Personal",
        DataClass.Restricted => "Restricted",
        DataClass.Public => "Public",
        _ => "Nobody's data",
    };

    /// <summary>Each id to the person it stands for; in two statements for any number of ids.</summary>
    public async Task<IReadOnlyDictionary<Guid, NamedPerson>> PersonsAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        if (ids.Count == 0) return new Dictionary<Guid, NamedPerson>();
        var members = await officers.MembersAsync(ids, ct);
        var facts = (await officers.FactsAsync([.. members.Values.Select(m => m.PersonId).Distinct()], ct)).ToDictionary(f => f.PersonId);
        return members.ToDictionary(m => m.Key, m => facts.TryGetValue(m.Value.PersonId, out var f)
            ? new NamedPerson(f.PersonId, $"{f.Name.Surname}, {f.Name.FirstName}", f.OfficerNumber)
            : new NamedPerson(m.Value.PersonId, "A person without a name in the record", null));
    }

    /// <summary>All ids of the person behind what was typed, or those to choose from.</summary>
    public async Task<IReadOnlyList<NamedPerson>> FindAsync(string words, int limit, CancellationToken ct)
    {
        var found = await officers.SearchAsync(words, limit, ct);
        var named = await PersonsAsync(found, ct);
        return [.. found.Select(id => named[id])];
    }

    public async Task<IReadOnlyList<Guid>> MembersAsync(Guid person, CancellationToken ct) =>
        (await officers.MembersAsync([person], ct))[person].MemberIds;
}
