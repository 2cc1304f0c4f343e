// Operators and how strongly they bind.
precedencegroup Tidal {
  higherThan: MultiplicationPrecedence
  associativity: right
}
/// Joins two tides.
infix operator <~> : Tidal
prefix operator √
postfix operator !
infix operator &&

@Suite struct Harbour {
  @Test("opens") func opens() {}
  @Test(.tags(.slow)) func closes() async throws {}
  func helper() {}
}
