using ConferenceGateway.Core;
using Xunit;

namespace ConferenceGateway.Tests.Core;

/// <summary>
/// The gateway against Jitsi's own rule. The judge lists every fault of a name: what has none must be accepted with
/// exactly its key, what has any must be refused with one of them.
/// </summary>
public sealed class RoomNameOracleTests
{
    private const int Seed = 20_261_122;

    [Fact]
    public async Task Path_and_query_of_150_000_names_give_what_Jitsis_client_makes_of_them()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var tables = await UnicodeTables.ReadAsync(cancellation);
        var samples = new RoomNameSamples(Seed, [.. tables.Common.Select(c => c.Rune)]);
        var cases = Enumerable.Range(0, 150_000).Select(_ => Make(samples)).ToList();

        var verdicts = await JitsiOracle.AskAsync<Verdict>([.. cases.Select(c => c.Question)], cancellation);

        var wrong = cases.Zip(verdicts).Where(pair => !Agree(pair.First, pair.Second))
            .Select(pair => $"{pair.First.Question} → {pair.First.Fault} {JitsiOracle.Quote(pair.First.Name.Key)}; judge: {pair.Second}")
            .Take(20).ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));

        // So that neither refusing everything nor an unlucky generator can pass.
        var accepted = cases.Where(c => c.Fault == RoomNameFault.None).ToList();
        Assert.InRange(accepted.Count, cases.Count / 2, cases.Count);
        Assert.InRange(accepted.Count(c => c.Rule == "query"), 25_000, cases.Count);
        Assert.InRange(accepted.Count(c => c.Name.Tenant is not null), 5_000, cases.Count);
        Assert.InRange(accepted.Count(c => c.Name.Key.Any(letter => letter > 0x7F)), 50_000, cases.Count);
        foreach (var fault in Enum.GetValues<RoomNameFault>())
            Assert.True(cases.Count(c => c.Fault == fault) >= 50, $"{fault} was seen {cases.Count(c => c.Fault == fault)} times");
    }

    private static Case Make(RoomNameSamples samples)
    {
        var tenant = samples.Chance(15) ? samples.Spell(samples.Text()) : "";
        var room = samples.Spell(samples.Text());
        var rule = samples.Chance(40) ? "query" : "page";
        RoomName name;
        RoomNameFault fault;
        if (rule == "page")
        {
            _ = RoomName.TryParsePage(tenant, room, out name, out fault);
        }
        else
        {
            // Mostly what a client would send: a key, made from the same spelling by the page's rule.
            if (samples.Chance(90) && RoomName.TryParsePage("", room, out var page, out _))
                room = samples.Query(page.Room);
            _ = RoomName.TryParseSignalling(tenant, room, out name, out fault);
        }

        return new Case(tenant, room, rule, name, fault);
    }

    private static bool Agree(Case asked, Verdict verdict)
    {
        if (verdict.Faults.Length > 0)
            return verdict.Faults.Contains(asked.Fault.ToString());
        var name = asked.Name;
        return asked.Fault == RoomNameFault.None
            && verdict.Key == name.Key
            && verdict.Backend == name.Backend
            && verdict.OfLink == name.Key
            && RoomName.TryParseSignalling(name.LinkTenant, verdict.Query, out var asked2, out _) && asked2 == name
            && RoomName.TryParsePage(name.LinkTenant, name.LinkRoom, out var linked, out _) && linked == name
            && RoomName.TryParseKey(name.Key, out var stored) && stored == name;
    }

    private sealed record Case(string Tenant, string Room, string Rule, RoomName Name, RoomNameFault Fault)
    {
        public string Question { get; } =
            $$"""{"tenant":{{JitsiOracle.Quote(Tenant)}},"room":{{JitsiOracle.Quote(Room)}},"rule":"{{Rule}}","link":"{{Name.Link}}"}""";
    }

    private sealed record Verdict(string[] Faults, string? Key, string? Backend, string? OfLink, string? Query)
    {
        public override string ToString() => $"[{string.Join(' ', Faults)}] {JitsiOracle.Quote(Key ?? "")} {Backend} {JitsiOracle.Quote(OfLink ?? "")}";
    }
}
