using FsCheck;
using FsCheck.Fluent;
using static Post.Certification.Tests.Imports.FileDesk;

namespace Post.Certification.Tests.Imports;

/// <summary>What holds for any file: the order of its rows decides nothing, and once more changes nothing.</summary>
public sealed class FilePropertiesTests
{
    private static readonly string[] s_numbers = ["4401-0001", "4401-0002", "4401-0003"];
    private static readonly string[] s_agencies = ["Millbrook Police Department", "MILLBROOK POLICE DEPT.", "Harbor City PD"];
    private static readonly string[] s_names = ["Smith", "Smith-Jones", "Okafor"];

    [Fact]
    public Task EmploymentRows_InAnyOrder_GiveTheSameRecord() => HoldsAsync("employment", Employment, Spells());

    [Fact]
    public Task CertificationRows_InAnyOrder_GiveTheSameRecord() => HoldsAsync("certifications", Certifications, Certificates());

    [Fact]
    public Task OfficerRows_InAnyOrder_GiveTheSameRecord() => HoldsAsync("officers", Officers, OfficerRows());

    [Fact]
    public Task TrainingRows_InAnyOrder_GiveTheSameRecord() => HoldsAsync("training", Trainings, TrainingRows(), s_numbers[..2]);

    [Fact]
    public Task AgencyRows_InAnyOrder_GiveTheSameRecord() => HoldsAsync("agencies", Agencies, AgencyRows());

    private static async Task HoldsAsync(string kind, Func<string[], string> file, Gen<string> row, params string[] known)
    {
        await using var one = await ImportOfficersTests.StartAsync();
        await using var other = await ImportOfficersTests.StartAsync();
        foreach (var host in known.Length == 0 ? [] : new[] { one, other }) await host.BringInAsync("officers", Officers([.. known.Select(n => Officer(n))]));
        // Three files one after the other, so that each meets a record; each in one order here and in another there.
        foreach (var (rows, day) in row.ArrayOf(14).Draw(3).Zip([June, August, July]))
        {
            var shuffled = Gen.Shuffle(rows).Draw(1).Single();
            await one.BringInAsync(kind, file(rows), day);
            await other.BringInAsync(kind, file(shuffled), day);

            var record = await one.RecordAsync();
            Assert.Equal(record, await other.RecordAsync());
            await one.BringInAsync(kind, file(shuffled), day);
            Assert.Equal(record, await one.RecordAsync());
        }
    }

    private static Gen<string> TrainingRows() =>
        from number in Gen.Elements(s_numbers)
        from record in Gen.Elements("R-1", "R-2", "R-3", "R-4")
        from provider in Gen.Elements("MPTC", "State Police", "Agency")
        from course in Gen.Elements("Use of Force", "USE OF FORCE", "De-escalation")
        from day in Gen.Choose(1, 3)
        from missed in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        from place in Gen.Frequency((6, Gen.Constant("Randolph Academy")), (1, Gen.Constant("")))
        select Training(number, record, course, missed ? "" : $"3/{day}/2025", missed ? "6/30/2025" : "", provider, place: place);

    private static Gen<string> Spells() =>
        from number in Gen.Elements(s_numbers)
        from agency in Gen.Elements(s_agencies)
        from name in Gen.Frequency((8, Gen.Constant("Smith")), (1, Gen.Elements(s_names)))
        from start in Gen.Choose(2000, 2020)
        from years in Gen.Choose(0, 6)
        from nature in Gen.Elements("", "Resigned", "Suspended")
        let end = years == 0 ? "" : $"5/1/{start + years}"
        select Spell(number, $"5/1/{start}", end, agency, name,
            nature: end.Length == 0 ? "" : nature, misconduct: "No", investigation: "Unknown");

    private static Gen<string> Certificates() =>
        from number in Gen.Elements(s_numbers)
        from certificate in Gen.Elements("C-1", "C-2", "C-3")
        from type in Gen.Elements("Initial", "Recertification", "SRO")
        from year in Gen.Choose(2015, 2024)
        from status in Gen.Elements("Active", "Expired", "Suspended")
        select Certificate(number, certificate, type, $"7/1/{year}", $"7/1/{year + 3}", status);

    private static Gen<string> OfficerRows() =>
        from number in Gen.Elements(s_numbers)
        from agency in Gen.Elements([.. s_agencies, "UNASSOCIATED OFFICER"])
        from name in Gen.Frequency((8, Gen.Constant("Smith, Mary")), (1, Gen.Elements("SMITH, MARY", "Okafor, Lena", "Smith-Jones, Mary")))
        from status in Gen.Frequency((6, Gen.Constant("Certified")), (1, Gen.Elements("Suspended", "")))
        from certification in Gen.Elements("Law Enforcement Officer", "SRO")
        select Officer(number, name, status, agency, certification: certification);

    private static Gen<string> AgencyRows() =>
        from name in Gen.Elements("Millbrook Police Department", "MILLBROOK POLICE DEPT.", "Harbor City PD", "Ashgrove Police", "Redstone Police")
        from type in Gen.Elements("Town", "Campus")
        from county in Gen.Elements("", "Essex")
        from others in Gen.Frequency((4, Gen.Constant("")), (1, Gen.Elements("Redstone Police", "Millbrook PD")))
        select Agency(name, type, county, others: others);
}
