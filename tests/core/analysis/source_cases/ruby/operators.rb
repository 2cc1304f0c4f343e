# A map that answers to signs.
require "json"

class Map
  attr_accessor :width, :height

  # Reads one value.
  def [](key) = @values[key]

  def []=(key, value)
    @values[key] = value
  end

  def +(other); end
  def <=>(other); end
  def !; end
  def =~(other); end
  def `(command); end
  def -@; end
  def ===(other); end
  def call(x); end
  def width=(value); end
  def empty?; end
  def self.[](*pairs); end

  alias_method :old, :call
  alias << +
end
