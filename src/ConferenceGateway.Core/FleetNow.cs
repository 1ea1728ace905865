namespace ConferenceGateway.Core;

/// <summary>The fleet at this moment, for whoever acts by the clock and not for a request.</summary>
public delegate FleetSnapshot FleetNow();
