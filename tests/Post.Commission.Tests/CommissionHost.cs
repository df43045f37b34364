using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Post.Commission.Contracts;
using Post.Commission.Domain;
using Post.Commission.Features.RecordDesignation;
using Post.Commission.Features.RecordMeeting;
using Post.Commission.Features.RecordVote;
using Post.Commission.Features.SeatCommissioner;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Time;
using Post.Testing;

namespace Post.Commission.Tests;

/// <summary>The product, with words for what schema scripts and the application's role do to the rules.</summary>
public sealed class CommissionHost : ModuleHost
{
    internal DateOnly Today => Clock.Today();

    internal Task<Result<T>> SendAsync<T>(IRequest<Result<T>> request, string role = Roles.CertStaff) =>
        Send(request, People.With(role, Clock));

    internal async Task<RulesInForce> RulesAsync(DateOnly on)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IRules>().InForceAsync(on, default);
    }

    internal async Task<Result<CarriedVote>> CarriedAsync(VoteNeeded needed)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IVotes>().CarriedAsync(needed, default);
    }

    internal async Task<Result<ActingFor>> MayActAsync(ActingQuestion question)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IDesignations>().MayActAsync(question, default);
    }

    internal Guid AccountOf(string role) => People.With(role, Clock).Id!.Value;

    /// <summary>Fills seats 1 to <paramref name="members"/> from long ago on, and gives the Commissioners' keys in their order.</summary>
    internal async Task<IReadOnlyList<Guid>> SeatAsync(int members = 9, DateOnly? endsOn = null)
    {
        for (var seat = 1; seat <= members; seat++)
        {
            var account = seat == 1 ? AccountOf(Roles.Chair) : (Guid?)null;
            Value(await SendAsync(
                new SeatCommissionerCommand(null, $"Commissioner {seat}", account, seat, new DateOnly(2024, 1, 1), endsOn, "Appointment", null), Roles.Counsel));
        }

        return await RowsAsync(
            "select commissioner_id from commission.commissioner_term where superseded_at is null order by seat_number", r => r.GetGuid(0));
    }

    internal async Task<Guid> MeetingAsync(DateOnly? heldOn = null) =>
        Value(await SendAsync(new RecordMeetingCommand(null, heldOn ?? Today, MeetingKind.Regular, "Monthly meeting", null, null), Roles.Counsel));

    /// <summary>A roll by letters, one for each Commissioner: Y yes, N no, A abstained, R recused, - absent.</summary>
    internal async Task<IReadOnlyList<RollEntry>> RollAsync(string letters)
    {
        var members = await RowsAsync(
            "select commissioner_id from commission.commissioner_term where superseded_at is null order by seat_number", r => r.GetGuid(0));
        return [.. letters.Zip(members, (letter, member) => new RollEntry(member, ChoiceOf(letter), letter == 'R' ? "Knows the respondent" : null))];
    }

    internal static BallotChoice ChoiceOf(char letter) => letter switch
    {
        'Y' => BallotChoice.Yes,
        'N' => BallotChoice.No,
        'A' => BallotChoice.Abstain,
        'R' => BallotChoice.Recused,
        _ => BallotChoice.Absent,
    };

    /// <summary>Nine Commissioners vote at a meeting of that day; the answer is the vote's key.</summary>
    internal async Task<Guid> VoteAsync(
        string kind, string subject, string roll = "YYYYYYYYY", DateOnly? heldOn = null, DateOnly? effectiveOn = null, Guid? rescinds = null)
    {
        var meeting = await MeetingAsync(heldOn);
        return Value(await SendAsync(new RecordVoteCommand(
            meeting, null, kind, $"To vote on {subject}", [subject], effectiveOn ?? heldOn ?? Today, rescinds, null, await RollAsync(roll), null, null),
            Roles.Counsel)).VoteId;
    }

    /// <summary>Records that a role's test person holds an office, or acts for it in some purposes.</summary>
    internal async Task<Guid> DesignateAsync(
        string office, string role, DateOnly? from = null, DateOnly? to = null, params string[] purposes) =>
        Value(await SendAsync(new RecordDesignationCommand(
            office, purposes.Length == 0 ? Capacity.Holder : Capacity.Designee, AccountOf(role), purposes, from ?? new DateOnly(2024, 1, 1), to,
            "Letter of the Commission"), role == Roles.Counsel ? Roles.ExecutiveDirector : Roles.Counsel));

    /// <summary>As the schema scripts do, under the owner's role.</summary>
    internal Task ScriptAsync(string sql) => RunAsync(Database.Migrator, $"set role post_owner; {sql}");

    /// <summary>As the application may, under its own role.</summary>
    internal Task AsAppAsync(string sql) => RunAsync(Database.App, sql);

    internal static T Value<T>(Result<T> result) =>
        result.Refusal is { } refusal ? throw new InvalidOperationException($"{refusal.Code}: {refusal.Text}") : result.Value;

    // The people of the tests have no accounts, so the directory is told of them.
    protected override void Arrange(IServiceCollection services) => services.AddScoped<IStaffDirectory>(_ => new Cast(Clock));

    private static async Task RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
#pragma warning disable CA2100 // Test code: every text is our own.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private sealed class Cast(TimeProvider clock) : IStaffDirectory
    {
        public Task<IReadOnlyList<StaffMember>> ListAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<StaffMember>>(
            [.. Roles.OfPeople.Select(r => People.With(r, clock)).Select(p => new StaffMember(p.Id!.Value, p.Name, p.Roles))]);
    }
}
