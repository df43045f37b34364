using Microsoft.EntityFrameworkCore;

namespace Post.Certification.Data;

/// <summary>Numbers of the module that are dated data.</summary>
internal static class IntakeRules
{
    public const string FormerDays = "portal-former-days";
    public const string ExpiryDays = "portal-expiry-days";
    public const string PromptDays = "portal-prompt-days";
    public const string AttestationDays = "roster-attestation-days";
    public const string DeskDays = "desk-days";
    public const string DeskConditionDays = "desk-condition-days";
    public const string DeskRoundDays = "desk-round-days";
    public const string SroTrainingWarnDays = "sro-training-warn-days";
    public const string SroTrainingLookBackDays = "sro-training-look-back-days";
    public const string ExportRows = "list-export-rows";

    /// <summary>The number in force on the day.</summary>
    public static async Task<int> RuleAsync(this CertificationDb db, string code, DateOnly day, CancellationToken ct)
    {
        var values = await db.Database.SqlQuery<decimal>(
            $"select value as \"Value\" from certification.intake_rule where code = {code} and valid_from <= {day} order by valid_from desc limit 1").ToListAsync(ct);
        return (int)values.Single();
    }
}
