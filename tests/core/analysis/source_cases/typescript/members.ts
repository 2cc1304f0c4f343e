namespace Sea { export const LEVEL = 1; let deep = 2; }
class Gauge {
  on(name: "rise"): void;
  on(name: any) {}
  static of = (a: number): Gauge => new Gauge();
  get [Symbol.toStringTag]() { return ""; }
}
export const routes = { index: (req: Request): Response => null } as const;
export default { fetch: async (request: Request) => null } satisfies Handler;
let later: number | undefined;
