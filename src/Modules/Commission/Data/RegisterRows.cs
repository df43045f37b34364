using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.Commission.Domain;

namespace Post.Commission.Data;

/// <summary>What all superseding tables of the schema share.</summary>
internal static class RegisterRows
{
    /// <summary>The rows that hold now; the others are what was taken so before.</summary>
    public const string Present = "superseded_at is null";

    public static void IsRegisterRow<T>(this EntityTypeBuilder<T> row) where T : RegisterRow
    {
        row.HasKey(r => r.Id);
        row.Property(r => r.Id).ValueGeneratedNever();
    }

    public static IQueryable<T> InPresent<T>(this IQueryable<T> rows) where T : RegisterRow =>
        rows.Where(r => r.SupersededAt == null);

    /// <summary>As the Commission knew it at an instant.</summary>
    public static IQueryable<T> KnownAt<T>(this IQueryable<T> rows, DateTimeOffset? instant) where T : RegisterRow =>
        instant is { } at
            ? rows.Where(r => r.RecordedAt <= at && (r.SupersededAt == null || r.SupersededAt > at))
            : rows.InPresent();
}
