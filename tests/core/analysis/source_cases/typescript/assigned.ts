// One class, and nothing else.
export = class {
  read() {}
};
