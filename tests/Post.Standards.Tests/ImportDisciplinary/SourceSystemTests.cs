using System.Text;
using Post.Audit;
using Post.Kernel.Imports;
using Post.Kernel.Imports.ReceiveImport;
using Post.Kernel.Requests;
using Post.Testing;
using static Post.Standards.Tests.ImportDisciplinary.ImportDesk;

namespace Post.Standards.Tests.ImportDisciplinary;

/// <summary>What no register names cannot feed the record, and so no disclosure from it.</summary>
[Trait("Clause", "8.02(1)(b)")]
public sealed class SourceSystemTests : IAsyncLifetime
{
    private readonly ModuleHost _host = new();

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task UnregisteredSystem_IsRefusedAndRecorded()
    {
        var refused = Assert.IsType<UnregisteredSystem>((await ReceiveAsync("unit-share-drive")).Refusal);

        Assert.Contains("unit-share-drive", refused.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await _host.ScalarAsync<long>("select count(*) from kernel.import_run"));
        Assert.Equal(1L, await _host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'import.received' and outcome = $1 and deny_rule = 'unregistered-system'", nameof(AuditOutcome.Invalid)));
    }

    [Theory]
    [InlineData("Planned", false)]
    [InlineData("InUse", true)]
    [InlineData("Retired", false)]
    public async Task RegisteredSystem_FeedsOnlyWhileItIsInUse(string state, bool taken)
    {
        await RegisterAsync("unit-share-drive", state);

        var received = await ReceiveAsync(" unit-share-drive ");

        Assert.Equal(taken, !received.Refused);
        if (taken) Assert.Equal("unit-share-drive", await _host.ScalarAsync<string>("select system_code from kernel.import_run"));
    }

    [Fact]
    public async Task NobodySaysWhich_ItIsTheDatabaseOfTheKind()
    {
        Assert.False((await ReceiveAsync(null)).Refused);

        Assert.Equal("standards-database", await _host.ScalarAsync<string>("select system_code from kernel.import_run"));
    }

    private async Task<Result<Guid>> ReceiveAsync(string? system)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(File(Row(60000901, 60000901))));
        var sha256 = await _host.KeepAsync(content);
        return await _host.Send(new ReceiveImportCommand(
            "disciplinary", "test.csv", sha256, DisciplinaryFile.AsOf, false, false, SystemCode: system));
    }

    private Task RegisterAsync(string code, string state) => _host.ExecuteAsync(
        """
        insert into commission.registered_system (id, system_id, code, name, kind, owner_unit, holds, schemas, disclosure_policy, edition_id,
          state, review_on, recorded_at, recorded_by_name)
        select gen_random_uuid(), gen_random_uuid(), $1, 'Share drive of the unit', 'Other', owner_unit, holds, '{}', disclosure_policy, edition_id,
          $2, review_on, recorded_at, 'test' from commission.registered_system where code = 'standards-database'
        """, code, state);
}
