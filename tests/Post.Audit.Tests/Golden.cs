namespace Post.Audit.Tests;

/// <summary>Version 1 of the format for the full event, worked out apart from the encoder: a difference is a new version.</summary>
internal static class Golden
{
    public const int FullHeaderLength = 625;
    public const string FullHeaderStart = "000000080000000000000001000000100000000000000000000000000000000100000007617070406f6e650000000800065325e029e0010000000800";
    public const string FullHeaderSha256 = "01f14f0935fa8211a2c7d9af5b154b12770da7bd2f2b87ba9da56eb6cc3f3973";
    public const string FullPayload =
        """
        {"EventType":"officer.opened","Environment":{"UserName":"Dana Reyes"},"CustomFields":{"Reason":"renewal","Query":"Smith","Summary":"one officer","Changes":[{"Field":"status","Before":"Certified"}]}}
        """;
    public const string FullLeaf = "509dda15937a00aeabff70a5d38d84bb9711eb0ce8b1804dc816fa7590e2f337";
}
