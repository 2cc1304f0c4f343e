// Words of the file.

#pragma once
#include <vector>
#include "tide/gauge.h"

namespace tide::detail {

template <typename T, typename = std::enable_if_t<(sizeof(T) > 4)>>
class TIDE_API Gauge final : public Base<T>, private Other {
 public:
  /// Makes a gauge.
  explicit Gauge(int level = 3) : level_{level}, other_(0) {}
  Gauge(const Gauge&) = delete;
  ~Gauge() override = default;
  TIDE_ALWAYS_INLINE virtual int read() const noexcept = 0;
  operator bool() const { return true; }
  operator const char*() const;
  bool operator==(const Gauge& other) const { return true; }
  Gauge& operator()(int a, std::optional<int> b = {}) { return *this; }
  static constexpr int kMax = 12;
  TIDE_DISALLOW_COPY(Gauge)
  enum class Phase : char { kEbb, kFlood = 2 };
  using value_type = T;
  friend void swap(Gauge& a, Gauge& b) {}

 private:
  struct Inner { int x; };
  int level_;
};

enum : unsigned { kAnonymous = 1 };
TIDE_EXPORT std::vector<int> levels(const std::vector<int>& from, int to);
inline constexpr auto kDefault = 3.0;
extern int counter;
int global = 0;

/*! \brief Takes the sum of two. And more. */
template <typename T>
TIDE_HOST_DEVICE T sum(T a, T b) {
  struct Local { void method() {} };
  return a + b;
}

template <>
struct Hash<Gauge<int>> {
  size_t operator()(const Gauge<int>& g) const { return 0; }
};

namespace {
void hidden() {}
}

class Forward;
}  // namespace tide::detail

template <typename T>
int tide::detail::Gauge<T>::read() const noexcept { return 1; }
tide::detail::Gauge<int>::operator bool() const { return false; }
auto trailing(int a) -> std::vector<int> { return {}; }
concept_like auto f = [] { return 1; };
template <typename T> concept Readable = requires(T t) { t.read(); };
const char* raw = R"x(class InString { void f() {} };)x";

struct Random {
  HOST_DEVICE inline detail::UINT4 next(int rounds) { return {}; }
};
