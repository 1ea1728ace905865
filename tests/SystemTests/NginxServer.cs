using ConferenceGateway.Testing;

namespace ConferenceGateway.SystemTests;

/// <summary>An nginx that touches nothing of the machine's own: one worker, in the foreground, all files in one folder.</summary>
internal static class NginxServer
{
    /// <summary>Writes the main file around the text of <c>http</c>, and returns the command line.</summary>
    public static string[] Command(DirectoryInfo folder, string http)
    {
        var file = Path.Combine(folder.FullName, "nginx.conf");
        var temporary = folder.CreateSubdirectory("tmp").FullName;
        File.WriteAllText(file, $$"""
            daemon off;
            master_process off;
            pid {{temporary}}/nginx.pid;
            error_log stderr warn;
            events { worker_connections 512; }
            http {
                access_log off;
                client_body_temp_path {{temporary}}/body;
                proxy_temp_path {{temporary}}/proxy;
                fastcgi_temp_path {{temporary}}/fastcgi;
                uwsgi_temp_path {{temporary}}/uwsgi;
                scgi_temp_path {{temporary}}/scgi;
                include /etc/nginx/mime.types;
                {{http}}
            }
            """);
        return [Installed.Find("nginx") ?? "nginx", "-e", "stderr", "-p", folder.FullName, "-c", file];
    }
}
