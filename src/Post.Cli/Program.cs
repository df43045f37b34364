using Post.Cli;

return await OperatorVerbs.RunAsync(args, Console.Out, Console.Error);
