/**
 * @file Words for the file as a whole.
 */
import React, {useState} from "react";
import {tide} from './tide.js';
export {moon} from "./moon";
const fs = require('fs');

/** The height of a tide. See {@link Gauge}. */
export class Gauge extends Base {
  static count = 0;
  /** Reads it. */
  read(depth = 1) { function local() {} return depth; }
  get level() { return 1; }
  later = () => { this.read(); };
}
// No documentation: this is not a JSDoc comment.
function* levels(from, to) { yield from; }
export const DEFAULT = 3;
const lookup = {a: 1};
let changing = 2;
export const start = async (port) => { const inner = 1; };
var old = function (a, b) {};
module.exports.helper = function helper(x) { return x; };
Gauge.prototype.reset = () => {};
describe('gauge', () => {
  beforeEach(() => {});
  it('reads the level', async () => {});
  test.each([[1]])('takes %i', (n) => {});
});
const lazy = () => import('./lazy');
