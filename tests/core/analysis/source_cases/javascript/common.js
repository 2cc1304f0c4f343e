module.exports = class Gauge { read() {} };
module.exports.of = function () {};
Deno.test("rises", () => {});
