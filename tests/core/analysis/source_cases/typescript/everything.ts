import {A} from "./a";
export * from "./b";
const c = require("./c");
/** Doc. */
@Dec({a: 1})
export class K<T> extends B implements I {
  x = 1;
  static y = () => 1;
  constructor(private a: number) {}
  async m(a: number): Promise<void> {}
  get g() { return 1 }
}
export abstract class Ab { abstract q(): void; }
interface I { m(a: number): void; p: string }
enum E { A, B = 2 }
type T = number | string;
namespace N.M { export function f() {} }
declare module "foo" { }
/** The h. */
export const h = async (a: number): Promise<number> => 1;
const z = 1, w = x => 2;
function o(a: string): void;
export default function d() {}
describe("foo", () => { it("bar", () => {}); test.each([1])("baz", () => {}) });
import("./lazy");
module.exports = { q() {} };
exports.fn = function (a) {};
Foo.prototype.bar = function() {};
