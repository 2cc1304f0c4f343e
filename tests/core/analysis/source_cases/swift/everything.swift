import Foundation
struct S: P {
 var x: Int
 init(a: Int) {}
 /// Does f.
 func f(a: Int) -> Int { 1 }
 static let k = 3
}
class C {}
enum E { case a, b(Int) }
protocol P { func q() -> Int }
extension S { func g() {} }
typealias T = Int
func top(_ x: Int) -> Int { 3 }
let K = 3
actor Q {}
class MyTests: XCTestCase { func testX() {} }
