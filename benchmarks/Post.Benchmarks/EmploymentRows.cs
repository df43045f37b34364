using System.Globalization;

namespace Post.Benchmarks;

/// <summary>An employment history of any size: three spells for each officer, two rows in a hundred of them bad.</summary>
internal static class EmploymentRows
{
    public static void Write(string path, int rows)
    {
        using var file = new StreamWriter(path) { NewLine = "\n" };
        file.WriteLine("OfficerNumber,LastName,FirstName,AgencyName,Rank,Appointment,StartDate,EndDate,"
            + "SeparationNature,SeparationReason,MisconductBased,DuringInvestigation");
        for (var i = 0; i < rows; i++)
        {
            var officer = i / 3;
            var start = i % 50 == 7 ? "soon" : string.Create(CultureInfo.InvariantCulture, $"5/1/{2000 + (i % 3 * 8)}");
            var end = i % 3 == 2 ? "," : string.Create(CultureInfo.InvariantCulture, $"5/1/{2006 + (i % 3 * 8)},Resignation");
            file.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{1000 + (officer / 10_000):0000}-{officer % 10_000:0000},Surname{officer % 5_000},First{officer % 997},Town {officer % 440} Police Department,Patrol Officer,Full-time,{start},{end},,{(i % 3 == 2 ? "," : "No,Unknown")}"));
        }
    }
}
