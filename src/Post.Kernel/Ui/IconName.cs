namespace Post.Kernel.Ui;

/// <summary>The icons there are; a picture never stands without its word.</summary>
public enum IconName
{
    Check,
    Cross,
    Pause,
    Clock,
    Alert,
    Dash,
    Question,
    Search,
    Scales,
    Back,
    Forward,
    Download,
    Person,
    Building,
}
