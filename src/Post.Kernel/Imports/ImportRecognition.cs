using Post.Kernel.Imports.Profiles;
using Post.Kernel.Imports.Reading;
using Post.Kernel.Requests;

namespace Post.Kernel.Imports;

/// <summary>What a file was found to be: its kind, and the profile it is read by unless its header is a known layout.</summary>
public sealed record Recognised(IImportKind Kind, ImportProfile? Profile, IReadOnlyList<string> Header, IReadOnlyList<string> ExtraColumns);

/// <summary>Tells by its header what a file is: a profile named, a profile made for this header, or a known layout.</summary>
public sealed class ImportRecognition(ImportKinds kinds, ImportProfiles profiles)
{
    /// <summary>A blank kind is whichever fits, a blank profile likewise; one given by name, or a version by its id, is the only one tried.</summary>
    public async Task<Result<Recognised>> RecogniseAsync(
        string path, FileEncoding encoding, string kindName, string? profileName, CancellationToken ct)
    {
        if (kindName.Length > 0 && kinds.Find(kindName) is null) return UnknownKind(kindName);
        var live = (await profiles.LiveAsync(kindName, ct)).Where(p => kinds.Find(p.Kind) is not null).ToList();
        if (Guid.TryParse(profileName, out var version)) return await ByVersionAsync(path, encoding, version, ct);
        if (!string.IsNullOrEmpty(profileName)) return ByName(path, encoding, live, profileName);

        var plain = ReadHeader(path, encoding, ReadingOptions.Default);
        var fitting = live.Where(p => Fits(p, path, encoding, plain)).ToList();
        if (fitting.Count > 1) return new ProfilesSeveral(string.Join(", ", fitting.Select(p => $"“{p.Name}”")));
        if (fitting.Count == 1) return ByProfile(fitting[0], ReadHeader(path, encoding, fitting[0].Reading));
        return plain.Refusal is { } headless ? new FileNotReadable(headless.Code, headless.Text) : ByLayout(kindName, plain.Cells);
    }

    /// <summary>The header alone, as an answer or a refusal.</summary>
    public static HeaderReading ReadHeader(string path, FileEncoding encoding, ReadingOptions options)
    {
        using var reader = new RowReader(ImportFile.Open(path), encoding, options);
        return reader.ReadHeader();
    }

    // What a dry run showed holds for the version it was read by, and for no later one.
    private async Task<Result<Recognised>> ByVersionAsync(string path, FileEncoding encoding, Guid version, CancellationToken ct)
    {
        if (await profiles.FindAsync(version, ct) is not { } profile || kinds.Find(profile.Kind) is null) return new NotFound("This profile");
        return profile.Live ? ByProfile(profile, ReadHeader(path, encoding, profile.Reading)) : new ProfileNotLive(profile.Name);
    }

    private Result<Recognised> ByName(string path, FileEncoding encoding, List<ImportProfile> live, string name)
    {
        var named = live.Where(p => string.Equals(p.Name, name.Trim(), StringComparison.OrdinalIgnoreCase)).ToList();
        return named.Count switch
        {
            0 => new ProfileUnknown(name, live.Count == 0 ? "none" : string.Join(", ", live.Select(p => p.Name))),
            1 => ByProfile(named[0], ReadHeader(path, encoding, named[0].Reading)),
            _ => new ProfilesSeveral(string.Join(", ", named.Select(p => $"“{p.Name}” ({p.Kind})"))),
        };
    }

    private Result<Recognised> ByProfile(ImportProfile profile, HeaderReading header)
    {
        if (header.Refusal is { } headless) return new FileNotReadable(headless.Code, headless.Text);
        var kind = kinds.Find(profile.Kind)!;
        if (ProfileCheck.Problems(kind, profile.Fields, header.Cells) is { Count: > 0 } problems)
        {
            return new FileNotReadable(problems[0].Code, $"The profile “{profile.Name}” does not fit this file. {string.Join(" ", problems.Select(p => p.Text))}");
        }

        var read = profile.Fields.SelectMany(f => CellTemplate.ColumnsOf(f.Constant).Append(f.Column)).OfType<string>().SelectMany(c => HeaderNames.Find(header.Cells, c)).ToHashSet();
        return new Recognised(kind, profile, header.Cells, [.. HeaderNames.Of(header.Cells).Where((_, i) => !read.Contains(i))]);
    }

    private Result<Recognised> ByLayout(string kindName, IReadOnlyList<string> header)
    {
        if ((kindName.Length > 0 ? kinds.Find(kindName) : kinds.FindByHeader(header)) is not { } kind)
        {
            return new FileNotReadable(FileNotReadable.LayoutUnknown,
                "The header of this file fits none of the known layouts and no saved profile. Check that its first line holds the column names, or map its columns.");
        }

        var mapping = ColumnMap.Find(kind.Layout, header);
        return mapping.Map is { } columns
            ? new Recognised(kind, null, header, columns.ExtraColumns)
            : new FileNotReadable(mapping.Refusals[0].Code, string.Join(" ", mapping.Refusals.Select(r => r.Text)));
    }

    // Most files have commas and one sheet: their header is read once, for all profiles.
    private static bool Fits(ImportProfile profile, string path, FileEncoding encoding, HeaderReading plain)
    {
        var header = profile.Reading == ReadingOptions.Default ? plain : ReadHeader(path, encoding, profile.Reading);
        return header.Refusal is null && ImportProfile.Fingerprint(header.Cells) == ImportProfile.Fingerprint(profile.Header);
    }

    private ImportKindUnknown UnknownKind(string name) => new(name, string.Join(", ", kinds.All.Select(k => k.Name)));
}
