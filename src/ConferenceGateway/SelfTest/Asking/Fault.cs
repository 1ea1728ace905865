using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;

namespace ConferenceGateway.SelfTest.Asking;

/// <summary>Says in plain words why there is no answer.</summary>
internal static class Fault
{
    /// <summary>Goes on a sentence whose subject was asked.</summary>
    public static string Of(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case SocketException { SocketErrorCode: var code }:
                    return Of(code);
                case AuthenticationException:
                    return $"cannot be reached over TLS: {Line(e)}";
                case HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse }:
                case HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse }:
                    return "answers, but not with HTTP";
                case HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded }:
                case HttpIOException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded }:
                    return "answers with headers without end";
                case HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded }:
                    return "cuts the connection in the middle of its answer";
            }
        }

        return $"does not answer properly: {Line(exception.GetBaseException())}";
    }

    /// <summary>Nothing came in time.</summary>
    public static string Late(TimeSpan limit, bool hasBegun) => string.Create(
        CultureInfo.InvariantCulture, $"{(hasBegun ? "begins to answer, but does not finish" : "does not answer")} within {limit.TotalSeconds:0.#} s");

    private static string Of(SocketError code) => code switch
    {
        SocketError.ConnectionRefused => "refuses the connection: nobody listens there",
        SocketError.HostNotFound or SocketError.NoData => "has a name that leads nowhere",
        SocketError.TryAgain => "has a name that no name server answers for",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable => "cannot be reached: there is no route to it",
        SocketError.TimedOut => "does not take the connection",
        SocketError.ConnectionReset => "resets the connection",
        _ => $"cannot be reached: {code}",
    };

    private static string Line(Exception e) => e.Message.Split('\n')[0].Trim().TrimEnd('.');
}
