using Post.Testing;

namespace Post.Architecture.Tests;

/// <summary>One database from the reviewed scripts, one from the models: what is mapped must be alike to the letter.</summary>
public sealed class SchemaTests(PostDatabase scripts) : IClassFixture<PostDatabase>
{
    /// <summary>Tables that no context maps, with the reason; a schema ending in a dot stands for all of its tables.</summary>
    private static readonly Dictionary<string, string> s_withoutModel = new()
    {
        ["audit."] = "written by the audit core, which knows no object mapping",
        ["kernel."] = "written in raw SQL by the pipeline",
        ["migration."] = "the runner's own book",
        ["published."] = "written in bulk by the publisher, read whole by the snapshot",
        ["quartz."] = "the scheduler's own store",
        ["standards.staged_disciplinary_row"] = "filled by bulk copy",
        ["certification.staged_agency_row"] = "filled by bulk copy",
        ["certification.staged_officer_row"] = "filled by bulk copy",
        ["certification.staged_employment_row"] = "filled by bulk copy",
        ["certification.staged_training_row"] = "filled by bulk copy",
        ["certification.staged_certificate_row"] = "filled by bulk copy",
        ["certification.duplicate_rule"] = "reference data, read where pairs are weighed in sets",
        ["certification.training_provider"] = "read by the rules of the import in its statements",
        ["certification.intake_rule"] = "reference data, read where rows are judged in sets",
        ["certification.aid_rule"] = "reference data, read by the function that says how requirements stand",
    };

    private readonly Catalogue _scripts = new(scripts.Superuser);

    [Fact]
    public async Task Table_IsMappedOrListedWithItsReason()
    {
        await using var models = await ModelDatabase.CreateAsync();
        var tables = await _scripts.TablesAsync();

        Assert.NotEmpty(models.Mapped);
        Assert.Empty(tables.Where(t => !models.Mapped.Contains(t) && !IsListed(t)));
        Assert.Empty(models.Mapped.Where(m => !tables.Contains(m) || IsListed(m)));
        Assert.Empty(s_withoutModel.Keys.Where(key => !tables.Any(t => Covers(key, t))));
    }

    [Fact]
    public async Task Columns_AreAlike() => await CompareAsync(c => c.ColumnsAsync(), line => line[..line.LastIndexOf('.', line.IndexOf(' '))]);

    [Fact]
    public async Task PrimaryKeys_AreAlike() => await CompareAsync(c => c.PrimaryKeysAsync(), line => line[..line.IndexOf(' ')]);

    [Fact]
    public async Task Indexes_AreAlike() => await CompareAsync(c => c.IndexesAsync(), TableOfIndex);

    private async Task CompareAsync(Func<Catalogue, Task<List<string>>> ask, Func<string, string> tableOf)
    {
        await using var models = await ModelDatabase.CreateAsync();
        var fromScripts = (await ask(_scripts)).Where(line => models.Mapped.Contains(tableOf(line))).ToList();
        var fromModels = (await ask(new Catalogue(models.Connection))).Where(line => models.Mapped.Contains(tableOf(line))).ToList();

        Assert.NotEmpty(fromScripts);
        Assert.Empty(fromScripts.Except(fromModels).Select(line => $"only in the scripts: {line}")
            .Concat(fromModels.Except(fromScripts).Select(line => $"only in the models: {line}")));
    }

    private static string TableOfIndex(string definition)
    {
        var words = definition.Split(' ');
        return words[Array.IndexOf(words, "ON") + 1];
    }

    private static bool IsListed(string table) => s_withoutModel.Keys.Any(key => Covers(key, table));

    private static bool Covers(string key, string table) =>
        key.EndsWith('.') ? table.StartsWith(key, StringComparison.Ordinal) : table == key;
}
