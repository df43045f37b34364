namespace Post.PublicDatabase.Site;

/// <summary>Columns of the downloads; each is explained on the page about the data, and none is ever renamed silently.</summary>
internal static class CsvColumns
{
    public static readonly IReadOnlyList<string> OfOfficers =
    [
        "key", "officer_id", "first_name", "surname", "suffix", "former_names", "status", "current_agency", "county",
        "data_through", "advisory",
    ];

    public static readonly IReadOnlyList<string> OfAgencies =
    [
        "agency_key", "agency", "agency_county", "officers", "ended_on", "ended_how", "ended_into", "took_over_from",
        "data_through", "advisory",
    ];

    public static readonly IReadOnlyList<string> OfProfile =
    [
        "key", "officer_id", "first_name", "surname", "suffix", "status", "current_agency", "first_certified",
        "last_certified", "ceased", "service", "complaint", "received_on", "incident_from", "incident_to", "reporting_agency",
        "anonymous", "sworn", "allegation", "allegation_detail", "disposition", "discipline", "notations",
        "data_through", "advisory",
    ];
}
