using ConferenceGateway.Core;
using Microsoft.Extensions.Options;

namespace ConferenceGateway.Portal;

/// <summary>Names every fault of the section <c>Operator</c> at once: key, value, rule.</summary>
internal sealed class OperatorOptionsRules : IValidateOptions<OperatorOptions>
{
    private const int MostNameCharacters = 80;

    public ValidateOptionsResult Validate(string? name, OperatorOptions options)
    {
        var faults = new List<string>();
        if (string.IsNullOrWhiteSpace(options.Name) || options.Name.Length > MostNameCharacters || options.Name.Any(char.IsControl))
            Add(nameof(options.Name), options.Name, $"must be a name of 1 to {MostNameCharacters} characters");
        if (options.Contact is not null && OperatorContact.Parse(options.Contact) is null)
            Add(nameof(options.Contact), options.Contact, "must be a mail address, or a mailto:, tel: or https: address");
        if (!IsWebAddress(options.Imprint))
            Add(nameof(options.Imprint), options.Imprint, "must be an absolute http or https address");
        if (!IsWebAddress(options.Privacy))
            Add(nameof(options.Privacy), options.Privacy, "must be an absolute http or https address");
        if (AccentColour.Parse(options.Accent) is null)
            Add(nameof(options.Accent), options.Accent, $"must be a colour like {OperatorOptions.ShippedAccent}");
        if (options.Logo is { } logo && LogoFault(logo) is { } rule)
            Add(nameof(options.Logo), logo, rule);

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Add(string key, string? value, string rule) =>
            faults.Add($"{OperatorOptions.Section}:{key} is \"{WrittenValue.Shown(value)}\"; it {rule}.");
    }

    private static bool IsWebAddress(string? value) =>
        value is null || (Uri.TryCreate(value, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            && uri.Host.Length > 0 && uri.UserInfo.Length == 0);

    private static string? LogoFault(string path)
    {
        if (LogoFile.MediaType(path) is null)
            return "must be a file that ends with .svg or .png";

        if (path.Contains('\0', StringComparison.Ordinal))
            return "must be a path";

        var file = new FileInfo(path);
        if (!file.Exists)
            return "must be a file that exists";

        return file.Length > LogoFile.MostBytes ? $"must be a file of at most {LogoFile.MostBytes / 1024} KiB" : null;
    }
}
