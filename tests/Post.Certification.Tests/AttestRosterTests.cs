using Post.Certification.Domain;
using Post.Certification.Features.AttestRoster;
using Post.Certification.Features.ListRosterAttestations;
using Post.Certification.Features.ReadRosterToAttest;
using Post.Certification.Features.TakeInReport;
using Post.Certification.Members;
using Post.Certification.Reporting;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Certification.Tests;

/// <summary>The head of an agency attests to its roster exactly as it was shown (12.05(3)).</summary>
[Trait("Clause", "12.05(3)")]
public sealed class AttestRosterTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Head_AttestsToWhatWasShown_AndItIsKeptToTheLetter()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Camellia Police Department", "4941-0001", "4941-0002");
        var read = await ReadAsync(agency);
        Assert.Equal(["4941-0001", "4941-0002"], read.Lines.Select(l => l.OfficerNumber).Order());
        Assert.Empty(read.Former);

        Assert.IsType<AttestationRequired>((await AttestAsync(agency, read, attested: false)).Refusal);
        Assert.Null((await AttestAsync(agency, read)).Refusal);

        var after = await ReadAsync(agency);
        var row = Assert.Single(after.Former);
        Assert.Equal(("Dana Quill", 2, read.Digest), (row.By, row.Officers, row.Digest));
        Assert.Empty(after.Changes);
        Assert.Equal(read.Lines.Select(l => l.Name), await host.RowsAsync(
            "select name from certification.roster_attestation_line where attestation_id = $1 order by place", r => r.GetString(0), row.Id));
        Assert.Equal(1, await host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'own-agency.roster.attested' and outcome = 'Ok' and org = $1 and subject_ids @> array[$2]",
            agency.Id.ToString(), await host.PersonAsync("4941-0001")));
    }

    [Fact]
    public async Task RosterThatChangedSinceItWasRead_IsReadAgainFirst()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Dogbane Police Department", "4942-0001", "4942-0002");
        var read = await ReadAsync(agency);
        await LeavesAsync(agency, "4942-0002");

        Assert.IsType<RosterChanged>((await AttestAsync(agency, read)).Refusal);
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from certification.roster_attestation where agency_id = $1", agency.Id));
        Assert.Null((await AttestAsync(agency, await ReadAsync(agency))).Refusal);
    }

    [Fact]
    public async Task WhatChangedSinceTheLastTime_IsTold_AndWhoLeftIsOnRecordAsRead()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Echinacea Police Department", "4943-0001", "4943-0002");
        Assert.Null((await AttestAsync(agency, await ReadAsync(agency))).Refusal);
        await LeavesAsync(agency, "4943-0002");
        var rank = await agency.ReceivedAsync(ReportKind.RankChange, agency.Matter("4943-0001") with { Rank = "Captain" });
        Assert.Null((await host.AsStaffAsync(new TakeInReportCommand(rank, null, false))).Refusal);

        var changes = (await ReadAsync(agency)).Changes;

        Assert.Equal(
            [("4943-0001", "rank was not recorded"), ("4943-0002", "No longer on the roster")],
            changes.Select(c => (c.Line.OfficerNumber, c.Words)));
        Assert.True(await host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'own-agency.roster.read-to-attest' and actor_id = $1 and subject_ids @> array[$2]",
            agency.Head.Id!, await host.PersonAsync("4943-0002")) >= 1);
    }

    [Fact]
    public async Task LiaisonAndClerk_ReadIt_AndDoNotAttest_NorDoesTheHeadOfAnotherAgency()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Foxglove Police Department", "4944-0001");
        var other = await ReportingAgency.OpenAsync(host, "Goldenrod Police Department", "4944-0002");
        var read = await ReadAsync(agency);

        foreach (var caller in new[] { agency.Liaison, agency.Clerk })
        {
            var seen = await host.Send(new ReadRosterToAttestQuery(), caller);
            Assert.False(seen.Value.MayAttest);
            Assert.IsType<NotAllowed>((await host.Send(new AttestRosterCommand(read.Digest, true), caller)).Refusal);
            Assert.IsType<SignatoryNotAuthorised>((await host.Send(new AttestRosterCommand(read.Digest, true), caller with { Roles = [Roles.AgencyHead] })).Refusal);
        }

        Assert.IsType<RosterChanged>((await host.Send(new AttestRosterCommand(read.Digest, true), other.Head)).Refusal);
        Assert.IsType<NotActingForAgency>((await host.Send(new AttestRosterCommand(read.Digest, true), other.Head with { Organisation = agency.Id.ToString() })).Refusal);
        Assert.Equal(["4944-0002"], (await ReadAsync(other)).Lines.Select(l => l.OfficerNumber));
        Assert.IsType<NotAllowed>((await host.AsStaffAsync(new ReadRosterToAttestQuery())).Refusal);
    }

    [Fact]
    public async Task AttestationsAreNeverChanged_NotEvenByTheApplicationsOwnRole()
    {
        Assert.Equal(0, await host.ScalarAsync<long>(
            """
            select count(*) from (values ('certification.roster_attestation'), ('certification.roster_attestation_line')) t (name)
            where has_table_privilege('post_app', name, 'update') or has_any_column_privilege('post_app', name, 'update')
              or has_table_privilege('post_app', name, 'delete')
            """));
    }

    [Fact]
    public async Task StaffSeeWhoHasNotAttestedSinceADay_PageByPage()
    {
        var agencies = new List<ReportingAgency>();
        for (var i = 0; i < 3; i++) agencies.Add(await ReportingAgency.OpenAsync(host, $"Hyacinth {i} Police Department", $"4945-{i:0000}"));
        await host.ExecuteAsync("update certification.law_enforcement_agency set provisional = false");
        Assert.Null((await AttestAsync(agencies[1], await ReadAsync(agencies[1]))).Refusal);

        var missing = await AllAsync(null);
        Assert.Contains(agencies[0].Name, missing.Select(r => r.Agency));
        Assert.DoesNotContain(agencies[1].Name, missing.Select(r => r.Agency));
        var tomorrow = await AllAsync(host.Today.AddDays(1));
        var row = Assert.Single(tomorrow, r => r.Agency == agencies[1].Name);
        Assert.Equal((host.Today, "Dana Quill", 1, true), (row.LastOn!.Value, row.LastBy, row.Officers!.Value, row.HasHead));
        Assert.Equal(tomorrow.Select(r => r.AgencyId).Distinct().Count(), tomorrow.Count);
    }

    [Fact]
    public void Digest_ChangesWithEachThingShown_AndWithNothingElse()
    {
        var (agency, day) = (Guid.NewGuid(), new DateOnly(2026, 6, 10));
        var line = new RosterLine(Guid.NewGuid(), "4946-0001", "Rivers, Alex", "Sergeant", new DateOnly(2020, 1, 2));
        byte[] Of(params RosterLine[] lines) => RosterAttestation.DigestOf(agency, day, "2026-1", lines);

        var digest = Of(line);

        Assert.Equal(digest, Of(line with { PersonId = Guid.NewGuid() }));
        byte[][] others =
        [
            Of(), Of(line, line), Of(line with { Rank = null }), Of(line with { Since = null }), Of(line with { Name = "Rivers, Al" }),
            Of(line with { OfficerNumber = "4946-0002" }), RosterAttestation.DigestOf(Guid.NewGuid(), day, "2026-1", [line]),
            RosterAttestation.DigestOf(agency, day.AddDays(1), "2026-1", [line]), RosterAttestation.DigestOf(agency, day, "2026-2", [line]),
        ];
        Assert.All(others, other => Assert.NotEqual(digest, other));
    }

    private async Task<RosterToAttest> ReadAsync(ReportingAgency agency)
    {
        var read = await host.Send(new ReadRosterToAttestQuery(), agency.Head);
        Assert.Null(read.Refusal);
        return read.Value;
    }

    private Task<Result<Done>> AttestAsync(ReportingAgency agency, RosterToAttest read, bool attested = true) =>
        host.Send(new AttestRosterCommand(read.Digest, attested), agency.Head);

    private async Task LeavesAsync(ReportingAgency agency, string number)
    {
        var left = await agency.ReceivedAsync(ReportKind.Separation, agency.Separation(number));
        Assert.Null((await host.AsStaffAsync(new TakeInReportCommand(left, null, false))).Refusal);
    }

    private async Task<List<RosterAttestationRow>> AllAsync(DateOnly? since)
    {
        var all = new List<RosterAttestationRow>();
        Guid? after = null;
        do
        {
            var page = (await host.AsStaffAsync(new ListRosterAttestationsQuery(since, after, 2))).Value;
            all.AddRange(page.Rows);
            after = page.Next;
        }
        while (after is not null);
        return all;
    }
}
