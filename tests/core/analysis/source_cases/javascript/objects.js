export const api = {
  get: () => 1,
  /** Posts it. */
  post: async function () {},
  put() {},
  "quoted-name": () => 2,
  *levels() {},
  get low() { return 1; },
  [Symbol.iterator]() {},
  deeper: { one() { return { hidden() {} }; }, two: (x) => x },
  data: 1,
  ...others,
};
const store = defineStore("tide", { actions: { rise() {} } });
Gauge.prototype.read = function () {};
Gauge.prototype = { reset: function () {}, close() {} };
Gauge.of = (name) => new Gauge(name);
exports.limit = 3;
exports.again = again;
exports.again = exports.limit = void 0;
module.exports = { plain, run() {}, stop: () => {} };
export default { name: "tide", methods: { rise() {} }, setup: () => ({}) };
