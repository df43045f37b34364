using System.Reflection;
using Post.Kernel.Requests;

namespace Post.Kernel.Tests.Requests;

/// <summary>A result is a value or the reason why there is none, never both and never neither.</summary>
public sealed class RefusalTests
{
    [Fact]
    public void Value_IsThere()
    {
        Result<int> result = 7;

        Assert.False(result.Refused);
        Assert.Equal(7, result.Value);
        Assert.Equal(7, ((IResult)result).Content);
    }

    [Fact]
    public void Refusal_HidesTheValue()
    {
        Result<int> result = new NotFound("The officer");

        Assert.True(result.Refused);
        Assert.Throws<InvalidOperationException>(() => result.Value);
        Assert.Equal("not-found", result.Refusal!.Code);
    }

    // The code goes into the log and into problem details, where two refusals must stay two.
    [Fact]
    public void Codes_AreDistinct()
    {
        var refusals = typeof(Refusal).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Refusal)) && !t.IsAbstract).ToList();

        Assert.True(refusals.Count > 7);
        Assert.Empty(refusals.GroupBy(t => t.Name).Where(g => g.Count() > 1).Select(g => g.Key));
    }

    [Fact]
    public void PipelineSteps_RefuseAnyResultType()
    {
        var of = typeof(Result<>).Assembly.GetType("Post.Kernel.Requests.Refusals")!.GetMethod("Of", BindingFlags.Public | BindingFlags.Static)!;

        var refused = (Result<string>)of.MakeGenericMethod(typeof(Result<string>)).Invoke(null, [new NotRecorded()])!;

        Assert.IsType<NotRecorded>(refused.Refusal);
    }
}
