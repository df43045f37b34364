using Microsoft.Extensions.DependencyInjection;
using Post.AccessReview.Watch;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.AccessReview.Tests;

/// <summary>What a reviewer reads is in words, and the words are data.</summary>
public sealed class WordsTests(ReviewHost host) : IClassFixture<ReviewHost>
{
    // Whoever adds a request adds a row: otherwise its acts would be told by a code.
    [Fact]
    public async Task Action_HasWords()
    {
        var told = await host.RowsAsync("select code from access_review.action", r => r.GetString(0));
        var actions = host.Services.GetRequiredService<RequestCatalogue>().All.Select(r => r.Audit?.Action).OfType<string>()
            .Concat(LogActions.All).Distinct().ToList();

        Assert.NotEmpty(actions);
        Assert.Empty(actions.Except(told));
        Assert.Empty(told.Except(actions));
    }

    [Fact]
    public async Task Rule_HasNumbersInForceAndAClassOfItsOwn()
    {
        var rows = await host.RowsAsync("select code from access_review.misuse_rule where valid_to is null", r => r.GetString(0));
        var running = host.Services.GetServices<IMisuseRule>().Select(r => r.Code).ToList();

        Assert.Equal(12, running.Count);
        Assert.Empty(running.Except(rows));
        Assert.Equal(["copied-reason", "large-export", "sample"], rows.Except(running).Order());
    }

    [Fact]
    public async Task Role_HasAUnit() => Assert.Empty(
        Roles.OfPeople.Except(await host.RowsAsync("select role from access_review.unit", r => r.GetString(0))));

    [Theory]
    [InlineData("Schaeffer", "Shaefer", true)]
    [InlineData("O'Brien", "Obrian", true)]
    [InlineData("Núñez", "Nunez", true)]
    [InlineData("Philips", "Fillips", true)]
    [InlineData("Calloway", "Callahan", false)]
    [InlineData("Hartley", "Whitlock", false)]
    public void Surnames_SoundAlikeOrNot(string one, string other, bool alike) =>
        Assert.Equal(alike, SurnameSound.Of(one, 4) == SurnameSound.Of(other, 4));

    [Theory]
    [InlineData("Dana Reyes", "Reyes")]
    [InlineData("Dana Reyes Jr.", "Reyes")]
    [InlineData("Certification staff (demo)", "staff")]
    [InlineData("", "")]
    public void Surname_IsTheLastWord(string name, string surname) => Assert.Equal(surname, SurnameSound.SurnameOf(name));

    [Fact]
    public void ShortSurname_TellsNothing() => Assert.Null(SurnameSound.Of("Ng", 4));
}
