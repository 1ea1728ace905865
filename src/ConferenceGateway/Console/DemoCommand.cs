using System.CommandLine;
using System.Globalization;
using ConferenceGateway.Core;

namespace ConferenceGateway.Console;

/// <summary><c>demo</c>: the gateway before two simulated shards, on a machine with nothing but the SDK.</summary>
internal static class DemoCommand
{
    private const string DefaultUrl = "http://localhost:8080";

    public static Command Create()
    {
        var urls = new Option<string>("--urls")
        {
            Description = $"The address of the rooms; sign-in gets the next port. Without it: {DefaultUrl}",
            HelpName = "URL",
            DefaultValueFactory = _ => DefaultUrl,
        };
        urls.Validators.Add(option =>
        {
            if (!ServerAddress.TryParse(option.GetValueOrDefault<string>(), out var address) || address.Uri is not { Scheme: "http", Port: < 65535 })
                option.AddError($"--urls must be one http address with a port below 65535, for example {DefaultUrl}");
        });
        var people = new Option<int>("--people")
        {
            Description = "How many simulated people come and go. Without it: none.",
            HelpName = "NUMBER",
        };
        people.Validators.Add(option =>
        {
            // What is no number at all has no value to ask for.
            if (option.Tokens is [var token] && !(int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= Demo.MaxPeople))
                option.AddError($"--people must be a number from 0 to {Demo.MaxPeople}");
        });
        var command = new Command("demo", "Runs the gateway before two simulated shards, to try it out.")
        {
            urls,
            people,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellation) => Demo.RunAsync(
            new Uri(parsed.GetRequiredValue(urls)), parsed.GetValue(people), [.. parsed.UnmatchedTokens], cancellation));
        return command;
    }
}
