pin_project! {
    /// Pinned.
    pub struct Pinned<F> where F: Copy { #[pin] f: F }
    impl<F> PinnedDrop for Pinned<F> { fn drop(this: Pin<&mut Self>) {} }
}
bitflags! {
    /// Flags.
    pub struct Flags: u32 {
        const A = 1;
        const B = 2;
    }
}
cfg_rt! {
    pub mod task;
    pub use task::spawn;
    /// In a configuration.
    pub fn spawn_all() {}
    impl Pinned<i32> { fn value(&self) {} }
    cfg_unix! { pub fn deeper() {} }
}
lazy_static! {
    static ref LAZY: u32 = 3;
    pub static ref MORE: Vec<u8> = { vec![] };
}
thread_local! { static LOCAL: RefCell<u32> = RefCell::new(1) }
thread_local!(static OTHER: Cell<u32> = Cell::new(2));
cfg_if::cfg_if! {
    if #[cfg(unix)] {
        mod unix;
        pub fn on_unix() {}
    } else if #[cfg(windows)] {
        pub fn on_windows() {}
    } else {
        compile_error!("none");
    }
}
proptest! {
    #[test]
    fn holds(x in 0..10) {}
}
quick_error! {
    #[derive(Debug)]
    pub enum Error { Io(err: io::Error) { from() } }
}
macro_rules! make {
    ($n:ident) => { pub struct $n; fn nothing() {} struct Neither; };
}
impl_from!(u8, u16);
criterion_group!(benches, first);
fn f() {
    quote! { struct Inner; };
    select! { a => { fn hidden() {} } }
}
mod inner {
    cfg_io! { pub struct Stream; }
}
#[cfg(test)]
mod tests {
    cfg_rt! {
        #[test]
        fn in_macro() {}
    }
}
bitflags! {
    pub flags Old: u32 {
        /// The first.
        const OLD_A = 1,
        #[cfg(unix)]
        const OLD_B = 0x2
    }
    #[derive(Clone)]
    struct Second: u8 {
        const TWO = Self::ONE.bits() | 2;
        #[doc(hidden)]
        const _ = !0;
        const ONE = 1;
        const _ = 3
    }
}
bitflags::bitflags! {
    impl Flags: u32 { const Q = 1; }
    struct Empty: u8 {}
}
other! {
    struct Mixed: u8 { const A = 1; fn none() -> { 2 } }
}
another! { struct Fields { const A: u8, const B } }
