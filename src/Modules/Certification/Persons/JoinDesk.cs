using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Data;

namespace Post.Certification.Persons;

/// <summary>What every decision on officer numbers needs: one at a time, numbers by id, and what stands between two.</summary>
internal sealed class JoinDesk(CertificationDb db, DbSession session)
{
    /// <summary>Two decisions at once could each be right alone and together make a circle.</summary>
    public async Task LockAsync(CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select pg_advisory_xact_lock(hashtextextended('certification.join-persons', 0))", session.Connection, session.Transaction);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Officer numbers by id; an id not known is left out.</summary>
    public Task<Dictionary<Guid, string>> NumbersAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        db.People.AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.OfficerNumber, ct);

    /// <summary>The decision, if one stands, that some number of the one person and some of the other are two persons.</summary>
    public Task<PersonDistinction?> DistinctionAsync(
        IReadOnlyCollection<Guid> one, IReadOnlyCollection<Guid> other, CancellationToken ct) =>
        db.Distinctions.AsNoTracking().Present()
            .Where(d => (one.Contains(d.PersonId) && other.Contains(d.OtherPersonId))
                || (other.Contains(d.PersonId) && one.Contains(d.OtherPersonId)))
            .OrderBy(d => d.Id)
            .FirstOrDefaultAsync(ct);

    /// <summary>A pair in the order in which it is kept.</summary>
    public static (Guid First, Guid Second) InOrder(Guid one, Guid other) =>
        string.CompareOrdinal(one.ToString(), other.ToString()) < 0 ? (one, other) : (other, one);
}

/// <summary>The reason that every such decision keeps.</summary>
internal static class JoinReason
{
    public static void MustSayHowItIsKnown<T>(this IRuleBuilder<T, string> reason) => reason
        .NotEmpty().WithMessage("Say how you know: the reason is kept with the decision.")
        .MaximumLength(PersonMerge.ReasonMaxLength)
        .WithMessage($"Shorten the reason to {PersonMerge.ReasonMaxLength} characters.");
}
