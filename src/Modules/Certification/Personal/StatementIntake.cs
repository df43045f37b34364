using Microsoft.EntityFrameworkCore;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Reporting;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Notices;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Time;

namespace Post.Certification.Personal;

/// <summary>
/// Writes into the record what an officer said of themselves where the officer's word is what makes it so: addresses and the name. Work,
/// status and training rest on other sources, beside which the statement stands (12.07(1)(b)3).
/// </summary>
internal sealed class StatementIntake(
    CertificationDb db, ContactPoints points, NameRows names, CurrentCaller caller, ChangeContext change, TimeProvider clock)
{
    private const string SourceKind = "officer-statement";

    public Task WriteAsync(OfficerStatement statement, Guid person, CancellationToken ct) => statement.Kind switch
    {
        StatementKind.Address => FurnishAsync(statement, person, ct),
        StatementKind.AddressEnd => RetireAsync(statement, ct),
        StatementKind.Name => RenameAsync(statement, person, ct),
        _ => Task.CompletedTask,
    };

    // Beside the one that an agency gave: notices go to both, and the officer's own is the officer's word (12.07(1)(b)1).
    private async Task FurnishAsync(OfficerStatement statement, Guid person, CancellationToken ct)
    {
        var kind = Enum.Parse<ContactKind>(statement.Channel!);
        var value = kind is ContactKind.Email && EmailAddress.TryParse(statement.Contact, out var email) ? email.Value : statement.Contact!.ReplaceLineEndings("\n").Trim();
        var now = clock.GetUtcNow();
        await points.AddAsync(new ContactPoint(
            Guid.CreateVersion7(now), AddresseeKind.Officer, person, kind, value, [ContactPurposes.CommissionCorrespondence], AddressOrigin.Addressee,
            $"The officer, {statement.Reference}", CivilClock.LegalDate(statement.SubmittedAt), ContactState.Active, caller.Value.Name, now, null, null), ct);
        change.Changed($"{kind} address of officer {person}", null, value);
    }

    private async Task RetireAsync(OfficerStatement statement, CancellationToken ct)
    {
        if (!await points.EndAsync(statement.AddressId!.Value, ContactState.Retired, caller.Value.Name, clock.GetUtcNow(), $"The officer, {statement.Reference}", ct)) return;
        change.Changed("address", statement.AddressId.ToString(), nameof(ContactState.Retired));
    }

    private async Task RenameAsync(OfficerStatement statement, Guid person, CancellationToken ct)
    {
        // One at a time with files that are brought in: both must not name the same officer at once.
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext('certification.intake'))", ct);
        var source = new FactSource
        {
            Id = statement.Id,
            Description = $"Name, statement {statement.Reference} of the officer",
            IsCommissionList = false,
            AsOf = CivilClock.LegalDate(statement.SubmittedAt),
            RecordedAt = clock.GetUtcNow(),
        };
        db.Sources.Add(source);
        db.Reports.Add(new PersonReport
        {
            PersonId = person,
            SourceId = source.Id,
            Kind = SourceKind,
            AsOf = source.AsOf,
            IsCommissionList = false,
            RecordedAt = source.RecordedAt,
        });
        await names.RenameAsync(NameSaid.By(statement), person, source, ct);
        db.Publish(new OfficersChanged([person]));
    }
}
