using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Applications;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Schools;
using Post.Kernel.Data;
using Post.Kernel.Jobs;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.EndSroTerms;

/// <summary>
/// Ends certifications as school resource officers whose last day has passed; one whose renewal was asked for in time goes on (M.G.L. c. 30A,
/// § 13), and one that the Commission's own list still names comes before a person.
/// </summary>
[Requires(CertificationPermissions.FollowRounds)]
[Audited("sro-terms.ended", DataClass.Personal, Fields = ["identity", "application", "status"], Lists = true)]
internal sealed record EndSroTermsCommand(DateTimeOffset Due) : ICommand<Done>;

internal sealed class EndSroTermsHandler(
    CertificationDb db, RecordReader records, SroTermEnd term, SchoolQuestions questions, JobEffects effects, ChangeContext change)
    : IRequestHandler<EndSroTermsCommand, Result<Done>>
{
    private const string Job = "end-sro-terms";

    public async Task<Result<Done>> Handle(EndSroTermsCommand command, CancellationToken ct)
    {
        var today = CivilClock.LegalDate(command.Due);
        var passed = await db.Certificates.AsNoTracking()
            .Where(c => c.TypeCode == CertificateCodes.Sro && c.SupersededAt == null && c.ExpiresOn < today
                && (c.StatusCode == CertificateCodes.Active || c.StatusCode == CertificateCodes.Suspended))
            .Select(c => c.PersonId).Distinct().OrderBy(p => p).ToListAsync(ct);
        var persons = (await records.OfAsync(passed, ct)).Values.Where(r => SroTermEnd.Ended(r, today) is not null).Select(r => r.PersonId).Distinct().Order();
        var (ended, asked) = (0, 0);
        foreach (var person in persons.ToList())
        {
            await records.HoldAsync(person, ct);
            var record = await records.OfAsync(person, ct);
            if (SroTermEnd.Ended(record, today) is not { } certificate || await term.IsRenewalPendingAsync(record, ct)) continue;
            if (!await effects.OnceAsync(Job, certificate.Id.ToString(), CivilClock.StartOf(certificate.ExpiresOn!.Value.AddDays(1)), ct)) continue;
            change.About(person);
            if (await term.ListedAfterAsync(record, certificate, ct) is { } listed)
            {
                await questions.AskAsync(ReviewKind.SroTermContradicted, person, SchoolQuestions.Contradicted(certificate, listed, record.PresentStatus!.SourceText), ct);
                asked++;
                continue;
            }

            if ((await term.WriteAsync(record, certificate, ct)).Refusal is { } refusal) return refusal;
            ended++;
        }

        change.Rows(ended + asked);
        change.Summarise($"{ended} certifications as school resource officers end, {asked} are asked about");
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }
}
