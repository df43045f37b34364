using System.Buffers.Binary;
using System.Security.Cryptography;
using Post.AccessReview.Domain;
using Post.AccessReview.Log;
using Post.Audit;
using Post.Kernel.Access;

namespace Post.AccessReview.Watch;

/// <summary>
/// What is reviewed without any suspicion: looks past the rules, large exports, looks at flagged records, and a sample that
/// nobody can foresee and everybody can check, because it is drawn by a digest of the event's own id.
/// </summary>
internal static class Picks
{
    public const string SampleRule = "sample";
    public const string ExportRule = "large-export";

    public static IEnumerable<(AlertSource Source, Finding Finding)> Of(WatchedBatch batch, RuleNumbers sample, RuleNumbers export)
    {
        foreach (var look in batch.Fresh)
        {
            if (look.BreakGlass) yield return (AlertSource.BreakGlass, BreakGlass(batch, look));
            if (look.Outcome is not AuditOutcome.Ok) continue;
            if (batch.KindOf(look) is ActionKind.Export && look.RowCount > export["rows"])
            {
                yield return (AlertSource.LargeExport, Finding.Of("export", $"{look.Id}", look, $"A file or message of {look.RowCount} rows."));
            }

            foreach (var person in batch.PersonsOf(look).Where(p => look.IsLook && batch.Watched[p].Contains(WatchedKind.Flagged)))
            {
                yield return (AlertSource.Flagged, Finding.Of("flagged", $"{person}|{Finding.DayOf(look)}", look, "A record every look at which is reviewed."));
            }

            if (look.IsLook && IsDrawn(look.Id, PerMille(look, sample)))
            {
                yield return (AlertSource.Sample, Finding.Of(SampleRule, $"{look.Id}", look, "Drawn by chance."));
            }
        }
    }

    public static bool IsDrawn(Guid id, int perMille)
    {
        Span<byte> digest = stackalloc byte[32];
        SHA256.HashData(id.ToByteArray(bigEndian: true), digest);
        return BinaryPrimitives.ReadUInt32BigEndian(digest) % 1000 < perMille;
    }

    // One glass may show several things; it is one review, under the deadline that began when it was broken. A mark without a
    // glass on record is reviewed all the more, by purpose, matter and day.
    private static Finding BreakGlass(WatchedBatch batch, LogEvent look) => batch.GlassOf(look) is { } glass
        ? Finding.Of("break-glass", $"{glass.Id}", look, "A look past the rules.") with { DeadlineId = glass.DeadlineId }
        : Finding.Of("break-glass", $"{look.Purpose}|{look.Matter}|{Finding.DayOf(look)}", look, "A look past the rules.");

    private static int PerMille(LogEvent look, RuleNumbers sample) =>
        sample[look.Roles.Contains(Roles.ComplianceOfficer) ? "perMilleReviewers" : "perMille"];
}
