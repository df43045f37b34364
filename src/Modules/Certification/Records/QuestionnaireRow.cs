namespace Post.Certification.Records;

/// <summary>A version of the questionnaire: how many questions it has, and from which day it is used.</summary>
public sealed record QuestionnaireRow(string Code, string Title, int Questions, DateOnly ValidFrom);
