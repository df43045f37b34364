using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Post.Certification.Features.ListAgencies;
using Post.Certification.Features.ListAgencyOfficers;
using Post.Certification.Features.ListOfficers;
using Post.Certification.Features.ListPossibleDuplicates;
using Post.Certification.Features.ListReviewItems;
using Post.Kernel.Requests;
using Post.Testing;

namespace Post.Benchmarks;

/// <summary>Row lists: how a page of a staff list grows when the register grows tenfold, its agencies with it.</summary>
internal static class StaffLists
{
    private const double MostGrowth = 1.3;
    private const int Times = 10;
    private const int Calls = 60;

    // Each copy is a person of its own with the same history at agencies of its own, under the number of another block.
    private static readonly string[] s_copied =
        ["person", "person_name", "status_report", "law_enforcement_agency", "law_enforcement_agency_name", "employment", "certificate"];

    private static readonly string[] s_names = ["smith", "sul", "o'brien, m", "john smith", "nguyen", "3110-00"];

    public static async Task MeasureAsync(BenchState state, Options options)
    {
        await using var wide = await state.CloneAsync();
        foreach (var table in s_copied) await wide.ExecuteAsync(CopySql(table));
        await state.ExecuteAsync("vacuum analyze");
        await wide.ExecuteAsync("vacuum analyze");
        await using var few = state.Services();
        await using var many = wide.Services();
        var persons = await state.ReadAsync<Guid>("select person_id from certification.person_name where valid_to is null and superseded_at is null order by md5(id::text) limit 200");
        var agencies = await state.ReadAsync<Guid>("select agency_id from certification.employment group by 1 order by count(*) desc limit 20");
        await CompareAsync("officers, any page", few, many, options, i => new ListOfficersQuery(null, null, null, persons[i % persons.Length]));
        await CompareAsync("officers by surname", few, many, options, i => new ListOfficersQuery(s_names[i % s_names.Length], null, null, null));
        await CompareAsync("officers of an agency", few, many, options, i => new ListOfficersQuery(null, agencies[i % agencies.Length], null, null));
        await CompareAsync("officers suspended", few, many, options, _ => new ListOfficersQuery(null, null, "Suspended", null));
        await CompareAsync("roster of an agency", few, many, options, i => new ListAgencyOfficersQuery(agencies[i % agencies.Length]));
        var places = await state.ReadAsync<Guid>("select id from certification.law_enforcement_agency order by md5(id::text) limit 200");
        await CompareAsync("agencies, any page", few, many, options, i => new ListAgenciesQuery(null, places[i % places.Length]));
        await CompareAsync("possible duplicates", few, many, options, _ => new ListPossibleDuplicatesQuery(null));
        await CompareAsync("questions", few, many, options, _ => new ListReviewItemsQuery(null, false, null));
    }

    private static async Task CompareAsync<T>(
        string what, ServiceProvider few, ServiceProvider many, Options options, Func<int, IQuery<T>> query)
    {
        var (small, large) = (Door(few), Door(many));
        var growths = new List<double>();
        var after = 0.0;
        for (var round = 0; round <= options.Rounds; round++)
        {
            var (before, now) = (await TimeAsync(small, query), await TimeAsync(large, query));
            if (round == 0) continue;
            growths.Add(now / before);
            after = now;
        }

        var median = Pairs.Median(growths);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"lists {what,-24} {Times} times the officers: {median:0.00} times the time ({growths.Min():0.00} to {growths.Max():0.00}), {after:0.0} ms  at most {MostGrowth:0.0}  {(median <= MostGrowth ? "reached" : "NOT REACHED")}"));
    }

    private static async Task<double> TimeAsync<T>(IDispatcher door, Func<int, IQuery<T>> query)
    {
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Calls; i++)
        {
            if ((await door.Send(query(i))).Refusal is { } refusal and not NotFound) throw new InvalidOperationException(refusal.Text);
        }

        return watch.Elapsed.TotalMilliseconds / Calls;
    }

    private static IDispatcher Door(ServiceProvider services) => services.GetRequiredService<ServiceDispatchers>()
        .As(People.CertificationStaff(TimeProvider.System));

    private static string CopySql(string table) => $"""
        do $$
        declare
          columns text;
          chosen text;
        begin
          select string_agg(quote_ident(column_name), ', ' order by ordinal_position),
                 string_agg(case
                   when column_name in ('id', 'person_id', 'agency_id') and data_type = 'uuid' then format('md5(%I::text || k)::uuid', column_name)
                   when column_name = 'officer_number' then 'lpad((left(officer_number, 4)::int + 130 * k)::text, 4, ''0'') || substr(officer_number, 5)'
                   -- Spread over the alphabet: beside its original, a page would show ten times the agency that leads it.
                   when '{table}' like 'law%' and column_name = 'name' then 'chr(65 + abs(hashtext(name || k) % 26)) || '' '' || k || '' '' || name'
                   else quote_ident(column_name) end, ', ' order by ordinal_position)
          into columns, chosen
          from information_schema.columns where table_schema = 'certification' and table_name = '{table}' and is_generated = 'NEVER';
          execute format('insert into certification.{table} (%s) select %s from certification.{table}, generate_series(1, {Times - 1}) k', columns, chosen);
        end $$
        """;
}
