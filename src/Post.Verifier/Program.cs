using Post.Verifier;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
try
{
    return await VerifierVerbs.RunAsync(args, Console.Out, Console.Error, stop.Token);
}
catch (OperationCanceledException)
{
    return VerifierVerbs.CannotRun;
}
