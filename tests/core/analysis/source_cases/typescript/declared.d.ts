export declare function once(a: string): void;
export declare function twice(a: string): void;
export declare function twice(a: number): void;
export declare const VERSION: string;
declare let low: number, high: number;
declare module "tide" {
  /** In a module. */
  export function inner(): void;
  const LEVEL: number;
}
declare global {
  interface Window { tide: number }
  var gauge: Gauge;
}
declare namespace Sea { function rise(): void; let level: number; }
export interface Gauge { read(): number; set(a: string): void; set(a: number): void }
export default function main(): void;
