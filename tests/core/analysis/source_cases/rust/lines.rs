const TEMPLATE: &str = "
line one; of it
line two, which is long, and goes on and on until nobody wants to read all of it any more on a page";
static NAMES: &[&str] = &[
    "a", // the first
    "b",
];
pub const SEPARATOR: &str = "a;b";
pub fn generate<'a, T>(
    a: &'a T, /* the a */
    b: u32, // the b
) -> Result<T, E>
where
    T: Clone + 'a,
{
}
