using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;

namespace Post.Certification.OfficerFiles;

/// <summary>
/// The rows of some officer numbers as they were known at an instant, each kind in one statement. Nothing in the record is
/// written over, so what was known then is what was recorded by then and not superseded by then.
/// </summary>
internal sealed class FileRows(CertificationDb db, IReadOnlyCollection<Guid> ids, FileMoment at)
{
    private readonly DateTimeOffset _known = at.Known;

    public Task<List<NameRow>> NamesAsync(CancellationToken ct) => (
        from name in db.Names.AsNoTracking()
        where ids.Contains(name.PersonId)
            && name.RecordedAt <= _known && (name.SupersededAt == null || name.SupersededAt > _known)
        join source in db.Sources on name.SourceId equals source.Id
        orderby name.Id
        select new NameRow(
            name.FirstName, name.Surname, name.Suffix, name.ValidFrom, name.ValidTo, source.Description, name.RecordedAt)
        { PersonId = name.PersonId }).ToListAsync(ct);

    public Task<List<StatusRow>> StatusesAsync(CancellationToken ct) => (
        from status in db.Statuses.AsNoTracking()
        where ids.Contains(status.PersonId)
            && status.RecordedAt <= _known && (status.SupersededAt == null || status.SupersededAt > _known)
        join code in db.StatusCodes on status.Code equals code.Code
        join source in db.Sources on status.SourceId equals source.Id
        orderby status.AsOf descending, status.Id
        select new StatusRow(
            status.Code, code.Label, code.Meaning, status.AsOf, status.ValidTo, status.SourceText, status.ExpiresOn,
            status.Remark, source.Description, status.RecordedAt)
        { PersonId = status.PersonId }).ToListAsync(ct);

    // An agency by the name it bore on the day, as that was known; where that day lies before its first name, by that one.
    public Task<List<EmploymentRow>> EmploymentsAsync(CancellationToken ct)
    {
        var day = at.On ?? DateOnly.MaxValue;
        return (
            from employment in db.Employments.AsNoTracking()
            where ids.Contains(employment.PersonId)
                && employment.RecordedAt <= _known && (employment.SupersededAt == null || employment.SupersededAt > _known)
            join agency in db.LawEnforcementAgencies on employment.AgencyId equals agency.Id
            join source in db.Sources on employment.SourceId equals source.Id
            let name = db.LawEnforcementAgencyNames
                .Where(n => n.AgencyId == agency.Id && n.RecordedAt <= _known && (n.SupersededAt == null || n.SupersededAt > _known))
                .OrderByDescending(n => n.ValidFrom <= day && (n.ValidTo == null || n.ValidTo > day))
                .ThenBy(n => n.ValidFrom).ThenBy(n => n.Id)
                .Select(n => n.Name).FirstOrDefault()
            orderby employment.Id
            select new EmploymentRow(
                agency.Id, name ?? "", agency.Provisional, employment.EndsOn == null && employment.GoneBy == null,
                employment.StartsOn, employment.EndsOn, employment.SeenFrom, employment.LastSeenOn, employment.GoneBy,
                employment.Rank, employment.AppointmentCode, source.Description, employment.RecordedAt)
            { PersonId = employment.PersonId }).ToListAsync(ct);
    }

    public Task<List<SeparationRow>> SeparationsAsync(CancellationToken ct) => db.Separations.AsNoTracking()
        .Where(s => ids.Contains(s.PersonId) && s.RecordedAt <= _known && (s.SupersededAt == null || s.SupersededAt > _known))
        .OrderBy(s => s.SeparatedOn).ThenBy(s => s.Id)
        .Select(s => new SeparationRow(s.AgencyId, s.SeparatedOn, s.NatureCode, s.Reason, s.MisconductBased, s.DuringInvestigation)
        {
            PersonId = s.PersonId,
        })
        .ToListAsync(ct);

    public Task<List<CertificateRow>> CertificatesAsync(CancellationToken ct) => (
        from certificate in db.Certificates.AsNoTracking()
        where ids.Contains(certificate.PersonId)
            && certificate.RecordedAt <= _known && (certificate.SupersededAt == null || certificate.SupersededAt > _known)
        join source in db.Sources on certificate.SourceId equals source.Id
        orderby certificate.GrantedOn descending, certificate.Number, certificate.Id
        select new CertificateRow(
            certificate.Number, certificate.TypeCode, certificate.StatusCode, certificate.StatusOn, certificate.DecidedOn,
            certificate.GrantedOn, certificate.ExpiresOn, certificate.Conditions, source.Description, certificate.RecordedAt)
        { PersonId = certificate.PersonId }).ToListAsync(ct);

    public Task<List<TrainingRow>> TrainingsAsync(CancellationToken ct) => (
        from training in db.Trainings.AsNoTracking()
        where ids.Contains(training.PersonId)
            && training.RecordedAt <= _known && (training.SupersededAt == null || training.SupersededAt > _known)
        join source in db.Sources on training.SourceId equals source.Id
        orderby training.CompletedOn ?? training.MissedBy descending, training.Course, training.Id
        select new TrainingRow(
            training.ProviderCode, training.RecordKey, training.TypeCode, training.Course, training.StartedOn, training.CompletedOn,
            training.MissedBy, training.Minutes, training.Place, training.Explanation, source.Description, training.RecordedAt)
        { Id = training.Id, PersonId = training.PersonId }).ToListAsync(ct);

    /// <summary>What the officer said of requirements missed, the latest first; nothing is asked where there is no training.</summary>
    public async Task<List<TrainingExplanationRow>> ExplanationsAsync(IReadOnlyCollection<TrainingRow> of, CancellationToken ct) => of.Count == 0 ? [] : await (
        from explanation in db.TrainingExplanations.AsNoTracking()
        where explanation.SaidAt <= _known
        join training in db.Trainings on explanation.TrainingId equals training.Id
        where ids.Contains(training.PersonId)
        orderby explanation.Number descending
        select new TrainingExplanationRow(explanation.Kind, explanation.Text, explanation.SaidByName, explanation.SaidAt)
        { ProviderCode = training.ProviderCode, RecordKey = training.RecordKey }).ToListAsync(ct);

    /// <summary>What agencies said against rows of the training committee, the latest first; of one agency alone, or of all.</summary>
    public async Task<List<TrainingDisputeRow>> DisputesAsync(IReadOnlyCollection<TrainingRow> of, Guid? agency, CancellationToken ct) => of.Count == 0 ? [] : await (
        from dispute in db.TrainingDisputes.AsNoTracking()
        where dispute.ToldAt <= _known && (agency == null || dispute.AgencyId == agency)
        join training in db.Trainings on dispute.TrainingId equals training.Id
        where ids.Contains(training.PersonId)
        join item in db.ReviewItems on dispute.ReviewItemId equals item.Id
        let name = db.LawEnforcementAgencyNames.Present().Where(n => n.AgencyId == dispute.AgencyId).Select(n => n.Name).FirstOrDefault()
        orderby dispute.Number descending
        select new TrainingDisputeRow(
            TrainingDispute.ReferenceOf(dispute.Number), name ?? "", dispute.Note, dispute.Instead, dispute.ToldByName, dispute.ToldAt,
            item.ResolvedAt <= _known ? item.ResolvedAt : null)
        { ProviderCode = training.ProviderCode, RecordKey = training.RecordKey }).ToListAsync(ct);

    public Task<List<RetrainingRow>> RetrainingsAsync(CancellationToken ct) => (
        from retraining in db.Retrainings.AsNoTracking()
        where ids.Contains(retraining.PersonId)
            && retraining.RecordedAt <= _known && (retraining.SupersededAt == null || retraining.SupersededAt > _known)
        join source in db.Sources on retraining.SourceId equals source.Id
        orderby retraining.CompletedOn descending, retraining.Id
        select new RetrainingRow(
            retraining.OrderWords, retraining.OrderedOn, retraining.CompletedOn, source.Description, retraining.RecordedAt)
        { PersonId = retraining.PersonId }).ToListAsync(ct);

    public Task<List<ServiceFactRow>> FactsAsync(CancellationToken ct) => (
        from fact in db.ServiceFacts.AsNoTracking()
        where ids.Contains(fact.PersonId) && fact.RecordedAt <= _known && (fact.SupersededAt == null || fact.SupersededAt > _known)
        join source in db.Sources on fact.SourceId equals source.Id
        orderby fact.ValidFrom descending, fact.Id
        select new ServiceFactRow(
            fact.AgencyId, fact.Register, fact.Value, fact.Words, fact.ValidFrom, fact.ValidTo, source.Description, fact.RecordedAt)
        { PersonId = fact.PersonId }).ToListAsync(ct);
}
