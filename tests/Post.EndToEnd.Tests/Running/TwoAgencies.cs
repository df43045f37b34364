using Post.Cli.Demo;

namespace Post.EndToEnd.Tests.Running;

/// <summary>Two agencies of the register with an officer each, of whom one takes over from the other.</summary>
internal static class TwoAgencies
{
    public const string Ended = "Marshmoor Police Department";
    public const string Into = "Tidewick Regional Police Department";

    /// <summary>Brings them in, once or again: the same files change nothing.</summary>
    public static async Task EnsureAsync(RunningSite site)
    {
        await site.Operator.ImportAsync(
            SyntheticFile.WriteLines(
                site.PathOf("synthetic-agencies_20250630.csv"), "AgencyName,AgencyType,County", $"{Ended},Town,Essex", $"{Into},Town,Essex"),
            DemoState.AsOf, "agencies");
        await site.Operator.ImportAsync(
            SyntheticFile.WriteLines(
                site.PathOf("synthetic-two-agencies_20250630.csv"), "OfficerNumber,LastName,FirstName,AgencyName,Rank,StartDate,EndDate",
                $"3229-9801,Marshall,Odile,{Ended},Sergeant,5/1/2012,", $"3229-9802,Tidewell,Bram,{Into},Patrol Officer,5/1/2015,"),
            DemoState.AsOf, "employment");
    }

    public static Task<Guid> IdAsync(RunningSite site, string name) => site.ScalarAsync<Guid>(
        "select agency_id from certification.law_enforcement_agency_name where name = $1 and valid_to is null and superseded_at is null", name);
}
