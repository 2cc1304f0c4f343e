#if NET6_0
using System.Text;
#endif
namespace Sea
{
    public partial class Gauge
#if HAVE_ASYNC
        : IAsyncDisposable
#else
        : IDisposable
#endif
    {
#if DEBUG
        public void Log() { }
#else
        public void Quiet() { }
#endif
        public static
#if UNSAFE
            unsafe
#endif
            int Read(int a
#if WITH_B
                , int b
#endif
            ) => 1;
        [Test]
#if DEBUG
        [Other]
#endif
        public void Reads() { }
    }
    enum Level {
        Low,
#if DEBUG
        Lower,
#endif
        High
    }
}
