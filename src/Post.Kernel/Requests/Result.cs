namespace Post.Kernel.Requests;

/// <summary>What a pipeline step may know of any result: whether it refuses, and what it holds.</summary>
public interface IResult
{
    Refusal? Refusal { get; }
    object? Content { get; }
}

/// <summary>A value, or the reason why there is none. Expected refusals are values; bugs stay exceptions.</summary>
public sealed class Result<T> : IResult
{
    private readonly T? _value;

    public Result(T value) => _value = value;

    private Result(Refusal refusal) => Refusal = refusal;

    public Refusal? Refusal { get; }
    public bool Refused => Refusal is not null;

    public T Value => Refusal is null
        ? _value!
        : throw new InvalidOperationException($"There is no value: {Refusal.Code}.");

    object? IResult.Content => _value;

    public static Result<T> Refuse(Refusal refusal) => new(refusal);

    public static implicit operator Result<T>(T value) => new(value);

    public static implicit operator Result<T>(Refusal refusal) => new(refusal);
}

/// <summary>The result of an act that answers nothing but that it was done.</summary>
public sealed record Done
{
    public static readonly Done Instance = new();
}
