extension Tide {
    public var text: String {
        func inner(_ x: Int) -> String { "" }
        struct Local { func member() {} }
        return inner(1)
    }
    var height = 0 { didSet { func noted() {} } }
    let make: () -> Void = { func hidden() {} }
    func listed() { func local() {} }
}
