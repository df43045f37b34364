namespace Post.Kernel.Imports;

/// <summary>A system from which files may come: one that is in the register and in use.</summary>
public sealed record SourceSystem(string Code, string Name);

/// <summary>The register of the Commission's systems (8.02(1)), answered by the module that keeps it.</summary>
public interface ISourceSystems
{
    /// <summary>Those in use now, by name.</summary>
    Task<IReadOnlyList<SourceSystem>> InUseAsync(CancellationToken ct);
}
