using System.Text.RegularExpressions;
using AwesomeAssertions;
using ConferenceGateway.Core;
using ConferenceGateway.Hosting;
using ConferenceGateway.UserAgents;
using Mono.Cecil;
using Xunit;

namespace ConferenceGateway.Tests.Architecture;

public sealed partial class ArchitectureTests
{
    private const int MostLines = 400;

    [Fact]
    public void Arrows_go_down_only()
    {
        using var assembly = AssemblyDefinition.ReadAssembly(typeof(GatewayHost).Assembly.Location);

        Faults(assembly).Should().BeEmpty();
    }

    [Fact]
    public void Every_room_is_in_the_table()
    {
        using var assembly = AssemblyDefinition.ReadAssembly(typeof(GatewayHost).Assembly.Location);

        // Razor makes a class of the pages' shared list of namespaces; the test above sees that it uses nothing.
        var strangers = assembly.MainModule.Types
            .Where(type => type.FullName != "ConferenceGateway._Imports")
            .Where(type => House.RoomOf(type.Namespace) is { } room && !House.Has(room))
            .Select(type => type.FullName);

        strangers.Should().BeEmpty();
    }

    [Fact]
    public void What_stands_outside_the_house_was_generated()
    {
        using var assembly = AssemblyDefinition.ReadAssembly(typeof(GatewayHost).Assembly.Location);

        var strangers = assembly.MainModule.Types
            .Where(type => House.RoomOf(type.Namespace) is null)
            .Where(type => !(type.Namespace.Length == 0 && type.Name.StartsWith('<')))
            .Where(type => !type.Namespace.StartsWith("System.", StringComparison.Ordinal) && !type.Namespace.StartsWith("Microsoft.", StringComparison.Ordinal))
            .Select(type => type.FullName);

        strangers.Should().BeEmpty();
    }

    [Theory]
    [InlineData(typeof(RoomName))]
    [InlineData(typeof(Browser))]
    public void The_pure_parts_know_nothing_of_the_house(Type of)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(of.Assembly.Location);

        assembly.MainModule.AssemblyReferences.Select(reference => reference.Name)
            .Should().NotContain(name => name.StartsWith("ConferenceGateway", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Console", "Hosting", true)]
    [InlineData("Console", "Lab", true)]
    [InlineData("Hosting", "Lab", false)]
    [InlineData("Proxy", "Placement", true)]
    [InlineData("Placement", "Proxy", false)]
    [InlineData("Placement", "Fleet", false)]
    [InlineData("Fleet", "Placement", false)]
    [InlineData("Portal", "Audit", false)]
    [InlineData("Core", "UserAgents", false)]
    [InlineData("Storage", "Core", true)]
    [InlineData("Storage", "Storage", true)]
    [InlineData("Cellar", "Core", false)]
    [InlineData("Proxy", "Cellar", false)]
    [InlineData("Cellar", "Cellar", false)]
    public void The_table_says_who_may_know_whom(string from, string to, bool allowed) =>
        House.Allows(from, to).Should().Be(allowed);

    [Fact]
    public void A_wrong_arrow_is_seen_in_every_place_where_it_can_hide()
    {
        using var assembly = AssemblyDefinition.ReadAssembly(typeof(ArchitectureTests).Assembly.Location);

        var faults = Faults(assembly).Where(fault => fault.StartsWith("ConferenceGateway.Storage.Wrong", StringComparison.Ordinal));

        faults.Should().BeEquivalentTo(
        [
            "ConferenceGateway.Storage.WrongBase uses ConferenceGateway.Proxy.Lured",
            "ConferenceGateway.Storage.WrongField uses ConferenceGateway.Proxy.Lured",
            "ConferenceGateway.Storage.WrongLambda uses ConferenceGateway.Proxy.Lured",
            "ConferenceGateway.Storage.WrongAsync uses ConferenceGateway.Proxy.Lured",
            "ConferenceGateway.Storage.WrongArgument uses ConferenceGateway.Proxy.Lured",
            "ConferenceGateway.Storage.WrongAttribute uses ConferenceGateway.Proxy.Lured",
        ]);
    }

    [Fact]
    public void No_file_is_long()
    {
        var tooLong = Sources().Where(file => File.ReadLines(file).Count() > MostLines);

        tooLong.Should().BeEmpty();
    }

    [Fact]
    public void Time_is_a_parameter()
    {
        var faults = Sources().Where(file => file.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(file => WallClock().Matches(File.ReadAllText(file)).Select(match => $"{file}: {match.Value}"));

        faults.Should().BeEmpty();
    }

    [Fact]
    public void Each_line_of_the_log_has_a_number_of_its_own()
    {
        var numbers = Sources().SelectMany(file => EventNumber().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).ToList();

        numbers.Should().NotBeEmpty().And.OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData("var now = DateTime.UtcNow;")]
    [InlineData("DateTimeOffset.Now")]
    [InlineData("Thread.Sleep(5)")]
    public void The_wall_clock_is_seen(string code) => WallClock().IsMatch(code).Should().BeTrue();

    private static List<string> Faults(AssemblyDefinition assembly)
    {
        var uses = new TypeUses(assembly);
        return
        [
            .. from type in uses.Types
               let room = House.RoomOf(type.Namespace)
               where room is not null
               from used in uses.Of(type)
               where !House.Allows(room, House.RoomOf(used.Namespace)!)
               select $"{type.FullName} uses {used.FullName}",
        ];
    }

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".razor" or ".ts")
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules"));

    [GeneratedRegex(@"\[LoggerMessage\(([0-9]+)")]
    private static partial Regex EventNumber();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b|\bThread\.Sleep\b")]
    private static partial Regex WallClock();
}
