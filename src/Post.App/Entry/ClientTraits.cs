using System.Net;
using System.Net.Sockets;

namespace Post.App.Entry;

/// <summary>What the log keeps of a caller's machine: the network it came from and the program, never the address.</summary>
internal static class ClientTraits
{
    private const int ProgramMaxLength = 60;

    // In this order, because newer browsers name the older ones too.
    private static readonly (string Mark, string Name)[] s_programs =
        [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Version/", "Safari"), ("curl/", "curl")];

    private static readonly (string Mark, string Name)[] s_platforms =
        [("Android", "Android"), ("iPhone", "iOS"), ("iPad", "iOS"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux")];

    /// <summary>The /24 of an IPv4 address, the /48 of an IPv6 one.</summary>
    public static string? IpPrefix(IPAddress? address)
    {
        if (address is null) return null;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        var kept = address.AddressFamily is AddressFamily.InterNetwork ? 3 : 6;
        bytes.AsSpan(kept).Clear();
        return $"{new IPAddress(bytes)}/{kept * 8}";
    }

    public static string? Program(string? userAgent)
    {
        if (string.IsNullOrWhiteSpace(userAgent)) return null;
        var program = s_programs.FirstOrDefault(p => userAgent.Contains(p.Mark, StringComparison.Ordinal));
        if (program.Mark is null) return Clipped(userAgent);
        var platform = s_platforms.FirstOrDefault(p => userAgent.Contains(p.Mark, StringComparison.Ordinal)).Name;
        var version = Major(userAgent, program.Mark);
        return platform is null ? $"{program.Name} {version}" : $"{program.Name} {version} on {platform}";
    }

    /// <summary>Whether two are the same program on the same platform; its version may change while a session lasts.</summary>
    public static bool IsSameProgram(string? one, string? other) => WithoutVersion(one) == WithoutVersion(other);

    private static string WithoutVersion(string? program) =>
        string.Join(' ', (program ?? "").Split(' ').Where(word => !word.All(char.IsAsciiDigit)));

    private static string Major(string userAgent, string mark)
    {
        var from = userAgent.IndexOf(mark, StringComparison.Ordinal) + mark.Length;
        return new string([.. userAgent.Skip(from).TakeWhile(char.IsAsciiDigit).Take(4)]);
    }

    private static string Clipped(string text) =>
        new([.. text.Where(c => !char.IsControl(c)).Take(ProgramMaxLength)]);
}
