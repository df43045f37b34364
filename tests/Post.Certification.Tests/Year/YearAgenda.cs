using Post.Certification.Applications;
using Post.Certification.Domain;

namespace Post.Certification.Tests.Year;

/// <summary>What people do on which day of the year, drawn from a seed before the year begins.</summary>
internal sealed class YearAgenda
{
    public static readonly DateOnly FirstDay = new(2026, 4, 27);
    public static readonly DateOnly LastDay = FirstDay.AddDays(364);
    public static readonly DateOnly TogetherOn = new(2026, 6, 24);
    public static readonly DateOnly TermEndsOn = new(2026, 7, 1);
    public static readonly DateOnly ListOn = new(2026, 11, 16);

    /// <summary>How many agencies report hires and separations; the others' officers apply all the same.</summary>
    public const int Reporting = 6;

    private const string Training = "in-service";
    private const string Work = "work";

    private readonly List<(DateOnly On, int Place, Func<SimulatedYear, Task> Do)> _acts = [];
    private readonly SimulatedState _state;
    private readonly Random _dice;

    public YearAgenda(SimulatedState state, int seed)
    {
        (_state, _dice) = (state, new Random(seed));
        At(FirstDay.AddDays(1), y => y.Desk.MakeRoundAsync());
        At(new DateOnly(2026, 5, 4), y => y.Desk.FreezeRoundAsync());
        At(TogetherOn, y => y.DecideTogetherAsync());
        At(TermEndsOn.AddDays(34), y => y.DecideTogetherAsync());
        At(ListOn, y => y.ListAsync());
        foreach (var officer in state.Officers.Where(o => o.InRound)) Follow(officer);
        for (var agency = 0; agency < Reporting; agency++) FollowAgency(agency);
    }

    public ILookup<DateOnly, Func<SimulatedYear, Task>> Days => _acts.OrderBy(a => a.On).ThenBy(a => a.Place).ToLookup(a => a.On, a => a.Do);

    public int Count => _acts.Count;

    private void At(DateOnly day, Func<SimulatedYear, Task> act) => _acts.Add((day, _acts.Count, act));

    private DateOnly Between(DateOnly first, DateOnly last) => first.AddDays(_dice.Next(last.DayNumber - first.DayNumber + 1));

    private void Follow(SimulatedOfficer officer)
    {
        var number = officer.Number;
        var received = Between(new DateOnly(2026, 5, 8), new DateOnly(2026, 6, 5));
        switch (officer.Course)
        {
            case Course.Silent:
                return;
            case Course.Late:
                Late(officer);
                return;
            case Course.Merged:
                Receive(officer, received);
                At(new DateOnly(2026, 6, 15), y => y.Desk.MergeAsync(number, _state.IntoWhom(officer).Number));
                At(new DateOnly(2026, 7, 10), y => y.Desk.ShowAllAsync(number));
                At(new DateOnly(2026, 7, 10), y => y.Desk.DecideAsync(number, DecisionKind.Grant));
                return;
        }

        Receive(officer, received);
        var looked = received.AddDays(3 + _dice.Next(6));
        if (officer.Course is Course.Together or Course.Singly) At(looked, y => y.Desk.ShowAllAsync(number));
        if (officer.Course is Course.Singly) At(looked.AddDays(1), y => y.Desk.DecideAsync(number, DecisionKind.Grant));
        if (officer.Course is Course.Pending) Pending(number, looked);
        if (officer.Course is Course.ConditionMet or Course.ConditionMissed or Course.ConditionMetLate or Course.ConditionReviewed) Condition(officer, looked);
        if (officer.Course is Course.ConditionAfterReturn) AfterReturn(officer, received, looked);
        if (officer.Course is >= Course.NotRenewed and <= Course.PetitionGranted) NotRenewed(officer, looked);
    }

    private void Receive(SimulatedOfficer officer, DateOnly day) => At(day, y => y.Desk.ReceiveAsync(officer.Number, y.AgencyIds[officer.Agency]));

    private void Late(SimulatedOfficer officer)
    {
        var day = Between(TermEndsOn.AddDays(3), TermEndsOn.AddDays(20));
        Receive(officer, day);
        At(day.AddDays(5), y => y.Desk.ShowAllAsync(officer.Number));
        // The last of them are decided singly, the others together.
        if (day > TermEndsOn.AddDays(14)) At(day.AddDays(8), y => y.Desk.DecideAsync(officer.Number, DecisionKind.Grant));
    }

    private void Pending(string number, DateOnly looked)
    {
        var day = Between(new DateOnly(2026, 8, 20), new DateOnly(2026, 10, 10));
        At(looked, y => y.Desk.ShowAllAsync(number, Training));
        At(day, y => y.Desk.FindAsync(number, Training, Finding.Met));
        At(day.AddDays(2), y => y.Desk.DecideAsync(number, DecisionKind.Grant));
    }

    private void Condition(SimulatedOfficer officer, DateOnly looked)
    {
        var (number, due) = (officer.Number, looked.AddDays(60 + _dice.Next(60)));
        At(looked, y => y.Desk.ShowAllAsync(number, Training));
        At(looked.AddDays(1), y => y.Desk.DecideAsync(
            number, DecisionKind.GrantConditionally, null, new ConditionWish("Complete the in-service training", due)));
        if (officer.Course is Course.ConditionMet) At(due.AddDays(-_dice.Next(1, 20)), y => y.Desk.SettleConditionAsync(number));
        if (officer.Course is Course.ConditionMetLate) At(due.AddDays(_dice.Next(5, 20)), y => y.Desk.SettleConditionAsync(number));
        if (officer.Course is not Course.ConditionReviewed) return;
        Review(number, looked.AddDays(2), (3, ReviewStepKind.Filed), (20, ReviewStepKind.Granted));
        At(looked.AddDays(25), y => y.Desk.FindAsync(number, Training, Finding.Met));
        At(looked.AddDays(25), y => y.Desk.DecideAsync(number, DecisionKind.Grant));
    }

    // On leave before the decision, and back before the condition has a day; of an agency that reports nothing nobody knows of a leave.
    private void AfterReturn(SimulatedOfficer officer, DateOnly received, DateOnly looked)
    {
        var (number, agency) = (officer.Number, officer.Agency);
        if (agency >= Reporting)
        {
            Condition(officer with { Course = Course.ConditionMet }, looked);
            return;
        }

        At(looked, y => y.Desk.ShowAllAsync(number, Training));
        At(looked.AddDays(1), y => y.Desk.DecideAsync(
            number, DecisionKind.GrantConditionally, null, new ConditionWish("Complete the in-service training", null, DaysFromReturn: 90)));
        var back = Between(new DateOnly(2026, 8, 10), new DateOnly(2026, 9, 20));
        At(received, y => y.Agencies[agency].GoesOnLeaveAsync(number, received.AddDays(-2), back.AddDays(-5)));
        At(received.AddDays(2), y => y.Agencies[agency].IsTakenInAsync(number));
        At(back.AddDays(2), y => y.Agencies[agency].ReturnsToDutyAsync(number, back));
        At(back.AddDays(4), y => y.Agencies[agency].IsTakenInAsync(number));
        At(back.AddDays(_dice.Next(10, 90)), y => y.Desk.SettleConditionAsync(number));
    }

    private void NotRenewed(SimulatedOfficer officer, DateOnly looked)
    {
        var number = officer.Number;
        At(looked, y => y.Desk.ShowAllAsync(number, Work));
        At(looked, y => y.Desk.FindAsync(number, Work, Finding.NotMet));
        At(looked.AddDays(1), y => y.Desk.DecideAsync(number, DecisionKind.Nonrenew));
        var served = looked.AddDays(3);
        switch (officer.Course)
        {
            case Course.NotRenewed:
                Review(number, served);
                break;
            case Course.PetitionLate:
                Review(number, served);
                At(served.AddDays(26), y => y.Desk.StepAsync(number, ReviewStepKind.Filed, "petition-late"));
                break;
            case Course.PetitionDenied:
                Review(number, served, (12, ReviewStepKind.Filed), (40, ReviewStepKind.Denied), (70, ReviewStepKind.Closed));
                break;
            case Course.HearingUpheld:
                Review(number, served, (21, ReviewStepKind.Filed), (35, ReviewStepKind.Denied), (50, ReviewStepKind.HearingRequested), (190, ReviewStepKind.Upheld));
                break;
            case Course.HearingVacated:
                Review(number, served, (5, ReviewStepKind.Filed), (35, ReviewStepKind.Denied), (50, ReviewStepKind.HearingRequested), (150, ReviewStepKind.Vacated));
                DecideAnew(number, served.AddDays(155));
                break;
            case Course.PetitionGranted:
                Review(number, served, (14, ReviewStepKind.Filed), (60, ReviewStepKind.Granted));
                DecideAnew(number, served.AddDays(65));
                break;
        }
    }

    private void Review(string number, DateOnly served, params (int Days, ReviewStepKind Step)[] steps)
    {
        At(served, y => y.Desk.StepAsync(number, ReviewStepKind.Served));
        foreach (var (days, step) in steps) At(served.AddDays(days), y => y.Desk.StepAsync(number, step));
    }

    /// <summary>With effect from the day of what was taken back, as if that had never been.</summary>
    private void DecideAnew(string number, DateOnly day)
    {
        At(day, y => y.Desk.FindAsync(number, Work, Finding.Met));
        At(day, async y => await y.Desk.DecideAsync(number, DecisionKind.Grant, await y.Desk.EffectiveOfAsync(number)));
    }

    // Leaves, moves, hires: of bystanders, and of one officer of the round where the agency has one that is silent.
    private void FollowAgency(int agency)
    {
        var inSchools = _state.SchoolOfficers(agency);
        var staff = _state.Bystanders(agency).Where(b => !inSchools.Contains(b) && _state.Of(Course.Merged).All(m => _state.IntoWhom(m) != b)).ToList();
        var next = (agency + 1) % Reporting;
        if (staff.Count > 0) Retires(agency, staff[0].Number, Between(new DateOnly(2026, 5, 20), new DateOnly(2026, 12, 20)));
        if (staff.Count > 1) Moves(agency, next, staff[1], Between(new DateOnly(2026, 9, 5), new DateOnly(2027, 2, 20)));
        if (staff.Count > 2) IsReturned(agency, staff[2].Number, Between(new DateOnly(2026, 10, 5), new DateOnly(2026, 11, 20)));
        if (staff.Count > 3) IsAway(agency, staff[3].Number, Between(new DateOnly(2026, 6, 15), new DateOnly(2026, 9, 15)));
        if (_state.SchoolOfficers(agency) is [_, var renewed])
        {
            At(Between(new DateOnly(2026, 8, 20), new DateOnly(2026, 9, 30)), y => y.Desk.ReceiveForSchoolsAsync(renewed.Number, y.AgencyIds[agency]));
            At(Between(new DateOnly(2026, 10, 5), new DateOnly(2026, 10, 30)), y => y.Desk.GrantForSchoolsAsync(renewed.Number));
        }

        if (_state.Officers.FirstOrDefault(o => o.Agency == agency && o.Course is Course.Silent) is { } silent)
        {
            Retires(agency, silent.Number, Between(new DateOnly(2026, 5, 20), new DateOnly(2026, 8, 20)));
        }

        NewHire(agency, SimulatedState.NumberOf(_state.Officers.Count + 10 + agency), Between(new DateOnly(2026, 6, 1), new DateOnly(2027, 3, 1)));
        if (agency == 0) Barred(new DateOnly(2026, 9, 14));
    }

    private void Retires(int agency, string number, DateOnly day)
    {
        At(day.AddDays(2), y => y.Agencies[agency].LeavesAsync(number, "Retirement", day));
        At(day.AddDays(4), y => y.Agencies[agency].IsTakenInAsync(number));
    }

    // Known on the day it happened, told long after: late where the Commission has set a last day.
    private void Moves(int from, int to, SimulatedOfficer officer, DateOnly day)
    {
        At(day.AddDays(1), y => y.Agencies[to].HiresAsync(officer.Number, officer.First, officer.Surname, day));
        At(day.AddDays(3), y => y.Agencies[to].IsTakenInAsync(officer.Number));
        At(day.AddDays(3), y => y.Agencies[to].IsLookedUpAsync(officer.Number, HireTaskOutcome.NotListed, "R-1"));
        At(day.AddDays(19), y => y.Agencies[from].LeavesAsync(officer.Number, "Resignation", day.AddDays(-1)));
        At(day.AddDays(21), y => y.Agencies[from].IsTakenInAsync(officer.Number));
    }

    private void IsReturned(int agency, string number, DateOnly day)
    {
        At(day, y => y.Agencies[agency].LeavesAsync(number, "Suspension", day.AddDays(-1), "None given"));
        At(day.AddDays(1), y => y.Agencies[agency].IsReturnedAsync(number));
        At(day.AddDays(4), y => y.Agencies[agency].CorrectsAsync(number, "Suspension", day.AddDays(-1), "An inquiry of the agency"));
        At(day.AddDays(6), y => y.Agencies[agency].IsTakenInAsync(number));
    }

    private void IsAway(int agency, string number, DateOnly from)
    {
        var back = from.AddDays(_dice.Next(40, 120));
        At(from.AddDays(1), y => y.Agencies[agency].GoesOnLeaveAsync(number, from, from.AddDays(60)));
        At(from.AddDays(3), y => y.Agencies[agency].IsTakenInAsync(number));
        At(back.AddDays(3), y => y.Agencies[agency].ReturnsToDutyAsync(number, back));
        At(back.AddDays(6), y => y.Agencies[agency].IsTakenInAsync(number));
    }

    private void NewHire(int agency, string number, DateOnly day)
    {
        At(day.AddDays(2), y => y.Agencies[agency].HiresAsync(number, "Dova", $"Newko{(char)('a' + agency)}", day));
        At(day.AddDays(5), y => y.Agencies[agency].IsLookedUpAsync(number, HireTaskOutcome.NotListed, "R-2"));
        At(day.AddDays(6), y => y.Agencies[agency].IsTakenInAsync(number));
    }

    private void Barred(DateOnly day)
    {
        At(day, y => y.Agencies[0].HiresAsync(_state.Barred.Number, _state.Barred.First, _state.Barred.Surname, day.AddDays(-1)));
        At(day.AddDays(2), y => y.Agencies[0].IsLookedUpAsync(_state.Barred.Number, HireTaskOutcome.NotEmployed, null));
    }
}
