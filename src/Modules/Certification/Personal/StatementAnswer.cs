using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Certification.Personal;

/// <summary>Gives an agency's answer to a statement: its step, the end of its clock, and the officer is told (12.07(1)(b)).</summary>
internal sealed class StatementAnswer(CertificationDb db, StatementDesk desk, StatementRoute route, AnsweredStatementLetter letter, ChangeContext change)
{
    public Task<bool> TakenInElsewhereAsync(Guid statement, CancellationToken ct) =>
        db.StatementAddressees.AsNoTracking().AnyAsync(a => a.StatementId == statement && a.State == StatementState.TakenIn, ct);

    public async Task<Refusal?> GiveAsync(
        OfficerStatement statement, StatementAddressee place, string agency, StatementState state, string words, CancellationToken ct)
    {
        await desk.AnswerAsync(statement, place, state, words, ct);
        if (await route.EndAnswerAsync(place.ClockId, "The agency answered", ct) is { } standing) return standing;
        change.Summarise($"{statement.Reference}: {StatementKinds.Of(statement.Kind).Title}, {StatementKinds.Of(state).ToLowerInvariant()}");
        change.Changed("answer", null, state.ToString());
        await db.SaveChangesAsync(ct);
        return await letter.IssueAsync(statement, place.AgencyId, agency, state, words, ct);
    }
}
