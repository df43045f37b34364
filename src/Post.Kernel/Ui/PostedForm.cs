using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Post.Kernel.Ui;

/// <summary>What a plain form sent; what cannot be read is as if it were left blank, and the request's own rules say so.</summary>
public sealed class PostedForm(IFormCollection? form)
{
    public static readonly PostedForm Nothing = new(null);

    /// <summary>Whether the form of this name is the one that was sent.</summary>
    public bool Was(string name) => Value("_handler") == name;

    public string? Text(string name) => Value(name) is { Length: > 0 } text ? text : null;

    /// <summary>What a form that shows something known sent for it, cleared or not; the known where no such form was sent.</summary>
    public string? TextOr(string name, string? known) => form is not null && form.ContainsKey(name) ? Text(name) : known;

    public string Said(string name) => Text(name) ?? "";

    public DateOnly? Day(string name) =>
        DateOnly.TryParseExact(Value(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public Guid? Key(string name) => Guid.TryParse(Value(name), out var key) ? key : null;

    public int Number(string name) => int.TryParse(Value(name), CultureInfo.InvariantCulture, out var number) ? number : 0;

    public bool Ticked(string name) => Value(name) == "true";

    public T Choice<T>(string name) where T : struct, Enum => Enum.TryParse<T>(Value(name), out var choice) ? choice : default;

    public IReadOnlyList<string> Texts(string name) =>
        form is null ? [] : [.. form[name].OfType<string>().Where(v => v.Length > 0)];

    private string? Value(string name) => form is not null && form.TryGetValue(name, out StringValues values) ? values[0]?.Trim() : null;
}
