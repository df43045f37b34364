using Post.Benchmarks;

if (args is ["serve-bare", var port]) return await BareServer.RunAsync(port);
return await BenchRun.RunAsync(args);
