class CAPABILITY("mutex") Mutex { public: void Lock() ACQUIRE(); };
class SCOPED_CAPABILITY Lock final : public Base {
 public:
  explicit Lock(Mutex* mu) EXCLUSIVE_LOCK_FUNCTION(mu) : mu_(mu) {}
  ~Lock() UNLOCK_FUNCTION() { }
  int Get() const REQUIRES(mu_);
  virtual int Pure() const REQUIRES(mu_) = 0;
  static int Stat() NO_THREAD_SAFETY_ANALYSIS;
  bool operator==(const Lock& o) const noexcept ABSL_ATTRIBUTE_LIFETIME_BOUND { return true; }
  operator bool() const;
 private:
  int value_ GUARDED_BY(mu_) = 0;
  std::map<int, int> map_ ABSL_GUARDED_BY(mu_);
  static constexpr int kMax GUARDED_BY(x) = 3;
};
IMPL_FORMAT_AS_POINTER_(char);
struct duration { using rep =
      int;
  using period = std::ratio<1,
     1000>; };
MACRO(x) class Foo final : public Bar { int a(); };
class EXPORT_MACRO Foo2;
namespace X MACRO { int in_x(); }
namespace NS_MACRO { int in_ns(); }
class Widget : public QWidget {
  Q_OBJECT
  Q_PROPERTY(int x READ x WRITE setX NOTIFY xChanged)
  Q_DISABLE_COPY(Widget)
public:
  explicit Widget(QWidget *parent = nullptr);
signals:
  void xChanged(int);
public slots:
  void setX(int v);
public Q_SLOTS:
  void reset();
};
TEST(Suite, Name) { }
TEST_F(Fix, Other) { }
template <typename T, FMT_ENABLE_IF(std::is_integral<T>::value)> FMT_CONSTEXPR auto write(T v) -> T { return v; }
FMT_BEGIN_NAMESPACE
FMT_API std::string vformat(string_view fmt, format_args args);
template <> struct formatter<int> : base {};
FMT_END_NAMESPACE
std::mutex m(5);
const Foo kFoo{1, 2};
static const std::string kName("x");
ABSL_FLAG(int, port, 80, "doc");
REGISTER(a)
REGISTER(b)
int after_register(int x);
[[nodiscard]] constexpr auto square(int x) noexcept -> int { return x * x; }
template<class T> requires C<T> void constrained(T t);
template<class T> concept Addable = requires(T a) { a + a; };
auto lam = [](int x) { return x; };
extern "C" int cfun(void);
extern "C" { int cfun2(void); }
typedef void (*handler_t)(int);
using fn = void (*)(int);
enum class Color : uint8_t { Red, Green = 2 };
friend_class<int> g;
Foo::Foo(int x) : a(x), b{1} {}
Foo::~Foo() = default;
int Foo::bar() const& { return 1; }
DECLARE_bool(verbose);
unsigned operator"" _km(unsigned long long x);
struct alignas(16) Vec { float x, y; };
union U { int a; float b; };
decltype(auto) deduced(int x) { return x; }
static_assert(sizeof(int) == 4, "x");
template class std::vector<int>;
template EXPORT_MACRO int instantiated<char>(int);
struct Wrapper {
  template <class T> friend class Other;
  template <class T> friend bool operator<(const T& a, const Wrapper& b);
  EXPORT_MACRO operator const std::string&() const { return text; }
  [[noreturn]] ~Wrapper();
  lowercase_macro std::unique_ptr<int> field_;
};
template <> struct Trait<int, void_t<decltype(std::declval<int>().operator[](0))>> {};
inline EXPORT_MACRO Wrapper::operator float() const { return 0; }
void with_semicolon() {};
auto sum(int a) -> decltype(other(a).call(*a), int());
