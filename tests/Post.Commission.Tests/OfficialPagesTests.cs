using Post.Commission.Contracts;

namespace Post.Commission.Tests;

/// <summary>A citation leads to the page of its one title, or nowhere.</summary>
[Trait("Clause", "OV-01")]
public sealed class OfficialPagesTests
{
    private static readonly OfficialPages s_pages = new(
        [new("555 CMR 1.00", "https://one.example/", null), new("555 CMR 8.00", "https://eight.example/", null), new("555 CMR 12.00", "https://twelve.example/", null)]);

    [Theory]
    [InlineData("8.06(3)(a)1; 8.06(6)(b)", "https://eight.example/")]
    [InlineData("8.06(3)(a)10, (4)(b)1.i", "https://eight.example/")]
    [InlineData("8.08, 8.09, 8.10", "https://eight.example/")]
    [InlineData("555 CMR 12.04(1)(a)7", "https://twelve.example/")]
    [InlineData("1.02-1.07", "https://one.example/")]
    // A title without a page, several titles, other law, and no citation at all: plain text.
    [InlineData("6.07", null)]
    [InlineData("7.10, 9.11", null)]
    [InlineData("1.10, 8.06", null)]
    [InlineData("801 CMR 1.01(4)", null)]
    [InlineData("950 CMR 32.06; 8.06", null)]
    [InlineData("M.G.L. c. 6E, § 8(b); 1.01", null)]
    [InlineData("Register 1503", null)]
    [InlineData("$8.00.12", null)]
    [InlineData("108.06", null)]
    [InlineData("", null)]
    public void Citation_LeadsToThePageOfItsTitle_OrNowhere(string citation, string? address) => Assert.Equal(address, s_pages.AddressOf(citation));

    [Fact]
    public void WithoutPages_NothingIsALink() => Assert.Null(OfficialPages.Empty.AddressOf("8.06"));
}
