using System.Data.Common;
using ConferenceGateway.Audit;
using ConferenceGateway.Storage;

namespace ConferenceGateway.Connections;

/// <summary>Writes into the audit when a service enters a meeting: once a connection, not once a poll.</summary>
internal sealed partial class ServiceAudit(ConnectionTable connections, Database database, AuditLog audit, ILogger<ServiceAudit> logger) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        connections.Opened += Hear;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        connections.Opened -= Hear;
        return Task.CompletedTask;
    }

    private void Hear(Connection connection)
    {
        if (connection.Visitor.Way is ConnectionWay.Phone or ConnectionWay.Recording)
            _ = Task.Run(() => WriteAsync(connection));
    }

    // A database that is away keeps nobody out of a meeting.
    private async Task WriteAsync(Connection connection)
    {
        var service = connection.Visitor.Name ?? "";
        try
        {
            await using var open = await database.ConnectAsync();
            await using var transaction = await open.BeginTransactionAsync();
            await audit.AppendAsync(transaction, Actor.Gateway, new AuditEntry("service.enter", connection.Room.Key, connection.Room.Key)
            {
                After = new Dictionary<string, string?> { ["service"] = service, ["way"] = connection.Visitor.Way.ToString() },
            });
            await transaction.CommitAsync();
        }
        catch (DbException e)
        {
            Log.NotWritten(logger, service, Database.Explain(e));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2010, LogLevel.Warning, "The service {Service} has entered a meeting, and the audit could not be written: {Reason}")]
        public static partial void NotWritten(ILogger logger, string service, string reason);
    }
}
