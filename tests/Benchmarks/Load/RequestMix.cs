using System.Text;

namespace ConferenceGateway.Benchmarks.Load;

/// <summary>One kind of request as a browser in a meeting sends it, as bytes on the wire (HTTP/1.1).</summary>
internal static class RequestMix
{
    private const string Room = "benchroom";
    private const string Bind = "<body rid='1573741821' sid='c0ffee00c0ffee00' xmlns='http://jabber.org/protocol/httpbind'/>";
    private const string Browser = "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36\r\n"
        + "Accept-Encoding: gzip, deflate, br\r\nAccept-Language: de-DE,de;q=0.9,en;q=0.8\r\n";

    public static readonly string[] Names = ["static", "bosh", "page"];

    public static byte[] Bytes(string name, int port)
    {
        var host = $"127.0.0.1:{port}";
        return Encoding.ASCII.GetBytes(name switch
        {
            "static" => $"GET /libs/app.min.js?v=1 HTTP/1.1\r\nHost: {host}\r\n{Browser}Accept: */*\r\nReferer: http://{host}/{Room}\r\n"
                + "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: script\r\n\r\n",
            "bosh" => $"POST /http-bind?room={Room} HTTP/1.1\r\nHost: {host}\r\n{Browser}Accept: */*\r\nOrigin: http://{host}\r\nReferer: http://{host}/{Room}\r\n"
                + $"Sec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: cors\r\nSec-Fetch-Dest: empty\r\nContent-Type: text/xml; charset=utf-8\r\nContent-Length: {Bind.Length}\r\n\r\n{Bind}",
            "page" => $"GET /{Room} HTTP/1.1\r\nHost: {host}\r\n{Browser}Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\n"
                + "Upgrade-Insecure-Requests: 1\r\nSec-Fetch-Site: none\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n\r\n",
            _ => throw new BenchmarkException($"There is no mix '{name}'; there are {string.Join(", ", Names)}."),
        });
    }
}
