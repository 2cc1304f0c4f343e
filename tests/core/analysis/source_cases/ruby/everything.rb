require "json"
require_relative "foo/bar"
# Doc.
module A
 # Doc B.
 class B < C
  K = 1
  # Does f.
  def f(a, b = 1)
  end
  def self.g; end
  attr_reader :x
 end
end
class X::Y; end
describe "foo" do
 it "bar" do
 end
end
