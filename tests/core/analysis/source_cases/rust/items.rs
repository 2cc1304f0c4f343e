trait Service {
    type Error: std::fmt::Debug;
    type Out<'a> where Self: 'a;
    const N: usize;
    fn call(&self) -> Self::Error;
}
#[bench]
// A comment between.
fn timed(b: &mut Bencher) {}
#[cfg(feature = "full")]
#[tokio::test(flavor = "multi_thread")]
async fn awaits() {}
#[test_case(1; "one")]
#[test_case(2; "two")]
fn cases(x: u32) {}
#[rstest]
/// Documented.
fn with_fixture(fixture: u32) {}
#[wasm_bindgen_test::wasm_bindgen_test]
fn in_browser() {}
pub struct Wrapper<T>(T) where T: Copy;
struct Unit;
enum Shape { Round(f64), Square { side: f64 }, Other = 3 }
static mut COUNT: u32 = 0;
extern "C" { fn from_c(a: i32) -> i32; static EXTERNAL: i32; }
impl<T: Debug> Service for Wrapper<T> { type Error = E; const N: usize = 1; fn call(&self) {} }
