#ifdef __cplusplus
extern "C" {
#endif
struct file_operations { int (*open)(struct inode *, struct file *); loff_t (*llseek) (struct file *, loff_t, int) __nocast; } __randomize_layout;
static DEFINE_SPINLOCK(lock);
static LIST_HEAD(devices);
static int debug = 1;
module_param(debug, int, 0644);
MODULE_PARM_DESC(debug, "Debug");
SYSCALL_DEFINE3(read, unsigned int, fd, char __user *, buf, size_t, count) { return 0; }
asmlinkage long sys_read(unsigned int fd, char __user *buf, size_t count);
static inline __must_check bool ok(const struct x *p) { return p; }
static ssize_t show(struct device *dev, struct device_attribute *attr, char *buf) { }
static DEVICE_ATTR_RO(show);
int __init tide_init(void) { }
void __exit tide_exit(void) { }
late_initcall(tide_init);
module_exit(tide_exit);
static struct platform_driver drv = { .probe = probe, };
EXPORT_SYMBOL_GPL(tide_init);
const char *__weak name(void);
struct foo *__init bar(void) { }
struct foo __percpu *pcpu;
static struct kmem_cache *cache __read_mostly;
u8 buf[10] __aligned(8);
extern struct list_head all_bdis __visible, other;
#define COLORS X(RED) X(BLUE)
enum color { COLORS, LAST };
#if A
int f(int a)
#else
int f(long a)
#endif
{
}
#if B
int g(int a) {
#else
int g(long a) {
#endif
}
int (*get_cb(int a))(int);
int (paren_name)(int a);
void *(malloc)(size_t n);
PNG_EXPORT(1, png_uint_32, png_access_version_number, (void));
PNG_FUNCTION(void, PNGAPI png_error, (int a), PNG_NORETURN) { }
extern ZEXTERN int ZEXPORT deflate OF((z_streamp strm, int flush));
local int deflate_stored OF((deflate_state *s, int flush));
uLong ZEXPORT adler32(uLong adler, const Bytef *buf, uInt len) { }
NORETURN void die(const char *err, ...) __attribute__((format (printf, 1, 2)));
_Noreturn static void quit(void);
[[noreturn]] void quit2(void);
__declspec(dllexport) int exported(int);
int a, *b, c[3];
typedef unsigned int uint, *puint;
bool foo_tracepoint(x) TP_PROTO(y);
TRACE_EVENT(foo, TP_PROTO(int a), TP_ARGS(a));
struct list { struct list *next; DECLARE_BITMAP(bits, 3); int x; } __packed __aligned(4);
#ifdef __cplusplus
}
#endif
