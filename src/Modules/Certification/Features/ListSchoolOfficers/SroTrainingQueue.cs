using Microsoft.EntityFrameworkCore;
using Post.Certification.Schools;
using Post.Kernel.Time;
using Post.Kernel.Work;

namespace Post.Certification.Features.ListSchoolOfficers;

/// <summary>School resource officers whose last training year ended without the training, and of whom nobody wrote down what was made of it.</summary>
internal sealed class SroTrainingQueue(SroTrainings trainings, TimeProvider clock) : IWorkQueue
{
    public string Title => "School resource officers without the year's training";
    public string Link => $"/staff/certification/school-officers?show={nameof(SchoolOfficerCut.Open)}&ended=true";
    public string Permission => CertificationPermissions.Review;

    public async Task<QueueState> ReadAsync(CancellationToken ct)
    {
        var today = clock.Today();
        var present = await trainings.YearsAsync(today, today, ct);
        var ended = present.Count == 0 ? [] : await trainings.YearsAsync(present[0].Year.First.AddDays(-1), present[0].Year.First.AddDays(-1), ct);
        if (ended.Count == 0) return QueueState.Empty;
        var open = await trainings.Of(ended[0].Year, ended[0].Rule, today).CountAsync(t => t.CompletedOn == null && t.LookedAt == null, ct);
        return open == 0
            ? QueueState.Empty
            : new QueueState(open, CivilClock.StartOf(present[0].Year.First), "A training year ended, and the training committee has not reported it. The certifications stay.");
    }
}
