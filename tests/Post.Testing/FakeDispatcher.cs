using MediatR;
using Post.Kernel.Requests;

namespace Post.Testing;

/// <summary>Answers a page's requests by their type, as the test says, and keeps what was asked.</summary>
public sealed class FakeDispatcher : IDispatcher
{
    private readonly Dictionary<Type, Func<object, CancellationToken, Task<object>>> _answers = [];
    private readonly List<object> _requests = [];

    /// <summary>Every request in the order it was sent.</summary>
    public IReadOnlyList<object> Requests => _requests;

    public void Answers<TRequest, T>(Func<TRequest, Result<T>> answer) where TRequest : IRequest<Result<T>> =>
        _answers[typeof(TRequest)] = (request, _) => Task.FromResult<object>(answer((TRequest)request));

    /// <summary>For what a page shows while it waits: the answer comes when the test's task ends.</summary>
    public void AnswersLater<TRequest, T>(Func<TRequest, Task<Result<T>>> answer) where TRequest : IRequest<Result<T>> =>
        _answers[typeof(TRequest)] = async (request, ct) => await answer((TRequest)request).WaitAsync(ct);

    public IReadOnlyList<TRequest> Asked<TRequest>() => [.. _requests.OfType<TRequest>()];

    public async Task<Result<T>> Send<T>(IRequest<Result<T>> request, CancellationToken ct = default)
    {
        _requests.Add(request);
        return _answers.TryGetValue(request.GetType(), out var answer)
            ? (Result<T>)await answer(request, ct)
            : throw new InvalidOperationException($"The test has no answer for {request.GetType().Name}: call Answers<{request.GetType().Name}, ...>.");
    }
}
