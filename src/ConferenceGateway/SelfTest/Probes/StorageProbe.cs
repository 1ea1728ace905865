using System.Globalization;
using ConferenceGateway.Storage;

namespace ConferenceGateway.SelfTest.Probes;

/// <summary>Whether the database can be written, and goes on being so. Makes and migrates nothing; a gateway may run on it meanwhile.</summary>
internal static class StorageProbe
{
    private const long Mebibyte = 1024 * 1024;
    private const long TooLittle = 100 * Mebibyte;
    private const long Little = 1024 * Mebibyte;

    public static Probe Of(string path) => new(Probe.Groups.Storage, Subjects.Storage, "the database", async (findings, cancellation) =>
        Tell(await DatabaseCondition.ReadAsync(path, cancellation), findings));

    /// <summary>What the condition means.</summary>
    public static void Tell(DatabaseCondition condition, SubjectFindings findings)
    {
        if (Environment.IsPrivilegedProcess)
            findings.Note(Codes.StorageUser, "Looked at as root, who may do everything.",
                "The gateway's own user may have fewer rights.", "Run check as that user: runuser -u conference-gateway -- conference-gateway check …");
        if (condition.Fault is { } fault)
            findings.Error(Codes.StorageWrite, $"Storage:Path {condition.Path}: as {Environment.UserName}: {fault}",
                "Without its database the gateway does not start, and a running one forgets where rooms live.",
                $"gateway.json, Storage:Path; or: chown conference-gateway {Path.GetDirectoryName(condition.Path)}");
        else
            findings.Good(Codes.StorageWrite, condition.Exists
                ? $"{condition.Path} can be written by {Environment.UserName}."
                : $"{condition.Path} does not exist yet; {Environment.UserName} may make it.");
        TellSchema(condition, findings);
        TellSpace(condition, findings);
        TellMode(condition, findings);
    }

    private static void TellSchema(DatabaseCondition condition, SubjectFindings findings)
    {
        if (condition.SchemaVersion is not { } version)
            return;
        if (version > condition.KnownVersion)
            findings.Error(Codes.StorageSchema, string.Create(CultureInfo.InvariantCulture, $"The database has schema version {version}, this program knows {condition.KnownVersion}."),
                "It was written by a newer gateway; this one does not start with it.",
                "Start the newer program again, or bring back the copy from before the update.");
        else if (version < condition.KnownVersion)
            findings.Note(Codes.StorageSchema, string.Create(CultureInfo.InvariantCulture, $"The database has schema version {version}; the next start brings it to {condition.KnownVersion}."));
        else
            findings.Good(Codes.StorageSchema, string.Create(CultureInfo.InvariantCulture, $"The schema is version {version}."));
    }

    private static void TellSpace(DatabaseCondition condition, SubjectFindings findings)
    {
        if (condition.FreeBytes is not { } free)
            return;
        var what = string.Create(CultureInfo.InvariantCulture, $"{free / Mebibyte} MiB are free where the database lies.");
        if (free >= Little)
            findings.Good(Codes.StorageSpace, what);
        else
            findings.Add(free < TooLittle ? Severity.Error : Severity.Warning, Codes.StorageSpace, what,
                "A full disk stops the database: new rooms get no lasting place.",
                "Make room (du -xh / | sort -h | tail), or gateway.json, Storage:Path: another disk.");
    }

    private static void TellMode(DatabaseCondition condition, SubjectFindings findings)
    {
        if (condition.Mode is not { } mode)
            return;
        if ((mode & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite)) != 0)
            findings.Warning(Codes.StorageMode, $"Every user of this machine may {((mode & UnixFileMode.OtherWrite) != 0 ? "write" : "read")} the database.",
                "It holds the names of open rooms, and a name is the key to its room.",
                $"chmod o= {condition.Path} {condition.Path}-wal {condition.Path}-shm");
        else
            findings.Good(Codes.StorageMode, "Other users of this machine cannot read the database.");
    }
}
