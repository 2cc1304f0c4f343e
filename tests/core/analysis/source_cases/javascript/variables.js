var g = 1;
let level, height = 2;
/** Shows it. */
export let shown = {};
export const { a, b: renamed, c = 3, inner: { deep }, ...rest } = obj;
export const top = await fetch("x");
const [first, , third = 3, ...others] = list;
const { readFile } = require("fs"), path = require("path").posix;
const log = require("debug")("tide");
for (let i = 0; i < 3; i++) { var inLoop = 1; }
export { g as h };
const memo = useMemo(() => { const local = 1; return { hidden() {} }; });
(function () {
  var local = 1;
  function helper() {}
  Tide.prototype.rise = function (by) {};
})();
