using Post.App;

try
{
    await using var app = await PostHost.BuildAsync(args);
    await app.RunAsync();
    return 0;
}
catch (StartRefusedException refusal)
{
    await Console.Error.WriteLineAsync(refusal.Message);
    return 1;
}
