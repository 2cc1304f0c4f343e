// Names for what others define.
import Level = Tide.Level;
import type Unit = Tide.Unit;
export import Gauge = Tide.Gauge;
import fs = require("fs");
export import path = require("path");
using file = fs.open("tide.txt");

namespace Harbour {
  export import Pier = Tide.Pier;
}

declare global {
  interface Window {
    tide: number;
  }
  var TIDE: number;
}

export as namespace tides;
export = {
  read() {},
  write: () => 1,
};
