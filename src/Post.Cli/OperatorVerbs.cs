using System.Runtime.InteropServices;
using Npgsql;
using Post.Audit;
using Post.Cli.Verbs;
using Post.Kernel.Data;

namespace Post.Cli;

/// <summary>The operator's verbs: each does one thing, says what it did, and ends with 0 only when it did it.</summary>
internal static class OperatorVerbs
{
    public const int Ok = 0;
    public const int Refused = 1;
    public const int Misused = 2;

    private const string Usage = """
        scripts/post VERB

          migrate                                     bring the database schema up to date
          import KIND FILE [--profile NAME] [--as-of DATE] [--system CODE] [--dry-run] [--all-or-nothing] [--json]
                                                      bring a file into the record; KIND: agencies,
                                                      officers, employment, certifications, disciplinary;
                                                      CODE: the registered system it comes from
          import-dir DIR [--json]                     bring in every file in DIR whose header is a known layout or profile
          account add NAME --role ROLE [--role ROLE] [--display NAME] [--kind KIND]
                      [--sponsor NAME --until DATE --why WORDS]
                                                      make an account; the password is read from the input;
                                                      who answers for it, for a Vendor, Contractor or Agent
          publish                                     rebuild what the public sees from the record
          publish-seal                                show the day's checkpoint of the log on the public site
          verify [--json] [--export DIR] [--witness DIR] [--first-key LINE]
                                                      derive every hash, root and signature of the log anew
          export-log DIR [--month YYYY-MM]            write the log to DIR, verifiable without the database
          demo [--officers N] [--seed N]              load the synthetic state (25,000 officers)
          demo --present                              ends with 0 when the synthetic state is loaded, with 1 when not
        """;

    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter to, TextWriter errors)
    {
        using var stop = new CancellationTokenSource();
        ConsoleCancelEventHandler onCancel = (_, e) =>
        {
            e.Cancel = true;
            stop.Cancel();
        };
        Console.CancelKeyPress += onCancel;
        using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            stop.Cancel();
        });
        try
        {
            return await RunAsync(new VerbArguments(args), to, stop.Token);
        }
        catch (MisuseException misuse)
        {
            await errors.WriteLineAsync(misuse.Message);
            await errors.WriteLineAsync(Usage);
            return Misused;
        }
        catch (OperationCanceledException)
        {
            await errors.WriteLineAsync("Stopped. What was taken in stays; the same command goes on from there.");
            return Refused;
        }
        catch (Exception failure) when (Words(failure) is { } words)
        {
            await errors.WriteLineAsync(words);
            return Refused;
        }
        finally
        {
            Console.CancelKeyPress -= onCancel;
        }
    }

    private static Task<int> RunAsync(VerbArguments args, TextWriter to, CancellationToken ct) => args.Next() switch
    {
        "migrate" => MigrateVerb.RunAsync(args, to, ct),
        "import" => ImportVerb.RunAsync(args, to, ct),
        "import-dir" => ImportDirVerb.RunAsync(args, to, ct),
        "publish" => PublishVerb.RunAsync(args, to, ct),
        "publish-seal" => PublishSealVerb.RunAsync(args, to, ct),
        "verify" => VerifyVerb.RunAsync(args, to, ct),
        "export-log" => ExportLogVerb.RunAsync(args, to, ct),
        "account" => AccountVerb.RunAsync(args, Console.In, to, ct),
        "demo" => DemoVerb.RunAsync(args, to, ct),
        null => throw new MisuseException("Name a verb."),
        var unknown => throw new MisuseException($"There is no verb {unknown}."),
    };

    // What an operator can do something about is one sentence; anything else is a bug and keeps its stack.
    private static string? Words(Exception failure) => failure switch
    {
        MigrationException => failure.Message,
        AuditUnavailableException => "The audit log cannot be written, so nothing was done. Run: scripts/post migrate",
        PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName } =>
            "The database schema is not up to date. Run: scripts/post migrate",
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } =>
            "The disk is full: nothing of this step was kept. Free some space and run the same command again.",
        NpgsqlException { InnerException: System.Net.Sockets.SocketException or IOException or TimeoutException } =>
            "The database does not answer. Start it (scripts/run does), or check ConnectionStrings__App.",
        FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException => failure.Message,
        _ => null,
    };
}
