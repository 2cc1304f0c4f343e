CJSON_PUBLIC(cJSON *) cJSON_ParseWithLength(const char *value, size_t buffer_length);
AP_DECLARE(int) ap_one_line(const request_rec *r);
TIFFAPI(int) TIFFOpenX(const char *name, const char *mode);
static int __must_check check_it(void) { return 0; }
static noinline void __cold slow(void) { }
static const struct of_device_id tide_ids[] __initconst = { { } };
WINBASEAPI BOOL WINAPI CloseHandle(HANDLE h);
void (*fp)(int a, char b);
typedef int (APR_THREAD_FUNC *apr_f)(int x);
typedef struct { int a; } __packed foo_t;
struct bar { int a; } __packed;
enum MY_ENUM { A MACRO, B API(1) = 3, LIST(X) C };
int main(argc, argv) int argc; char **argv; { }
EXPORT_SYMBOL(foo);
DEFINE_X(foo) { }
static DEFINE_MUTEX(lock);
__BEGIN_DECLS
int after_decls(void);
__END_DECLS
module_init(foo)
module_exit(bar)
static int __init last_one(void) __attribute__((x)) { }
int old PROTO((int a, int b));
extern __printf(1, 2) int printk(const char *fmt, ...);
void __printf(1,2) foo2(char *fmt,...);
AP_DECLARE(int)
ap_two_lines(int x)
{
}
AP_DECLARE_DATA extern int some_var;
int weird foo bar;
