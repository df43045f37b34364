using System.Globalization;

namespace Post.Kernel.Imports.Reading.Workbook;

/// <summary>How a workbook shows a number: as a day, padded with zeros, or as it is.</summary>
internal sealed class NumberForm
{
    public static readonly NumberForm Plain = new(false, null);

    private static readonly NumberForm s_date = new(true, null);

    private readonly string? _mask;

    private NumberForm(bool isDate, string? mask)
    {
        IsDate = isDate;
        _mask = mask;
    }

    public bool IsDate { get; }

    // ECMA-376, part 1, 18.8.30: these numbers have no code in the file; 27-36 and 50-58 are days in East Asian versions.
    public static NumberForm Builtin(int id) =>
        id is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58) ? s_date : Plain;

    public static NumberForm Custom(string code)
    {
        var section = code.Split(';')[0];
        if (IsMask(section)) return new NumberForm(false, section.Replace("\\", "", StringComparison.Ordinal));
        return HasDateLetter(section) ? s_date : Plain;
    }

    /// <summary>“00000” and “0000-0000” give a typed number its zeros and hyphen back.</summary>
    public string Show(decimal number)
    {
        if (_mask is null || number < 0 || number != decimal.Truncate(number)) return Plainly(number);
        var digits = Plainly(number).PadLeft(_mask.Count(c => c == '0'), '0');
        var shown = new char[digits.Length + _mask.Count(c => c != '0')];
        var (from, to) = (digits.Length, shown.Length);
        for (var i = _mask.Length - 1; i >= 0; i--) shown[--to] = _mask[i] == '0' ? digits[--from] : _mask[i];
        digits.AsSpan(0, from).CopyTo(shown);
        return new string(shown);
    }

    public static string Plainly(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);

    private static bool IsMask(string section) =>
        section.Count(c => c == '0') > 1 && section.All(c => c is '0' or '-' or '\\');

    private static bool HasDateLetter(string section)
    {
        var quoted = false;
        var bracket = 0;
        for (var i = 0; i < section.Length; i++)
        {
            var c = section[i];
            if (c == '"') quoted = !quoted;
            else if (quoted) continue;
            else if (c is '\\' or '_' or '*') i++;
            else if (c == '[') bracket = IsElapsed(section, i) ? 0 : bracket + 1;
            else if (c == ']') bracket = Math.Max(0, bracket - 1);
            else if (bracket == 0 && IsDateLetter(c) && !IsGeneral(section, i)) return true;
        }

        return false;
    }

    private static bool IsDateLetter(char c) => c is 'y' or 'Y' or 'm' or 'M' or 'd' or 'D' or 'h' or 'H' or 's' or 'S';

    private static bool IsElapsed(string section, int at) => at + 1 < section.Length && section[at + 1] is 'h' or 'H' or 'm' or 'M' or 's' or 'S';

    private static bool IsGeneral(string section, int at) => section.StartsWith("General", StringComparison.OrdinalIgnoreCase) && at < "General".Length;
}
