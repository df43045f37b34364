using Post.Sealer;

return await SealerVerbs.RunAsync(args, Console.Out, Console.Error);
