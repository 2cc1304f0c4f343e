// Friends and structured bindings.
#include <utility>

namespace tide {

class Gauge {
    friend class Harbour;
    friend int peek(const Gauge &gauge);
    /// Writes a gauge.
    friend std::ostream &operator<<(std::ostream &out, const Gauge &gauge) { return out; }
    template <class T> friend bool same(const Gauge &, T);
    friend void Harbour::open(Gauge &);

  public:
    void read();
    class Inner {
        friend void swap(Inner &a, Inner &b) noexcept {}
    };
};

/// The two levels.
auto [low, high] = std::pair{1, 2};
const auto &[first, _] = levels();
static auto [lone](pair());

}  // namespace tide
