namespace ConferenceGateway.SystemTests;

/// <summary>The sharded tests over the stand-in: if these fail, the fault lies in the tests and not in the gateway.</summary>
public sealed class StandInMeetingTests : ShardedMeetingTests
{
    private protected override OpenFront OpenFront => StandInFront.OpenAsync;
}
