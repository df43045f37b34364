using Microsoft.EntityFrameworkCore;
using Post.Commission.Contracts;
using Post.Commission.Domain;
using Post.Kernel.Requests;

namespace Post.Commission.Data;

/// <summary>Answers who may act for an office, from what the register says: on that day, as it was known.</summary>
internal sealed class StoredDesignations(CommissionDb db) : IDesignations
{
    public async Task<Result<ActingFor>> MayActAsync(ActingQuestion question, CancellationToken ct)
    {
        var office = await db.Offices.AsNoTracking().SingleAsync(o => o.Code == question.Office, ct);
        var theirs = question.AccountId is { } account
            ? await db.Designations.AsNoTracking().KnownAt(question.KnownAt)
                .Where(d => d.OfficeCode == question.Office && d.AccountId == account).ToListAsync(ct)
            : [];
        return theirs.Find(d => d.Serves(question.Purpose) && d.Covers(question.On)) is { } by
            ? ActingBy(by)
            : WhyNot(office, question, theirs);
    }

    public async Task<IReadOnlyList<ActingFor>> WhoMayActAsync(string office, string purpose, DateOnly on, CancellationToken ct)
    {
        var designations = await db.Designations.AsNoTracking().InPresent().Where(d => d.OfficeCode == office).ToListAsync(ct);
        return [.. designations.Where(d => d.Serves(purpose) && d.Covers(on)).OrderBy(d => d.Capacity).Select(ActingBy)];
    }

    // The nearest miss is named: a person who acted for the office until yesterday should read that, and not that nothing is on record.
    private static Refusal WhyNot(Office office, ActingQuestion question, List<Designation> theirs)
    {
        var serving = theirs.Where(d => d.Serves(question.Purpose)).ToList();
        if (serving.Where(d => d.EndsOn < question.On).MaxBy(d => d.EndsOn) is { EndsOn: { } last })
        {
            return new DesignationLapsed(office.Label, last);
        }

        if (serving.MinBy(d => d.BeginsOn) is { } later) return new DesignationNotBegun(office.Label, later.BeginsOn);
        return theirs.Exists(d => d.Covers(question.On))
            ? new DesignationOutOfScope(office.Label, question.Purpose)
            : new NotDesignated(office.Label);
    }

    private static ActingFor ActingBy(Designation by) => new(
        by.DesignationId, by.OfficeCode, by.Name, by.Capacity is Capacity.Designee, by.Authority, by.BeginsOn, by.EndsOn);
}
