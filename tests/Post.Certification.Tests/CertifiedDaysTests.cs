using FsCheck.Fluent;
using Post.Certification.Applications;
using Post.Certification.Directory;
using Post.Certification.Domain;

namespace Post.Certification.Tests;

/// <summary>What is first, last and ceased follows from the certificates and not from the order in which their rows come.</summary>
public sealed class CertifiedDaysTests
{
    private static readonly DateOnly s_day = new(2022, 7, 1);

    [Fact]
    [Trait("Clause", "8.06(3)(a)3")]
    public void OfOneDayAndNumber_TheInitialOneComesBeforeWhatFollowedIt()
    {
        var initial = One("Initial", CertificateCodes.Active);
        var renewal = One("Recertification", CertificateCodes.Expired, s_day.AddDays(400));

        Assert.Equal(s_day.AddDays(400), CertifiedDays.Of([initial, renewal]).Ceased);
        Assert.Equal(s_day.AddDays(400), CertifiedDays.Of([renewal, initial]).Ceased);
    }

    [Fact]
    [Trait("Clause", "8.06(3)(a)3")]
    public void AnyOrderOfRows_GivesTheSameDays_AndTheSameCertificateInForce()
    {
        string[] types = ["Initial", "Recertification", "Conditional", "Restricted", "Sro"];
        string[] states = [CertificateCodes.Active, CertificateCodes.Expired, CertificateCodes.Revoked, CertificateCodes.Suspended];
        foreach (var drawn in Gen.ArrayOf(Gen.Choose(0, 119), 5).Draw(200))
        {
            Certificate[] rows = [.. drawn.Select((d, i) => One(types[i], states[d % 4], s_day.AddDays(d), s_day.AddDays(d % 3)))];
            var turned = Gen.Shuffle(rows).Draw(1).Single();

            Assert.Equal(CertifiedDays.Of(rows), CertifiedDays.Of(turned));
            Assert.Equal(Record(rows).Present?.Id, Record(turned).Present?.Id);
            Assert.Equal(Record(rows).PresentSro?.Id, Record(turned).PresentSro?.Id);
        }
    }

    private static PersonRecord Record(Certificate[] rows) => new(rows[0].PersonId, [rows[0].PersonId], [], rows);

    private static Certificate One(string type, string state, DateOnly? on = null, DateOnly? granted = null) => new()
    {
        Id = Guid.NewGuid(),
        PersonId = Guid.Empty,
        Number = "L-1",
        TypeCode = type,
        StatusCode = state,
        StatusSource = "Test",
        StatusOn = on,
        GrantedOn = granted ?? s_day,
        RecordedAt = default,
        SourceId = Guid.Empty,
    };
}
