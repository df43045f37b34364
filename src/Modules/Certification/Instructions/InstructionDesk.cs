using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Instructions;

/// <summary>Writes and ends what liaisons are to do, the Commission's and an agency's own alike.</summary>
internal sealed class InstructionDesk(CertificationDb db, ChangeContext change, CurrentCaller caller, TimeProvider clock)
{
    /// <param name="agency">Whose duty it is; null for an instruction of the Commission.</param>
    /// <param name="series">What it changes; null for a new one.</param>
    /// <param name="said">What was typed in.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<Result<LiaisonInstruction>> WriteAsync(Guid? agency, Guid? series, InstructionSaid said, CancellationToken ct)
    {
        await HoldAsync(agency, ct);
        var before = series is null ? null : await PresentAsync(agency, series.Value, ct);
        if (series is not null && before is null) return new NotFound("This instruction");
        if (said.AcknowledgeBy < clock.Today()) return new AcknowledgeByPassed();
        var next = Next(agency, before, said);
        if (before is not null && SaysTheSame(before, next)) return new InstructionUnchanged();
        if (await IsTitleTakenAsync(next, ct)) return new InstructionOfThatTitle(next.Title);
        if (before is not null)
        {
            before.Supersede(next.RecordedAt);
            // The place of the one in force is free before the next one takes it.
            await db.SaveChangesAsync(ct);
        }

        db.Instructions.Add(next);
        change.Changed("instruction", before is null ? null : Words(before), Words(next));
        change.Summarise($"{next.Title}, version {next.Version}");
        await db.SaveChangesAsync(ct);
        return next;
    }

    public async Task<Result<Done>> EndAsync(Guid? agency, Guid series, string because, CancellationToken ct)
    {
        await HoldAsync(agency, ct);
        if (await PresentAsync(agency, series, ct) is not { } present) return new NotFound("This instruction");
        present.Supersede(clock.GetUtcNow(), because.Trim());
        change.Changed("instruction", Words(present), null);
        change.Summarise($"{present.Title}: {because.Trim()}");
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }

    private Task<int> HoldAsync(Guid? agency, CancellationToken ct)
    {
        var key = $"certification.instructions:{agency}";
        return db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({key}, 0))", ct);
    }

    // Whose it is decides who may touch it: of another agency's duty nothing is said.
    private Task<LiaisonInstruction?> PresentAsync(Guid? agency, Guid series, CancellationToken ct) =>
        db.Instructions.SingleOrDefaultAsync(i => i.SeriesId == series && i.AgencyId == agency && i.SupersededAt == null, ct);

    private async Task<bool> IsTitleTakenAsync(LiaisonInstruction next, CancellationToken ct)
    {
        var titles = await db.Instructions.AsNoTracking()
            .Where(i => i.AgencyId == next.AgencyId && i.SupersededAt == null && i.SeriesId != next.SeriesId).Select(i => i.Title).ToListAsync(ct);
        return titles.Any(t => FoldedWords.Of(t) == FoldedWords.Of(next.Title));
    }

    private LiaisonInstruction Next(Guid? agency, LiaisonInstruction? before, InstructionSaid said)
    {
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        return new LiaisonInstruction
        {
            Id = id,
            SeriesId = before?.SeriesId ?? id,
            Version = (before?.Version ?? 0) + 1,
            Source = agency is null ? InstructionSource.Commission : InstructionSource.Agency,
            AgencyId = agency,
            Title = said.Title!.Trim(),
            Body = said.Body!.Trim().ReplaceLineEndings("\n"),
            InForceFrom = said.InForceFrom!.Value,
            AcknowledgeBy = said.AcknowledgeBy,
            RecordedAt = now,
            RecordedBy = caller.Value.Id,
            RecordedByName = caller.Value.Name,
        };
    }

    private static bool SaysTheSame(LiaisonInstruction one, LiaisonInstruction other) =>
        (one.Title, one.Body, one.InForceFrom, one.AcknowledgeBy) == (other.Title, other.Body, other.InForceFrom, other.AcknowledgeBy);

    private static string Words(LiaisonInstruction i) => $"{i.Title}, version {i.Version}, from {i.InForceFrom:yyyy-MM-dd}: {i.Body}";
}
