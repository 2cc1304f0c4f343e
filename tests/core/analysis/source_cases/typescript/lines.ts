export function define<
  T extends object, // the T
  U,
>(
  a: T, /* a */
  b: U = { x: 1 },
): Map<T, U> {
  return null
}
export type Either<T> =
  | Left // one
  | Right<T>;
export const LIMITS = {
  // of a day
  low: 1,
  high: 2,
};
export const SEPARATOR = "a;b";
export const LONG = `
first ${x} {
second`;
interface Api {
  call(
    name: string, // of the method
    ...rest: unknown[]
  ): void;
}
