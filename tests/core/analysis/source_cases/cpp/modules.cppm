module;
#include <cstdio>
#define LOCAL 1
export module tide.core;
import std;
import <vector>;
import "config.h";
export import :part;
import other.thing;
export template<class T> T exported_fn(T t) { return t; }
export namespace tide { int level(); struct Gauge { int read() const; }; }
export {
  int in_block(int a);
  class InBlock { public: InBlock(); };
}
export int counter = 0;
export class Boat : public Ship { };
export using level_t = int;
export constexpr int MAX = 3;
namespace hidden { int secret(); }
module :private;
int impl() { return 1; }
