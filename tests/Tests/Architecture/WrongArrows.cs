using ConferenceGateway.Proxy;

#pragma warning disable IDE0130, IDE0161, CA1812, CA1823, CS0169, IDE0051, CA1822, IDE0044

// Types that break the table, so that the architecture test is seen to fail.
namespace ConferenceGateway.Proxy
{
    internal class Lured
    {
        public static int Number() => 1;
    }
}

namespace ConferenceGateway.Storage
{
    internal sealed class WrongBase : Lured;

    internal sealed class WrongField
    {
        private readonly List<Lured[]> _field = [];
    }

    internal sealed class WrongLambda
    {
        public Func<int> Make() => () => Lured.Number();
    }

    internal sealed class WrongAsync
    {
        public async Task RunAsync()
        {
            await Task.Yield();
            Lured.Number();
        }
    }

    internal sealed class WrongArgument
    {
        public int Count() => Array.Empty<Lured>().Length;
    }

    [System.ComponentModel.TypeConverter(typeof(Lured))]
    internal sealed class WrongAttribute;
}
