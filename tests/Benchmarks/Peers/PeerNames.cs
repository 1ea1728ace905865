namespace ConferenceGateway.Benchmarks.Peers;

internal static class PeerNames
{
    public const string Yarp = "bare YARP (A)";
    public const string YarpAgain = "bare YARP (A')";
    public const string Gateway = "gateway (B)";
}
