using Microsoft.Extensions.Options;

namespace ConferenceGateway.Portal;

/// <summary>The operator as pages show it.</summary>
public sealed class OperatorView
{
    /// <summary>Reads the options, which are valid.</summary>
    public OperatorView(IOptions<OperatorOptions> options)
    {
        var values = options.Value;
        Name = values.Name.Trim();
        Contact = values.Contact is null ? null : OperatorContact.Parse(values.Contact);
        Imprint = values.Imprint;
        Privacy = values.Privacy;
    }

    /// <summary>The name that visitors know.</summary>
    public string Name { get; }

    /// <summary>Whom to ask, or null: then the name alone is said.</summary>
    public OperatorContact? Contact { get; }

    /// <summary>The page that says who is responsible, or null.</summary>
    public string? Imprint { get; }

    /// <summary>The page on data protection, or null.</summary>
    public string? Privacy { get; }

    /// <summary>
    /// "Hilfe gibt Verein: hilfe@verein.example", the end of every text that sends people for help. No full stop behind
    /// the contact: who copies it would copy that too.
    /// </summary>
    public Text Help => Contact is null
        ? new($"Hilfe gibt {Name}.", $"{Name} can help.")
        : new($"Hilfe gibt {Name}: {Contact.Label}", $"{Name} can help: {Contact.Label}");
}
