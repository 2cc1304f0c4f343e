//! Crate doc.
use crate::a::{B, C as D};
use super::x::*;
mod m;
pub mod n { pub fn f() {} }
/// Doc.
#[derive(Debug)]
pub struct S<T> { a: T }
pub enum E { A, B(i32) }
trait T { fn q(&self) -> i32; }
impl<T> S<T> { pub fn m(&self, a: i32) -> i32 { 1 } }
impl fmt::Display for E { fn fmt(&self) {} }
type A = i32;
const K: i32 = 1;
static V: i32 = 2;
macro_rules! mac { () => {} }
union U { a: i32 }
#[test]
#[ignore]
fn t() {}
