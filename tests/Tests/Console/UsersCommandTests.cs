using AwesomeAssertions;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Console;

/// <summary>The command line as a process of its own, on a database of its own.</summary>
public sealed class UsersCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-test-");

    private string Database => Path.Combine(_folder.FullName, "gateway.db");

    [Fact]
    public async Task The_first_admin_comes_from_the_command_line()
    {
        var (code, output, errors) = await RunAsync("add", "maike", "--admin", "--chair", "--generate");

        code.Should().Be(0, string.Join('\n', errors));
        output.Should().Contain("maike is added: chair admin.").And.MatchRegex("Password: [a-z2-9-]{23}");
        var line = (await RunAsync("list")).Output.Trim();
        line.Should().StartWith("maike\tchair admin\tactive\tnever\tmaike");
        (await Storage.Sql.ScalarAsync(Database, "SELECT password_hash FROM accounts")).Should().BeOfType<string>().Which.Should().StartWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    [Fact]
    public async Task What_the_command_line_did_is_in_the_audit_without_the_secret()
    {
        var password = (await RunAsync("add", "kim", "--auditor", "--generate")).Output.Split("Password: ")[1].Trim();
        await RunAsync("change", "kim", "--no-role");
        await RunAsync("add", "jonas", "--admin", "--generate");
        await RunAsync("disable", "kim");
        await RunAsync("enable", "kim");

        var rows = (string)(await Storage.Sql.ScalarAsync(
            Database, "SELECT group_concat(way || ' ' || actor_name || ' ' || action || ' ' || subject_name || ' ' || coalesce(after_json, ''), char(10)) FROM audit"))!;
        rows.Should().NotContain(password).And.NotContain("argon2");
        rows.Split('\n').Select(row => string.Join(' ', row.Split(' ')[0], row.Split(' ')[2], row.Split(' ')[3])).Should().Equal(
            "command-line account.create kim", "command-line account.change kim", "command-line account.create jonas",
            "command-line account.disable kim", "command-line account.enable kim");
    }

    [Fact]
    public async Task An_invitation_is_a_link_of_the_portal()
    {
        var (code, output, _) = await RunAsync("add", "jonas@example.org", "--chair", "--invite", "--display-name", "Jonas Beispiel");

        code.Should().Be(0);
        output.Should().MatchRegex(@"Link, good once until \d{4}-\d\d-\d\d \d\d:\d\d: http://portal\.test/welcome\?code=[A-Za-z0-9_-]{43}");
        (await RunAsync("list")).Output.Should().Contain("jonas@example.org\tchair\tinvited\tnever\tJonas Beispiel");
    }

    [Theory]
    [InlineData("too short", "too short")]
    [InlineData("123456789012345678", "choose another")]
    [InlineData("", "too short")]
    public async Task A_weak_password_is_refused_before_anything_is_stored(string password, string reason)
    {
        var (code, _, errors) = await RunAsync(["add", "maike", "--admin", "--password-stdin"], password + "\n");

        code.Should().Be(1);
        errors.Should().ContainSingle().Which.Should().Contain(reason);
        (await RunAsync("list")).Output.Should().BeEmpty();
    }

    [Fact]
    public async Task A_password_of_the_operators_name_is_refused_as_on_the_pages()
    {
        var (code, _, errors) = await RunAsync(["add", "maike", "--admin", "--password-stdin", "--Operator:Name", "Beispielverein"], "Beispielverein 2026\n");

        code.Should().Be(1);
        errors.Should().ContainSingle().Which.Should().Contain("names that everybody here knows");
    }

    [Fact]
    public async Task A_password_is_read_from_standard_input()
    {
        var (code, output, errors) = await RunAsync(["add", "maike", "--admin", "--password-stdin"], "vier woerter ohne zusammenhang\n");

        code.Should().Be(0, string.Join('\n', errors));
        output.Should().Contain("The password of maike is set. Sign in at http://portal.test/");
    }

    [Theory]
    [InlineData("cannot be a name", "add", "a b", "--generate")]
    [InlineData("cannot be a name", "add", "<script>", "--generate")]
    [InlineData("There is no account nobody", "disable", "nobody")]
    [InlineData("exclude each other", "add", "maike", "--generate", "--invite")]
    [InlineData("Nobody is there to type", "add", "maike")]
    [InlineData("--display-name must have", "add", "maike", "--generate", "--display-name", "a\u202eb")]
    [InlineData("There is no account", "change", "maike")]
    public async Task Bad_input_is_one_sentence(string reason, params string[] arguments)
    {
        var (code, _, errors) = await RunAsync(arguments);

        code.Should().Be(1);
        errors.Should().ContainSingle().Which.Should().Contain(reason);
    }

    [Fact]
    public async Task Where_nobody_is_yet_the_list_says_how_to_begin()
    {
        var (code, output, errors) = await RunAsync("list");

        code.Should().Be(0);
        output.Should().BeEmpty();
        errors[0].Should().Contain("users add NAME --admin");
        // Only root makes a database that the gateway's user cannot open.
        errors.Skip(1).Any(line => line.Contains("chown it to that user")).Should().Be(Environment.IsPrivilegedProcess);
    }

    [Fact]
    public async Task The_last_admin_stays()
    {
        await RunAsync("add", "maike", "--admin", "--generate");

        (await RunAsync("disable", "maike")).Errors.Should().ContainSingle().Which.Should().Contain("last account with the role admin");
        (await RunAsync("change", "maike", "--chair")).Errors.Should().ContainSingle().Which.Should().Contain("last account with the role admin");
        (await RunAsync("change", "maike")).Errors.Should().ContainSingle().Which.Should().Contain("Say what to change");
    }

    private Task<(int Code, string Output, string[] Errors)> RunAsync(params string[] arguments) => RunAsync(arguments, null);

    private async Task<(int Code, string Output, string[] Errors)> RunAsync(string[] arguments, string? input)
    {
        string[] settings = ["--MeetingUrl", "http://meet.test", "--PortalUrl", "http://portal.test", "--Storage:Path", Database, "--Fleet:Shards:0:Name", "a", "--Fleet:Shards:0:Address", "http://127.0.0.1:1"];
        return await GatewayProcess.RunAsync(["users", .. arguments, .. settings], input: input);
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}
