using Post.Certification.Contracts;
using Post.Certification.Features.KeepPersonsApart;
using Post.Certification.Features.MergePersons;
using Post.Certification.Features.ShowOfficer;
using Post.Certification.Features.UnmergePersons;
using Post.Certification.OfficerFiles;
using Post.Kernel.Requests;

namespace Post.Certification.Tests;

/// <summary>Decisions about officer numbers, as staff make them.</summary>
internal static class JoinedPersons
{
    public static async Task<Result<Done>> MergeAsync(this CertificationHost host, string number, string into) => await host.AsStaffAsync(
        new MergePersonsCommand(await host.PersonAsync(number), await host.PersonAsync(into), "Letter of the agency", "Memorandum 12"));

    public static async Task<Result<Done>> UnmergeAsync(this CertificationHost host, string number) => await host.AsStaffAsync(
        new UnmergePersonsCommand(await host.PersonAsync(number), "Fingerprints differ"));

    public static async Task<Result<Done>> KeepApartAsync(this CertificationHost host, string one, string other) => await host.AsStaffAsync(
        new KeepPersonsApartCommand(await host.PersonAsync(one), await host.PersonAsync(other), "Father and son"));

    public static async Task<OfficerFile> FileAsync(this CertificationHost host, string number, DateOnly? on = null, DateOnly? known = null) =>
        (await host.AsStaffAsync(new ShowOfficerQuery(await host.PersonAsync(number), on, known))).Value;

    public static Task<IReadOnlyDictionary<Guid, OfficerMembers>> MembersAsync(this CertificationHost host, params Guid[] ids) =>
        host.AskAsync<IOfficerDirectory, IReadOnlyDictionary<Guid, OfficerMembers>>(d => d.MembersAsync(ids, default));

    public static Task<IReadOnlyList<OfficerFacts>> FactsAsync(this CertificationHost host, params Guid[] ids) =>
        host.AskAsync<IOfficerDirectory, IReadOnlyList<OfficerFacts>>(d => d.FactsAsync(ids, default));

    /// <summary>Pairs of a block of numbers that wait in the queue.</summary>
    public static Task<IReadOnlyList<string>> PairsAsync(this CertificationHost host, string block) => host.RowsAsync(
        """
        select a || ' ' || b || ': ' || array_to_string(grounds, ', ') from (
          select least(p.officer_number, o.officer_number) as a, greatest(p.officer_number, o.officer_number) as b, d.grounds
          from certification.possible_duplicate d
          join certification.person p on p.id = d.person_id join certification.person o on o.id = d.other_person_id
          where d.gone_at is null) w
        where a like $1 and b like $1 order by 1
        """, r => r.GetString(0), block + "%");
}
