import UIKit
@testable import Tide
import struct Tide.Level
@_exported import Base
import func Darwin.fputs
public import Shared

struct Vector: Equatable {
  static func + (a: Vector, b: Vector) -> Vector { a }
  static prefix func - (a: Vector) -> Vector { a }
  subscript(i: Int) -> Int { get { 1 } set { } }
  func `default`() {}
  var `class`: Int = 1
  var size: Int { 1 }
  init?(x: Int) { nil }
  deinit {}
}

infix operator <+>: AdditionPrecedence
func <+> (a: Int, b: Int) -> Int { a }

@freestanding(expression)
macro stringify<T>(_ value: T) -> (T, String) = #externalMacro(module: "M", type: "T")

actor Store { func get() {} }
distributed actor Remote {}
extension Array<Int> where Element: Equatable { func unique() -> Self { self } }

enum State: Int {
  case low = 1, high, other
  indirect case nested(State, depth: Int)
  static let first = State.low
  var next: State { .low }
}

protocol Gauge {
  associatedtype Item: Equatable
  var level: Int { get }
  subscript(i: Int) -> Int { get }
  static func == (a: Self, b: Self) -> Bool
}

let (low, high) = (1, 2)
var one = 1, two: Int = 2
let _ = setUp()

@available(*, deprecated, message: "use next(of:)") @MainActor
final class Controller: UIViewController {
  @IBOutlet weak var label: UILabel!
  @objc(moveTo:) func move(to place: Int) {}
}
