using ConferenceGateway.BrowserTests.Engines;
using Xunit;
using Xunit.v3;

// One set of browsers for all tests: starting one takes longer than most tests.
[assembly: AssemblyFixture(typeof(LocalBrowsers))]
// Collections run side by side: some mostly wait for a browser to come back by itself.
[assembly: Parallelization(MaxThreads = 3)]
