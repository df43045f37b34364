using MediatR;

namespace Post.Kernel.Requests;

/// <summary>A request that changes something; it runs in one transaction with its event and its outbox rows.</summary>
public interface ICommand<T> : IRequest<Result<T>>;

/// <summary>A request that only reads; its result is held back until the event that describes it is durable.</summary>
public interface IQuery<T> : IRequest<Result<T>>;

/// <summary>Tells the audit gate whose data a request is about, or whose data a result shows.</summary>
public interface INamesSubjects
{
    IEnumerable<Guid> SubjectIds { get; }
}

/// <summary>Tells the audit gate how many rows a result shows.</summary>
public interface ICountsRows
{
    int RowCount { get; }
}

/// <summary>Gives the audit gate the text that was asked for, without its results.</summary>
public interface IAsksFor
{
    string? Query { get; }
}
