using System.Text;
using AwesomeAssertions;
using ConferenceGateway.Hosting;
using ConferenceGateway.Settings;
using ConferenceGateway.Storage;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Settings;

/// <summary>
/// What is wrong with settings is one line a fault that names key, value and rule. Each kind of fault is shown by a process,
/// which ends with 1; the many values go through the same reader in this one, because a process for each takes too long.
/// </summary>
public sealed class BadSettingsTests : IDisposable
{
    private const string Address = "http:// or https:// with host and port only";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-test-");

    private string File => Path.Combine(_folder.FullName, "gateway.json");

    public static TheoryData<string, string> Files => new()
    {
        { "", "is not JSON" },
        { "{", "is not JSON" },
        { "[]", "cannot be used" },
        { "null", "cannot be used" },
        { "5", "cannot be used" },
        { """{"MeetingUrl":"http://a.test","MeetingUrl":"http://b.test"}""", "MeetingUrl" },
        { """{"MeetingUrl":"http://a.test","meetingurl":"http://b.test"}""", "meetingurl" },
        { """{"MeetingUrl":"http://a.test" """, "is not JSON" },
        { "{\"MeetingUrl\":\"http://a.test\"\n\"PortalUrl\":1}", "line 2" },
        { "{\"MeetingUrl\":\"http://a\0.test\"}", "zero bytes" },
    };

    /// <summary>One change to good settings, and the one line that it makes.</summary>
    public static TheoryData<string, string?, string> Values => new()
    {
        { "MeetingUrl", null, "MeetingUrl is missing" },
        { "MeetingUrl", "\"\"", "MeetingUrl is missing" },
        { "MeetingUrl", "5", "MeetingUrl is \"5\"; it must be " + Address },
        { "MeetingUrl", "\"meet.test\"", "MeetingUrl is \"meet.test\"; it must be " + Address },
        { "MeetingUrl", "\"http://meet.test/jitsi\"", "MeetingUrl is \"http://meet.test/jitsi\"" },
        { "MeetingUrl", "\"http://meet.test:70000\"", "MeetingUrl is \"http://meet.test:70000\"" },
        { "PortalUrl", "\"http://meet.test\"", "PortalUrl is \"http://meet.test\"; it must be another origin than MeetingUrl" },
        { "PortalUrl", "\"http://meet.test:8081\"", "PortalUrl is \"http://meet.test:8081\"; it must have another host than MeetingUrl" },
        { "Urls", "\"http://127.0.0.1:70000\"", "Urls is \"http://127.0.0.1:70000\"; it must be" },
        { "Urls", "\"ftp://127.0.0.1\"", "Urls is \"ftp://127.0.0.1\"" },
        { "Urls", "\"https://127.0.0.1:8443\"", "Tls:Certificates is missing; it is the certificate for the https address in Urls" },
        { "Tls", """{"Certificates":[{"Path":"cert.pem"}]}""", "Urls is \"http://127.0.0.1:8099\"; it must have an https address, because Tls:Certificates" },
        { "Tls", """{"HstsDays":-1}""", "Tls:HstsDays is \"-1\"; it must be a whole number from 0 to 3650." },
        { "Tls", """{"Certificates":"cert.pem"}""", "Tls:Certificates is \"cert.pem\"; it must be a list" },
        { "Tls", """{"ChallengeFolder":"nowhere"}""", "Tls:ChallengeFolder is \"nowhere\"; it must be a folder that is there" },
        { "Tls", """{"HstDays":1}""", "Tls:HstDays is no setting; perhaps Tls:HstsDays is meant." },
        { "TrustedProxies", "\"127.0.0.1\"", "TrustedProxies is \"127.0.0.1\"; it must be a list of addresses" },
        { "TrustedProxies", "[\"proxy.test\"]", "TrustedProxies:0 is \"proxy.test\"; it must be an address of a proxy or a network" },
        { "TrustedProxies", "[\"::1\",\"10.0.0.0/33\"]", "TrustedProxies:1 is \"10.0.0.0/33\"; it must be" },
        { "TrustedProxies", "[\"10.5\"]", "TrustedProxies:0 is \"10.5\"; it must be" },
        { "TrustedProxies", "[\"\"]", "TrustedProxies:0 is \"\"; it must be" },
        { "Limits", """{"ConnectionsPerSource":"many"}""", "Limits:ConnectionsPerSource is \"many\"; it must be a whole number from 10 to 1000000." },
        { "Limits", """{"HeadersSeconds":315360000}""", "Limits:HeadersSeconds is \"315360000\"; it must be a whole number from 1 to 60." },
        { "Limits", """{"HeaderKilobytes":0}""", "Limits:HeaderKilobytes is \"0\"; it must be" },
        { "Limits", """{"BodyMegabytes":2.5}""", "Limits:BodyMegabytes is \"2.5\"; it must be" },
        { "Limits", """{"BodyBytesPerSecond":true}""", "Limits:BodyBytesPerSecond is \"True\"; it must be" },
        { "Rooms", """{"AppTicketHours":25}""", "Rooms:AppTicketHours is \"25\"; it must be a whole number from 1 to 24." },
        { "Rooms", """{"Claim":"Everybody"}""", "Rooms:Claim is \"Everybody\"; it must be SignedIn or Chairs or Admins." },
        { "TrustedIssuers", "\"chat\"", "TrustedIssuers is \"chat\"; it must be a list of sites" },
        { "Services", "\"jigasi\"", "Services is \"jigasi\"; it must be a list of services" },
        { "Audit", """{"KeepDays":7}""", "Audit:KeepDays is \"7\"; it must be a whole number from 30 to 3650." },
        { "Support", """{"KeepDays":0}""", "Support:KeepDays is \"0\"; it must be a whole number from 1 to 90." },
        { "Support", """{"KeepDays":"two weeks"}""", "Support:KeepDays is \"two weeks\"; it must be a whole number from 1 to 90." },
        { "WaysIn", """{"Apps":"mobile"}""", "WaysIn:Apps is \"mobile\"; it must be a list of" },
        { "WaysIn", """{"Apps":["phone"]}""", "WaysIn:Apps:0 is \"phone\"; it must be a list of" },
        { "WaysIn", """{"Apps":["mobile","mobile"]}""", "WaysIn:Apps:1 is \"mobile\"; it must be a list of" },
        { "WaysIn", """{"Apps":[null]}""", "WaysIn:Apps" },
        { "WaysIn", """{"App":["mobile"]}""", "WaysIn:App" },
        { "UserAgents", """{"RulesFile":"nowhere.yaml"}""", "UserAgents:RulesFile is \"nowhere.yaml\"; it must be a file of at most 2 MiB" },
        { "UserAgents", """{"RulesFile":"."}""", "UserAgents:RulesFile is \".\"; it must be a file" },
        { "UserAgents", """{"RuleFile":"x"}""", "UserAgents:RuleFile is no setting; perhaps UserAgents:RulesFile is meant." },
        { "Kestrel", """{"Endpoints":{"Http":{"Url":"http://x"}}}""", "Kestrel:Endpoints:Http:Url is no setting; Urls and Tls:Certificates say where to listen." },
        { "Urls", "\";\"", "Urls is \";\"" },
        { "MeetngUrl", "\"http://meet.test\"", "MeetngUrl is no setting; perhaps MeetingUrl is meant." },
        { "Weight", "\"high\"", "Weight is no setting; docs/configuration.md lists those that exist." },
        // What this version does not have yet is no setting, and is not passed over.
        { "Jwt", """{"Secret":"s3cret"}""", "Jwt:Secret is no setting" },
        { "Oidc", """{"Issuer":"https://login.test"}""", "Oidc:Issuer is no setting" },
        { "Storage", """{"PostgreSql":"Host=db.test;Password=s3cret"}""", "Storage:PostgreSql is no setting" },
        { "Rooms", """{"Allowed":"^(?!)$"}""", "Rooms:Allowed is no setting" },
        { "Language", "\"xx\"", "Language is no setting" },
        { "Storage", "\"gateway.db\"", "Storage is a section; perhaps Storage:Path is meant" },
        { "Storage", """{"Path":"a\u0000b"}""", "Storage:Path" },
        { "Serilog", """{"MinimumLevel":"Loud"}""", "Serilog cannot be used: The value Loud" },
        { "Stop", """{"AnnounceSeconds":-1}""", "Stop:AnnounceSeconds is \"-1\"; it must be a whole number from 0 to 300" },
        { "Stop", """{"SocketSeconds":"soon"}""", "Stop:SocketSeconds is \"soon\"; it must be a whole number from 0 to 3600" },
        { "Stop", """{"LimitSeconds":4}""", "Stop:LimitSeconds is \"4\"; it must be a whole number from 5" },
        { "Stop", """{"AnnounceSeconds":20,"SocketSeconds":10}""", "Stop:LimitSeconds is 30; it must be at least 35: Stop:AnnounceSeconds (20) and Stop:SocketSeconds (10)" },
        { "Stop", """{"LimitSecond":30}""", "Stop:LimitSecond is no setting; perhaps Stop:LimitSeconds is meant." },
        { "Log", """{"Format":"xml"}""", "Log:Format is \"xml\"; it must be Text or Json" },
        { "Log", """{"File":"/"}""", "Log:File is \"/\"; it must be a file" },
        { "Log", """{"File":"/proc/nowhere/gateway.log"}""", "Log:File is \"/proc/nowhere/gateway.log\"; it cannot be written" },
        { "Log", """{"FileDays":0}""", "Log:FileDays is \"0\"; it must be a whole number from 1 to 3650" },
        { "Log", """{"Requests":"yes"}""", "Log:Requests is \"yes\"; it must be true or false" },
        { "Log", """{"RoomNames":1}""", "Log:RoomNames is \"1\"; it must be true or false" },
        { "Log", """{"StaticSample":-1}""", "Log:StaticSample is \"-1\"; it must be a whole number from 0" },
        { "SignIn", """{"Passwords":false}""", "SignIn:Passwords is \"false\"; it must be true as long as SignIn:Providers has none" },
        { "SignIn", """{"Providers":"https://id.test"}""", "SignIn:Providers is \"https://id.test\"; it must be a list of providers" },
        { "Ice", """{"Servers":"stun:turn.test:3478"}""", "Ice:Servers is \"stun:turn.test:3478\"; it must be a list, each stun:HOST:PORT" },
        { "Ice", """{"Servers":["turn.test:3478"]}""", "Ice:Servers:0 is \"turn.test:3478\"; it must be stun:HOST:PORT, turn:HOST:PORT?transport=udp" },
        { "Ice", """{"Servers":["stun:turn.test"]}""", "Ice:Servers:0 is \"stun:turn.test\"; it must be" },
        { "Ice", """{"Servers":["stun:a.test:3478","STUN:a.test:3478"]}""", "Ice:Servers:1 is \"STUN:a.test:3478\"; it must be" },
        { "Ice", """{"Servers":["stun:a.test:3478","stun:A.test:3478"]}""", "Ice:Servers:1 is \"stun:A.test:3478\"; it must be in the list once" },
        { "Ice", """{"Servers":["stun:a.test:1","stun:a.test:2","stun:a.test:3","stun:a.test:4","stun:a.test:5","stun:a.test:6","stun:a.test:7","stun:a.test:8","stun:a.test:9"]}""", "Ice:Servers has 9 servers; it must have at most 8" },
        { "Ice", """{"Servers":["turn:turn.test:3478?transport=udp"]}""", "Ice:Secret is missing; it is the secret that the TURN servers share" },
        { "Ice", """{"Servers":["turn:turn.test:3478?transport=udp"],"User":"u"}""", "Ice:Password is missing; it is" },
        { "Ice", """{"Servers":["turn:turn.test:3478?transport=udp"],"Password":"s3cret"}""", "Ice:User is missing; it is" },
        { "Ice", """{"Servers":["turn:turn.test:3478?transport=udp"],"Secret":"s3cret","SecretFile":"gateway.json"}""", "Ice has Secret and SecretFile; it must have one of them." },
        { "Ice", """{"Servers":["turn:turn.test:3478?transport=udp"],"Secret":"s3cret","User":"u","Password":"p"}""", "Ice has a shared secret and a User; it must have one of them" },
        { "Ice", """{"Servers":["turn:turn.test:3478?transport=udp"],"SecretFile":"nowhere"}""", "Ice:SecretFile is \"nowhere\"; it must be a file that the gateway's user can read" },
        { "Ice", """{"Secret":"s3cret"}""", "Ice:Servers is missing; it is the list of servers" },
        { "Ice", """{"Secrets":"s3cret"}""", "Ice:Secrets is no setting; perhaps Ice:Secret is meant." },
        { "Fleet", null, "Fleet:Shards is missing" },
        { "Fleet", """{"Shards":[]}""", "Fleet:Shards is missing" },
        { "Fleet", """{"Shards":"http://a.test"}""", "Fleet:Shards is \"http://a.test\"; it must be a list" },
    };

    /// <summary>Providers, and the one line that they make.</summary>
    public static TheoryData<string, string> Providers => new()
    {
        { """{"DisplayName":"Club","Authority":"https://id.test","ClientId":"g"}""", "SignIn:Providers:0:Name is missing" },
        { """{"Name":"club","Authority":"https://id.test","ClientId":"g"}""", "SignIn:Providers:0:DisplayName is missing" },
        { """{"Name":"club","DisplayName":"Club","ClientId":"g"}""", "SignIn:Providers:0:Authority is missing" },
        { """{"Name":"club","DisplayName":"Club","Authority":"https://id.test"}""", "SignIn:Providers:0:ClientId is missing" },
        { """{"Name":"Club","DisplayName":"Club","Authority":"https://id.test","ClientId":"g"}""", "SignIn:Providers:0:Name is \"Club\"; it must have 1 to 32 small letters" },
        { """{"Name":"password","DisplayName":"Club","Authority":"https://id.test","ClientId":"g"}""", "SignIn:Providers:0:Name is \"password\"; it must" },
        { """{"Name":"club","DisplayName":"0123456789012345678901234567890123456789012345678901234567890","Authority":"https://id.test","ClientId":"g"}""", "it must have 1 to 60 characters" },
        { """{"Name":"club","DisplayName":"Club","Authority":"http://id.test","ClientId":"g"}""", "SignIn:Providers:0:Authority is \"http://id.test\"; it must be the provider's issuer" },
        { """{"Name":"club","DisplayName":"Club","Authority":"https://u:s3cret@id.test","ClientId":"g"}""", "SignIn:Providers:0:Authority is \"https://…@id.test\"" },
        { """{"Name":"club","DisplayName":"Club","Authority":"https://id.test?x=1","ClientId":"g"}""", "SignIn:Providers:0:Authority is" },
        { """{"Name":"club","DisplayName":"Club","Authority":"https://id.test","ClientId":"g","ClientSecret":"s3cret","ClientSecretFile":"gateway.json"}""", "SignIn:Providers:0 has ClientSecret and ClientSecretFile" },
        { """{"Name":"club","DisplayName":"Club","Authority":"https://id.test","ClientId":"g","ClientSecretFile":"nowhere"}""", "SignIn:Providers:0:ClientSecretFile is \"nowhere\"; it must be a file that the gateway's user can read" },
        { """{"Name":"club","DisplayName":"Club","Authority":"https://id.test","ClientId":"g","Chair":"board"}""", "SignIn:Providers:0:Chair is a section; perhaps SignIn:Providers:0:Chair:0 is meant" },
        { """{"Name":"club","DisplayName":"Club","Authority":"https://id.test","ClientId":"g","Admin":["*"]}""", "SignIn:Providers:0:Admin:0 is \"*\"; it must be" },
        { """{"Name":"club","DisplayName":"Club","Authority":"https://id.test","ClientId":"g","Auditor":[""]}""", "SignIn:Providers:0:Auditor:0 is \"\"; it must be" },
        { """{"Name":"club","DisplayName":"Club","Authority":"https://id.test","ClientId":"g","Scopes":"a\u0022b"}""", "SignIn:Providers:0:Scopes is" },
        { """{"Name":"club","DisplayName":"Club","Authority":"https://id.test","ClientId":"g","CreatesAccounts":"perhaps"}""", "SignIn:Providers:0:CreatesAccounts is \"perhaps\"; it must be true or false" },
        { """{"Name":"club","DisplayName":"Club","Authority":"https://id.test","ClientId":"g"},{"Name":"club","DisplayName":"B","Authority":"https://b.test","ClientId":"g"}""", "SignIn:Providers:1:Name is \"club\"; it must be there once, and SignIn:Providers:0 has it already" },
    };

    /// <summary>Shards, and the one line that they make.</summary>
    public static TheoryData<string, string> Issuers => new()
    {
        { """{"Issuer":"i","Audience":"a","Secret":"s3cret-s3cret-s3cret-s3cret-s3cret"}""", "TrustedIssuers:0:Name is missing" },
        { """{"Name":"chat","Audience":"a","Secret":"s3cret-s3cret-s3cret-s3cret-s3cret"}""", "TrustedIssuers:0:Issuer is missing" },
        { """{"Name":"chat","Issuer":"i","Secret":"s3cret-s3cret-s3cret-s3cret-s3cret"}""", "TrustedIssuers:0:Audience is missing" },
        { """{"Name":"chat","Issuer":"i","Audience":"a"}""", "TrustedIssuers:0:SecretFile is missing" },
        { """{"Name":"chat","Issuer":"i","Audience":"a","Secret":"s3cret"}""", "TrustedIssuers:0:Secret is too short" },
        { """{"Name":"chat","Issuer":"i","Audience":"a","SecretFile":"nowhere"}""", "TrustedIssuers:0:SecretFile is \"nowhere\"; it must be a file" },
    };

    public static TheoryData<string, string> Services => new()
    {
        { """{"Kind":"Recording","Addresses":["10.0.0.7"]}""", "Services:0:Name is missing" },
        { """{"Name":"r","Addresses":["10.0.0.7"]}""", "Services:0:Kind is missing" },
        { """{"Name":"r","Kind":"Fax","Addresses":["10.0.0.7"]}""", "Services:0:Kind is \"Fax\"; it must be Phone or Recording" },
        { """{"Name":"r","Kind":"Recording"}""", "Services:0:Addresses is missing" },
        { """{"Name":"r","Kind":"Recording","Addresses":["jibri"]}""", "Services:0:Addresses:0 is \"jibri\"; it must be an address" },
        { """{"Name":"r","Kind":"Recording","Addresses":["10.0.0.7"],"Secret":"s3cret-s3cret-s3cret-s3cret-s3cret"}""", "Services:0 has a secret, which a Jibri cannot send" },
        { """{"Name":"t","Kind":"Phone","Addresses":["10.0.0.7"]}""", "Services:0:SecretFile is missing" },
        { """{"Name":"t","Kind":"Phone","Addresses":["10.0.0.7"],"Secret":"s3cret"}""", "Services:0:Secret is too short" },
    };

    public static TheoryData<string, string> Shards => new()
    {
        { """{"Name":"a"}""", "Fleet:Shards:0:Address is missing" },
        { """{"Address":"http://a.test"}""", "Fleet:Shards:0:Name is missing" },
        { """{"Name":"a b","Address":"http://a.test"}""", "Fleet:Shards:0:Name is \"a b\"; it must be a short name" },
        { """{"Name":"a\r\nb","Address":"http://a.test"}""", "Fleet:Shards:0:Name is \"a··b\"" },
        { """{"Name":"a","Address":"http://a.test:0"}""", "Fleet:Shards:0:Address is \"http://a.test:0\"; it must be " + Address },
        { """{"Name":"a","Address":"http://a.test:70000"}""", "Fleet:Shards:0:Address is \"http://a.test:70000\"" },
        { """{"Name":"a","Address":"ftp://a.test"}""", "Fleet:Shards:0:Address is \"ftp://a.test\"" },
        { """{"Name":"a","Address":"http://user:s3cret@a.test"}""", "Fleet:Shards:0:Address is \"http://…@a.test\"" },
        { """{"Name":"a","Address":"http://a.test","Prosody":"http://u:s3cret@a.test"}""", "Fleet:Shards:0:Prosody is \"http://…@a.test\"" },
        { """{"Name":"a","Address":"http://a.test","Jicofo":"x"}""", "Fleet:Shards:0:Jicofo is \"x\"" },
        { """{"Name":"a","Address":"http://meet.test"}""", "Fleet:Shards:0:Address is \"http://meet.test\"; it must not be the gateway itself" },
        { """{"Name":"a","Address":"http://PORTAL.test:80"}""", "Fleet:Shards:0:Address is \"http://PORTAL.test:80\"; it must not be the gateway itself" },
        { """{"Name":"a","Address":"http://169.254.169.254"}""", "Fleet:Shards:0:Address is \"http://169.254.169.254\"; it must be the address of a server" },
        { """{"Name":"a","Address":"http://127.0.0.1:8099"}""", "must not be the gateway itself" },
        { """{"Name":"a","Address":"http://localhost:8099"}""", "must not be the gateway itself" },
        { """{"Name":"a","Address":"http://a.test","Prosody":"http://[::1]:8099"}""", "Fleet:Shards:0:Prosody is \"http://[::1]:8099\"; it must not be the gateway itself" },
        { """{"Name":"a","Address":"http://a.test","Authentication":"Token","Token":{"Secret":"s3cret-s3cret-s3cret"}}""", "Fleet:Shards:0:Token:Issuer is missing" },
        { """{"Name":"a","Address":"http://a.test","Authentication":"Token","Token":{"Issuer":"jitsi"}}""", "Fleet:Shards:0:Token:SecretFile is missing" },
        { """{"Name":"a","Address":"http://a.test","Authentication":"Token","Token":{"Issuer":"jitsi","Secret":"s3cret"}}""", "Fleet:Shards:0:Token:Secret is too short" },
        { """{"Name":"a","Address":"http://a.test","Authentication":"Token","Token":{"Issuer":"jitsi","SecretFile":"nowhere"}}""", "Fleet:Shards:0:Token:SecretFile is \"nowhere\"; it must be a file" },
        { """{"Name":"a","Address":"http://a.test","Reservations":{}}""", "Fleet:Shards:0:Reservations is a section" },
        { """{"Name":"a","Address":"http://a.test","Reservations":{"Addresses":["prosody.test"]}}""", "Fleet:Shards:0:Reservations:Addresses:0 is \"prosody.test\"; it must be an address or a network" },
        { """{"Name":"a","Address":"http://a.test","Reservations":{"Addresses":"10.0.0.5"}}""", "Fleet:Shards:0:Reservations:Addresses is \"10.0.0.5\"; it must be a list of addresses" },
        { """{"Name":"a","Address":"http://a.test","Reservations":{"Secret":"s3cret"}}""", "Fleet:Shards:0:Reservations:Secret is too short" },
        { """{"Name":"a","Address":"http://a.test","Reservations":{"Secret":"s3cret-s3cret-s3cret-s3cret-s3cret","SecretFile":"x"}}""", "Fleet:Shards:0:Reservations:Secret and Fleet:Shards:0:Reservations:SecretFile are both set" },
        { """{"Name":"a","Address":"http://a.test","Authentication":"Yes"}""", "Fleet:Shards:0:Authentication is \"Yes\"; it must be None or Token" },
        { """{"Name":"a","Address":"http://a.test","Host":"meet.test/x"}""", "Fleet:Shards:0:Host is \"meet.test/x\"; it must be a host name" },
        { """{"Name":"a","Address":"http://a.test","AnnouncedName":"ä"}""", "Fleet:Shards:0:AnnouncedName is" },
        { """{"Name":"a","Address":"http://a.test","Adress":"http://b.test"}""", "Fleet:Shards:0:Adress is no setting; perhaps Fleet:Shards:0:Address is meant." },
        { """{"Name":"a","Address":"http://a.test"},{"Name":"a","Address":"http://b.test"}""", "Fleet:Shards:1:Name is \"a\"; it must be there once, and Fleet:Shards:0 has it already" },
        { """{"Name":"a","Address":"http://a.test"},{"Name":"b","Address":"http://A.test:80/"}""", "Fleet:Shards:1:Address is \"http://a.test\"; it must be there once, and Fleet:Shards:0 has it already" },
        { """{"Name":"a","Address":"http://a.test","Bridges":[{"ServerId":"x"}]}""", "Fleet:Shards:0:Bridges:0:Address is missing" },
        { """{"Name":"a","Address":"http://a.test","Bridges":[{"ServerId":"x","Address":"http://b.test","PrivateAddress":"b.test:8080"}]}""", "Fleet:Shards:0:Bridges:0:PrivateAddress is \"b.test:8080\"; it must be " + Address },
        { """{"Name":"a","Address":"http://a.test","Bridges":[{"ServerId":"x","Address":"http://b.test"},{"ServerId":"x","Address":"http://c.test"}]}""", "Fleet:Shards:0:Bridges:1:ServerId is \"x\"; it must be there once" },
        { """{"Name":"a","Address":"http://a.test","Bridges":[{"ServerId":"x","Address":"http://b.test"}]},{"Name":"b","Address":"http://c.test","Bridges":[{"ServerId":"x","Address":"http://d.test"}]}""", "Fleet:Shards:1:Bridges:0:ServerId is \"x\"; it must be there once, and Fleet:Shards:0:Bridges:0 has it already" },
        { """{"Name":"a","Address":"http://a.test","Bridges":[{"ServerId":"A","Address":"http://b.test"}]}""", "Fleet:Shards:0:Bridges:0:ServerId is \"A\"; it must not be the name of a shard too, and Fleet:Shards:0 has it" },
        { """{"Name":"a","Address":"http://a.test","Bridges":[{"ServerId":"x","PrivateAddress":"http://b.test:8080"},{"ServerId":"y","PrivateAddress":"http://b.test:8080"}]}""", "Fleet:Shards:0:Bridges:1:PrivateAddress is \"http://b.test:8080\"; it must be there once" },
        { """{"Name":"a","Address":"http://a.test","Bridges":[{"ServerId":"x","PrivateAddress":"http://b.test","Nickname":"y"},{"ServerId":"z","PrivateAddress":"http://c.test","Nickname":"y"}]}""", "Fleet:Shards:0:Bridges:1:Nickname is \"y\"; it must be there once" },
        { """{"Name":"a","Address":"http://a.test","Bridges":[{"ServerId":"x","Address":"http://b.test","Nickname":"a b"}]}""", "Fleet:Shards:0:Bridges:0:Nickname is \"a b\"; it must be its nickname" },
        { """{"Name":"a","Address":"http://a.test","Bridges":[{"ServerId":"x","Address":"http://b.test","Capacity":0}]}""", "Fleet:Shards:0:Bridges:0:Capacity is \"0\"; it must be a whole number from 1 to 100000" },
        { """{"Name":"a","Address":"http://a.test","Capacity":"many"}""", "Fleet:Shards:0:Capacity is \"many\"; it must be a whole number from 1 to 100000" },
        { """{"Name":"a","Address":"http://a.test","Chat":{"KeyFile":"nowhere","KeyId":"k"}}""", "Fleet:Shards:0:Chat:KeyFile is \"nowhere\"; it must be a file" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_file_that_is_no_settings_is_named(string content, string fault)
    {
        await System.IO.File.WriteAllTextAsync(File, content);

        var lines = await RefusedAsync();

        lines[0].Should().Contain(File).And.Contain(fault);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("iso-8859-1")]
    public async Task Only_utf_8_is_read(string encoding)
    {
        await System.IO.File.WriteAllTextAsync(File, """{"Operator":{"Name":"Fröhlicher Verein"}}""", Encoding.GetEncoding(encoding));

        (await RefusedAsync())[0].Should().Contain(File).And.Contain("UTF-8");
    }

    [Theory]
    [MemberData(nameof(Values))]
    public async Task A_wrong_value_is_one_line(string key, string? json, string line)
    {
        await WriteAsync(key, json);

        (await FaultsAsync()).Should().ContainSingle().Which.Should().StartWith(line);
    }

    [Fact]
    public async Task A_fault_in_the_rules_for_browsers_names_file_section_and_rule()
    {
        await System.IO.File.WriteAllTextAsync(Path.Combine(_folder.FullName, "rules.yaml"), "user_agent_parsers:\n  - regex: '(A'\nos_parsers:\n  - regex: '(B)'\n");
        await WriteAsync("UserAgents", """{"RulesFile":"rules.yaml"}""");

        (await FaultsAsync()).Should().ContainSingle().Which.Should().Contain("rules.yaml: line 2, user_agent_parsers, rule 1: the regular expression cannot be used");
    }

    [Theory]
    [MemberData(nameof(Shards))]
    public async Task A_wrong_shard_is_one_line(string shards, string line)
    {
        await WriteAsync("Fleet", $$"""{"Shards":[{{shards}}]}""");

        (await FaultsAsync()).Should().ContainSingle().Which.Should().Contain(line);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_wrong_provider_is_one_line_without_its_secret(string providers, string line)
    {
        await WriteAsync("SignIn", $$"""{"Providers":[{{providers}}]}""");

        (await FaultsAsync()).Should().ContainSingle().Which.Should().Contain(line).And.NotContain("s3cret");
    }

    [Theory]
    [MemberData(nameof(Issuers))]
    public async Task A_wrong_site_is_one_line_without_its_secret(string issuers, string line)
    {
        await WriteAsync("TrustedIssuers", $"[{issuers}]");

        (await FaultsAsync()).Should().ContainSingle().Which.Should().Contain(line).And.NotContain("s3cret");
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task A_wrong_service_is_one_line_without_its_secret(string services, string line)
    {
        await WriteAsync("Services", $"[{services}]");

        (await FaultsAsync()).Should().ContainSingle().Which.Should().Contain(line).And.NotContain("s3cret");
    }

    [Fact]
    public async Task An_object_in_place_of_the_list_is_explained()
    {
        await WriteAsync("Fleet", """{"Shards":{"Name":"a","Address":"http://a.test"}}""");

        (await RefusedAsync()).Should().Contain("Fleet:Shards:Name is no setting; perhaps Fleet:Shards:0:Name is meant.");
    }

    [Fact]
    public async Task All_faults_are_said_at_once()
    {
        await System.IO.File.WriteAllTextAsync(File, """
            {
              "MeetingUrl": "meet.test",
              "PortalURL": { "a": 1 },
              "Fleet": { "Shards": [ { "Name": "a b" }, { "Name": "c", "Address": "http://u:p@c.test", "Authentication": "Yes" } ] },
              "Colour": "red"
            }
            """);

        var lines = await RefusedAsync();

        string[] keys = ["MeetingUrl", "PortalUrl", "PortalURL:a", "Colour", "Fleet:Shards:0:Name", "Fleet:Shards:0:Address", "Fleet:Shards:1:Address", "Fleet:Shards:1:Authentication"];
        foreach (var key in keys)
            lines.Should().ContainSingle(line => line.StartsWith(key + " is"), key);
        lines.Should().HaveCount(keys.Length);
    }

    [Fact]
    public async Task Https_needs_to_be_told_where_to_listen()
    {
        await WriteAsync("MeetingUrl", "\"https://meet.test\"", without: "Urls");

        (await RefusedAsync()).Should().ContainSingle().Which.Should().StartWith("Urls is missing; it is where to listen when MeetingUrl or PortalUrl is https");
    }

    [Theory]
    [InlineData("nowhere.json")]
    [InlineData(".")]
    public async Task A_file_that_is_not_there_or_no_file_is_named(string name)
    {
        var path = Path.GetFullPath(Path.Combine(_folder.FullName, name));

        (await RefusedAsync(["--config", name]))[0].Should().StartWith($"{path} cannot be read: ");
    }

    [Theory]
    [InlineData("\"demmo\" is neither a command nor a setting", "run", "demmo")]
    [InlineData("\"-x\" is neither a command nor a setting", "-x", "y")]
    [InlineData("--Storage:Path has no value", "--Storage:Path")]
    [InlineData("confg is no setting", "--confg", "gateway.json")]
    public async Task A_slip_on_the_command_line_is_named(string line, params string[] arguments)
    {
        (await RefusedAsync(arguments))[0].Should().StartWith(line);
    }

    [Fact]
    public async Task The_frameworks_way_to_believe_everybody_stops_the_start()
    {
        await WriteAsync("Limits", "{}");

        var (code, _, errors) = await GatewayProcess.RunAsync(
            ["run", "--config", File], _folder.FullName, new Dictionary<string, string> { ["FORWARDEDHEADERS_ENABLED"] = "true" });

        code.Should().Be(1);
        string.Join('\n', errors).Should().Contain("FORWARDEDHEADERS_ENABLED").And.Contain("TrustedProxies names whom to believe");
    }

    [Theory]
    [InlineData("Urls", "\"http://192.0.2.1:8080\"", "Cannot assign requested address")]
    public async Task Where_it_cannot_listen_it_says_so(string key, string json, string fault)
    {
        await WriteAsync(key, json, without: "Urls");

        (await RefusedAsync(begin: "The gateway cannot listen:")).Should().ContainSingle().Which.Should().Contain(fault);
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        using var somebody = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        somebody.Start();
        await WriteAsync("Urls", $"\"http://{somebody.LocalEndpoint}\"");

        (await RefusedAsync(begin: "The gateway cannot listen:")).Should().ContainSingle().Which
            .Should().Contain($"{somebody.LocalEndpoint}").And.Contain("in use");
    }

    [Theory]
    [InlineData("\"/proc/gateway.db\"")]
    [InlineData("\"/\"")]
    public async Task A_database_that_cannot_be_is_named(string path)
    {
        await WriteAsync("Storage", $$"""{"Path":{{path}}}""");

        (await RefusedAsync(begin: "The gateway cannot start without its database:"))
            .Should().ContainSingle().Which.Should().StartWith($"Storage:Path {path.Trim('"')}: ");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task WriteAsync(string key, string? json, string? without = null)
    {
        var settings = new Dictionary<string, string>
        {
            ["MeetingUrl"] = "\"http://meet.test\"",
            ["PortalUrl"] = "\"http://portal.test\"",
            ["Urls"] = "\"http://127.0.0.1:8099\"",
            ["Storage"] = $$"""{"Path":"{{_folder.FullName}}/gateway.db"}""",
            ["Fleet"] = """{"Shards":[{"Name":"a","Address":"http://a.test"}]}""",
        };
        if (without is not null)
            settings.Remove(without);
        if (json is null)
            settings.Remove(key);
        else
            settings[key] = json;
        await System.IO.File.WriteAllTextAsync(File, $"{{{string.Join(',', settings.Select(setting => $"\"{setting.Key}\":{setting.Value}"))}}}");
    }

    private async Task<string[]> RefusedAsync(string[]? arguments = null, string begin = "The gateway cannot start")
    {
        var (code, output, errors) = await GatewayProcess.RunAsync(arguments ?? ["run", "--config", File], _folder.FullName);

        var all = string.Join('\n', errors);
        code.Should().Be(1, all);
        errors[0].Should().StartWith(begin);
        errors[1..].Should().OnlyContain(line => line.StartsWith("  ")).And.NotContain(line => line.StartsWith("   at "));
        all.Should().NotContain("Exception");
        output.Should().NotContain("Exception").And.NotContain(" at ");
        return [.. errors[1..].Select(line => line.Trim())];
    }

    private async Task<IReadOnlyList<string>> FaultsAsync()
    {
        try
        {
            await using var app = await GatewayHost.BuildAsync(new GatewayStart { ConfigFile = File, IsAlone = true });
        }
        catch (SettingsException e)
        {
            e.Message.Should().NotContain("s3cret");
            return e.Faults;
        }
        catch (StorageException e)
        {
            return [e.Message];
        }

        return [];
    }
}
