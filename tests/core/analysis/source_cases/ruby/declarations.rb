# What declares names in Ruby besides classes and methods.
module Tide
  autoload :Gauge, "tide/gauge"

  Harbour::DEPTH = 3
  VERSION ||= "1.0"
  LOW, HIGH = 1, 2
  @@count = 0
  $level = 1

  Level = Struct.new(:metres, :time) do
    def high?; metres > 3; end
  end
  Closed = Class.new(StandardError)
  Point = Data.define(:x, :y)
  Reading = Module.new do
    def read; end
  end
  LIMIT = Struct.new(:a).new(1)

  class Station
    attr :name
    attr_accessor "town", :owner
    cattr_accessor :logger
    def_delegators :@list, :size, :each
    def_delegator :@list, :first
    def_delegator :@list, :last, :newest
    delegate :country, to: :town
    delegate :mayor, to: :town, prefix: true
    define_singleton_method(:build) { |name| new(name) }
    define_method(:close, lambda { |force| })
    define_method("open_#{kind}") { }
    def Station.find(name); end
  end

  class << Station
    def all; end
  end
  refine String do
    def to_tide; end
  end
  alias $depth $level
  class ::Top
    def run; end
  end
end

class StationTest < ActiveSupport::TestCase
  test "opens" do
  end
end
