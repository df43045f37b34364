using System.Globalization;

namespace Post.Benchmarks;

/// <summary>Measures product and bound in turn, so that a machine whose speed drifts slows both.</summary>
internal static class Pairs
{
    /// <param name="row">Row of the performance table.</param>
    /// <param name="what">What is compared.</param>
    /// <param name="rounds">Counted rounds, after one that is not.</param>
    /// <param name="product">Work per second of the product.</param>
    /// <param name="bound">Work per second of the bound.</param>
    /// <param name="floor">The share that must be reached.</param>
    public static async Task MeasureAsync(
        string row, string what, int rounds, Func<Task<double>> product, Func<Task<double>> bound, double floor)
    {
        await product();
        await bound();
        var shares = new List<double>();
        var products = new List<double>();
        var bounds = new List<double>();
        for (var i = 0; i < rounds; i++)
        {
            products.Add(await product());
            bounds.Add(await bound());
            shares.Add(products[^1] / bounds[^1]);
        }

        var median = Median(shares);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{row,-3} {what,-46} {median:0.00} ({shares.Min():0.00} to {shares.Max():0.00})  floor {floor:0.00}  {(median >= floor ? "reached" : "NOT REACHED")}   {Median(products):N0}/s of {Median(bounds):N0}/s"));
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
