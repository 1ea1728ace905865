using System.Security.Cryptography;

namespace ConferenceGateway.SelfTest.Probes;

/// <summary>The room that a check asks for: clearly ours in every log, and nobody else's.</summary>
internal static class CheckRoom
{
    public static string NewName() => $"gateway-check-{RandomNumberGenerator.GetHexString(10, lowercase: true)}";
}
