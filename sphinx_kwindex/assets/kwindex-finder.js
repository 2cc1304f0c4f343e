// @ts-check
/* The finder: a dialog on every page that finds definitions, files, messages and documents.
 *
 * Its data are scripts, each of which calls one function: they load from a folder on disk and under
 * a strict content security policy alike.  See the package `sphinx_kwindex.finder`.
 */
(() => {
"use strict";

/** Shards that one query may load. */
const MOST_SHARDS = 3;
/** Shards in memory. */
const MOST_KEPT = 40;
const MOST_HITS = 40;
/** Hits that are put into their order; the others follow. */
const MOST_RANKED = 50;
/** Hits from which on no further shard is asked. */
const ENOUGH = 12;
const LONGEST_KEY = 20;
const END = "\x7f";
/** Words from which on a text may be a line of a log. */
const FEWEST_WORDS_OF_LINE = 3;
const SHORTEST_PIECE = 4;

/** How well a text matches; the digits behind leave room for what an entry weighs. */
const [EXACT, EXACT_BUT_CASE, WHOLE, PREFIX] = [90, 84, 80, 70];
const [WORD_START, INITIALS, INSIDE, TYPING_ERROR] = [55, 50, 35, 20];

const PRIVATE = 1;
/** What `is:` may ask: a flag of entries, and whether they have it. @type {Record<string, [number, boolean]>} */
const STATES = {
  private: [PRIVATE, true],
  public: [PRIVATE, false],
  undocumented: [2, true],
  untested: [4, true],
  test: [8, true],
  code: [8, false],
};

const WORD = /[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+[0-9]*|[A-Z]+[0-9]*|[0-9]+|[^\x00-\x7f]+/g;
const SCOPES = /::|[.\\/]/;
/** What a message has where the program fills something in. */
const HOLES = /\{[^{}]*\}|%%|%(?:\([^)]*\))?[-#0+]*(?:\d+|\*)?(?:\.(?:\d+|\*))?[a-z]|…/g;
/** Letters of kinds whose names are text. */
const TEXTS = "eHSD";

/** @type {Readonly<Record<string, string>>} */
const FILTERS = {
  "kind:class": "Classes",
  "kind:function": "Functions",
  "kind:file": "Files",
  "kind:message": "Messages",
  "kind:variable": "Variables",
  "is:test": "Tests",
  "is:private": "Private",
  "is:undocumented": "Undocumented",
  "is:untested": "Untested",
};

/**
 * @typedef {{ starts: string[], digests: string[] }} Family
 * @typedef {{ names: Family, words: Family, lines: Family, tops: Map<string, string> }} Directory
 * @typedef {Directory & { prefix: string, entries: number, kinds: Record<string, string>,
 *   rare: string, letters: Family }} Root
 * @typedef {{ prefix: string, entries: number, kinds: Record<string, string>, names: string,
 *   tops: string, words: string, lines: string, rare: string, letters: string, top?: string }} RootData
 * @typedef {{ path: string, docname: string, lower: string, key?: string }} Page
 * @typedef {{ letter: string, kind: string, flags: number, weight: number, name: string,
 *   anchor: string, summary: string, path: string, docname: string, last: string,
 *   outer: string, page: Page, own?: Words[], pieces?: string[], nameKey?: string,
 *   outerKey?: string, summaryKey?: string }} Entry
 * @typedef {{ text: string, key: string, edges: number[], initials: string }} Words
 * @typedef {{ text: string, key: string, end: string, isOpen: boolean, last: string,
 *   lastKey: string, outer: string[], outerKeys: string[] }} Word
 * @typedef {{ text: string, words: string[], kinds: string[], paths: string[],
 *   states: string[], parts: Word[], joined: string, key: string, letters: number,
 *   isName: boolean }} Query
 * @typedef {{ entry: Entry, score: number, rank: number, isMore?: boolean }} Hit
 */

const script = /** @type {HTMLScriptElement} */ (document.currentScript);
const home = new URL("../", script.src);
/** Where docnames start: the site, or the folder of all sites that were joined. */
let site = home;
let data = new URL("_kwindex/finder/", home);
const { kwindexKey: key = "", kwindexSuffix: suffix = ".html", kwindexFolder: folder = "" } =
  script.dataset;
/** The filter for the folder of the page; it ends at a space, as what is typed does. */
const inFolder = folder && `path:${folder.trim().split(/\s/)[0]}`;

/* Loading. */

/** @type {Map<string, (body: string) => void>} */
const waiting = new Map();
/** @type {Map<string, Promise<any>>} */
const loaded = new Map();
/** @type {((root: RootData) => void)[]} */
const rootWaiting = [];

/** @type {any} */ (window).kwindexFinder = {
  /** @param {RootData} root */
  root: (root) => rootWaiting.forEach((resolve) => resolve(root)),
  /** @param {string} digest @param {string} body */
  add: (digest, body) => waiting.get(digest)?.(body),
  /** Find without the dialog. @param {string} text */
  find: async (text) => {
    const search = new Search(await theRoot(), text);
    return { hits: await search.run(), shards: search.used.size };
  },
};

/** Load a script of data. @param {string} name @param {(error: Error) => void} fail */
function insert(name, fail) {
  const element = document.createElement("script");
  element.src = new URL(`${name}.js`, data).href;
  element.addEventListener("error", () => fail(new Error(name)));
  element.addEventListener("load", () => element.remove());
  document.head.append(element);
}

/**
 * Return what a shard holds, read by a function; those asked for last stay in memory.
 * @template Read
 * @param {string} digest
 * @param {(body: string) => Read} read
 * @returns {Promise<Read>}
 */
function shard(digest, read) {
  const known = loaded.get(digest);
  loaded.delete(digest);
  const found =
    known ||
    new Promise((resolve, reject) => {
      waiting.set(digest, (body) => resolve(read(body)));
      insert(digest, reject);
    }).finally(() => waiting.delete(digest));
  loaded.set(digest, found);
  found.catch(() => loaded.delete(digest));
  for (const oldest of loaded.keys()) {
    if (loaded.size <= MOST_KEPT) {
      break;
    }
    loaded.delete(oldest);
  }
  return found;
}

/** @type {Promise<Root> | null} */
let root = null;

/** @returns {Promise<Root>} */
function theRoot() {
  root ??= new Promise((resolve, reject) => {
    rootWaiting.push((raw) => {
      site = new URL(raw.top || "", home);
      data = new URL("_kwindex/finder/", site);
      const known = directory([raw.names, raw.words, raw.lines, raw.tops]);
      resolve({ ...raw, ...known, letters: keyed(raw.letters), rare: atob(raw.rare) });
    });
    insert("root", reject);
  });
  root.catch(() => {
    root = null;
  });
  return root;
}

/** @param {string[]} texts @returns {Directory} */
function directory(texts) {
  const [names, words, lines, { starts, digests }] = texts.map(keyed);
  return { names, words, lines, tops: new Map(starts.map((start, place) => [start, digests[place]])) };
}

/** @param {Root} known @param {string} key @returns {Promise<Directory>} That for what begins as a key. */
async function directoryFor(known, key) {
  const { starts, digests } = known.letters;
  const digest = digests[Math.max(upTo(starts, key.slice(0, 1)) - 1, 0)];
  return digest ? shard(digest, (body) => directory(body.split("\n"))) : known;
}

/** @param {string} text @returns {Family} */
function keyed(text) {
  /** @type {Family} */
  const found = { starts: [], digests: [] };
  let before = "";
  for (const part of text ? text.split("|") : []) {
    before = before.slice(0, parseInt(part[0], 36)) + part.slice(1, -8);
    found.starts.push(before);
    found.digests.push(part.slice(-8));
  }
  return found;
}

/** @param {string} body @returns {Generator<[string, string]>} Each line, below its header. */
function* linesOf(body) {
  let header = "";
  for (const line of body.split("\n")) {
    if (line.startsWith("/")) {
      header = header.slice(0, parseInt(line[1], 36)) + line.slice(2);
    } else if (line) {
      yield [header, line];
    }
  }
}

/** @param {Root} known @returns {(body: string) => Entry[]} */
function entriesOf(known) {
  return (body) => {
    /** @type {Map<string, Page>} */
    const pages = new Map();
    return Array.from(linesOf(body), ([header, line]) => {
      const page = pages.get(header) || pageOf(known, header);
      pages.set(header, page);
      return entryOf(known, page, line);
    });
  };
}

/** @param {Root} known @param {string} header @returns {Page} */
function pageOf(known, header) {
  const [path, docname = usualDocname(known, path)] = header.split("\t");
  return { path, docname, lower: path.toLowerCase() };
}

/** @param {Root} known @param {Page} page @param {string} line @returns {Entry} */
function entryOf(known, page, line) {
  const [head, name, anchor = "", summary = ""] = line.split("\t");
  const letter = head[0];
  const parts = TEXTS.includes(letter) ? [name] : name.split(SCOPES).filter(Boolean);
  const isPath = letter === "f" || letter === "d";
  return {
    letter,
    kind: letter === "~" ? head.slice(4) : known.kinds[letter],
    flags: parseInt(head[1], 36),
    weight: parseInt(head.slice(2, 4), 36),
    name,
    anchor: anchor === "-" ? "" : anchor || name,
    summary,
    path: page.path,
    docname: page.docname,
    last: isPath ? name : parts[parts.length - 1] || name,
    outer: isPath ? "" : parts.slice(0, -1).join("."),
    page,
  };
}

/** @param {Root} known @param {string} path */
function usualDocname(known, path) {
  if (path === "./") {
    return `${known.prefix}/index`;
  }
  return `${known.prefix}/${path}${path.endsWith("/") ? "index" : "_docs"}`;
}

/** @param {Entry} entry */
function addressOf(entry) {
  let page = entry.docname;
  if (suffix === "/") {
    page = page === "index" ? "" : page.replace(/(^|\/)index$/, "$1");
    page += page && !page.endsWith("/") ? "/" : "";
  } else {
    page += suffix;
  }
  const url = new URL(page.split("/").map(encodeURIComponent).join("/"), site);
  url.hash = entry.anchor;
  return url.href;
}

/* Words. */

/** @param {string} text @returns {string[]} */
function wordsOf(text) {
  return (text.match(WORD) || []).map((word) => word.toLowerCase().replace(/[^a-z0-9]/g, "~"));
}

/** @param {string} text */
function keyOf(text) {
  return wordsOf(text).join("");
}

/** @param {string} text */
function fnv1a(text, start = 0x811c9dc5) {
  let digest = start;
  for (const byte of new TextEncoder().encode(text)) {
    digest = Math.imul(digest ^ byte, 0x01000193) >>> 0;
  }
  return digest;
}

/** @param {Root} known @param {string} word */
function isRare(known, word) {
  const bits = known.rare.length * 8;
  const [first, second] = [fnv1a(word), fnv1a(word, 0x01234567)];
  return [0, 1, 2].every((turn) => {
    const place = (first + turn * second) % bits;
    return known.rare.charCodeAt(place >> 3) & (1 << (place & 7));
  });
}

/** @param {string[]} sorted @param {string} wanted @returns How many are below it, or equal. */
function upTo(sorted, wanted, orEqual = true) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < wanted || (orEqual && sorted[middle] === wanted)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/**
 * @param {Family} family
 * @param {string} beginning
 * @returns {string[]} The shards that may hold keys that begin so.
 */
function span(family, beginning) {
  const first = Math.max(upTo(family.starts, beginning) - 1, 0);
  return family.digests.slice(first, Math.max(upTo(family.starts, beginning + END, false), first));
}

/**
 * @param {Root} root
 * @param {string} beginning
 * @param {Query} query
 * @returns {Promise<string[]>} The shards of names for a beginning.
 */
async function shardsFor(root, beginning, query) {
  const short = beginning.slice(0, LONGEST_KEY);
  const known = await directoryFor(root, short);
  const found = span(known.names, short);
  if (found.length <= MOST_SHARDS - 1) {
    return found;
  }
  const top = known.tops.get(short);
  const below = query.paths.flatMap((path) => {
    const exact = span(known.names, `${short} ${path.replace(/[^a-z0-9/]/g, "~")}`);
    return exact.length < MOST_SHARDS ? exact : [];
  });
  return [...below, ...(top ? [top] : [])];
}

/* Matching. */

/** @param {string} text @returns {Query} */
function parsed(text) {
  /** @type {Record<string, string[]>} */
  const given = { kind: [], path: [], is: [] };
  const rest = text.replace(/(^|\s)(kind|path|is):(\S*)(?=\s|$)/g, (_, space, field, value) => {
    if (value) {
      given[field].push(value.toLowerCase());
    }
    return space;
  });
  const asked = rest.trim();
  const words = asked.split(/\s+/).filter((word) => keyOf(word));
  return {
    text: asked,
    words,
    kinds: given.kind,
    paths: given.path,
    states: given.is,
    parts: words.map(partsOf),
    joined: words.join(" "),
    key: keyOf(asked),
    letters: words.join("").length,
    isName: SCOPES.test(asked),
  };
}

/** @param {string} text @returns {Word} What each entry is compared with. */
function partsOf(text) {
  const outer = text.split(SCOPES).filter((part) => keyOf(part));
  const isOpen = /[.:/\\]$/.test(text);
  const last = isOpen ? "" : outer.pop() || "";
  return {
    text,
    key: keyOf(text),
    end: text.includes("/") ? `/${text.toLowerCase().replace(/^\.?\/|\/$/g, "")}` : "",
    isOpen,
    last,
    lastKey: keyOf(last),
    outer,
    outerKeys: outer.map(keyOf),
  };
}

/** @param {Entry} entry @param {Query} query */
function passes(entry, query) {
  const path = entry.page.lower;
  return (
    query.kinds.every((kind) =>
      [entry.kind, ...entry.kind.split(/[- ]/)].some((part) => part.startsWith(kind)),
    ) &&
    query.paths.every((wanted) => path.startsWith(wanted) || path.includes(`/${wanted}`)) &&
    query.states.every((state) => isInState(entry, state))
  );
}

/** @param {Entry} entry @param {string} state */
function isInState({ flags }, state) {
  const [flag, wanted] = STATES[state] || [0, false]; // It is being typed.
  return (flags & flag) > 0 === wanted;
}

/** @param {string} text @returns {Words} */
function analysed(text) {
  const words = wordsOf(text);
  const edges = [];
  let start = 0;
  for (const word of words) {
    edges.push(start);
    start += word.length;
  }
  return { text, key: words.join(""), edges, initials: words.map((word) => word[0]).join("") };
}

/** @param {Entry} entry @returns {Words[]} Its names: an option may have several. */
function own(entry) {
  entry.own ??= (entry.letter === "o" ? entry.last.split(", ") : [entry.last]).map(analysed);
  return entry.own;
}

/**
 * Return how well a word matches the name of an entry; 0 if it does not.
 * @param {Entry} entry
 * @param {string} word As typed.
 * @param {string} wanted Its key.
 */
function match(entry, word, wanted) {
  let best = 0;
  for (const name of own(entry)) {
    best = Math.max(best, matchName(name, entry.letter, word, wanted));
  }
  return best;
}

/** @param {Words} name @param {string} letter @param {string} word @param {string} wanted */
function matchName({ text, key: name, edges, initials }, letter, word, wanted) {
  const byInitials = initialsMatch(initials, wanted, word);
  if (!name.includes(wanted)) {
    return byInitials || nearness(name, edges, wanted);
  }
  if (name === wanted) {
    return equality(text, word);
  }
  if (name.startsWith(wanted)) {
    const isStem = letter === "f" && edges.indexOf(wanted.length) === edges.length - 1;
    return isStem ? PREFIX + 6 : PREFIX;
  }
  if (edges.some((edge) => name.startsWith(wanted, edge))) {
    return name.endsWith(wanted) ? WORD_START + 3 : WORD_START;
  }
  return byInitials || (wanted.length > 2 ? INSIDE : 0);
}

/** @param {string} name @param {string} word */
function equality(name, word) {
  if (name === word) {
    // Who types small letters alone does not mean them.
    return word === word.toLowerCase() && !word.startsWith("-") ? EXACT_BUT_CASE + 0.03 : EXACT;
  }
  if (name.toLowerCase() === word.toLowerCase()) {
    // Who types capitals alone may mean initials.
    return isCapitals(word) ? PREFIX + 4 : EXACT_BUT_CASE;
  }
  // Who types `poll_` means what begins so, rather than `poll`.
  return word.endsWith("_") && !name.endsWith("_") ? PREFIX - 1 : WHOLE;
}

/** @param {string} word */
function isCapitals(word) {
  return /^[A-Z]{2,6}$/.test(word);
}

/** @param {string} initials @param {string} wanted @param {string} word */
function initialsMatch(initials, wanted, word) {
  if (wanted.length < 2 || !initials.startsWith(wanted)) {
    return 0;
  }
  if (initials === wanted) {
    return isCapitals(word) ? PREFIX + 8 : INITIALS;
  }
  return wanted.length > 2 ? INITIALS - 5 : 0;
}

/**
 * Return whether a name, its beginning or a word of it is a word but for one typing error.
 * @param {string} name
 * @param {number[]} edges
 * @param {string} wanted
 */
function nearness(name, edges, wanted) {
  if (wanted.length < 4) {
    return 0;
  }
  // One error leaves the head or the tail as it is.
  const half = (wanted.length - 1) >> 1;
  const [head, hasTail] = [wanted.slice(0, half), name.includes(wanted.slice(half + 1))];
  if (!hasTail && !name.includes(head)) {
    return 0;
  }
  if (isOneEdit(name, wanted)) {
    return TYPING_ERROR + 5;
  }
  const isNear = edges.some((edge) =>
    (hasTail || name.startsWith(head, edge)) && [0, 1, -1].some((more) => {
      const part = name.slice(edge, edge + wanted.length + more);
      return part.length >= wanted.length - 1 && isOneEdit(part, wanted);
    }),
  );
  return isNear ? TYPING_ERROR : 0;
}

/** @param {string} one @param {string} other */
function isOneEdit(one, other) {
  if (one === other || Math.abs(one.length - other.length) > 1) {
    return one === other;
  }
  let start = 0;
  while (one[start] === other[start]) {
    start += 1;
  }
  let [end, otherEnd] = [one.length, other.length];
  while (end > start && otherEnd > start && one[end - 1] === other[otherEnd - 1]) {
    end -= 1;
    otherEnd -= 1;
  }
  const [rest, otherRest] = [one.slice(start, end), other.slice(start, otherEnd)];
  const isSwap =
    rest.length === 2 && rest[0] === otherRest[1] && rest[1] === otherRest[0] && otherRest.length === 2;
  return isSwap || (rest.length <= 1 && otherRest.length <= 1);
}

/** Return how well an entry matches a query; 0 if it does not. @param {Entry} entry @param {Query} query */
function quality(entry, query) {
  const { words, parts, joined, key } = query;
  if (!words.length) {
    return 1;
  }
  const single = words.length === 1 ? qualified(entry, parts[0]) : every(entry, query);
  const isSame = words.length === 1 && parts[0].last === joined;
  const isName = query.isName && !"fokeHSD".includes(entry.letter);
  return isSame || isName ? single : Math.max(match(entry, joined, key), single);
}

/** @param {Entry} entry @param {Word} word A name, perhaps with what encloses it. */
function qualified(entry, { end, isOpen, last, lastKey, outer, outerKeys }) {
  if (end && "fd".includes(entry.letter)) {
    const path = entry.page.lower.replace(/\/$/, "");
    if ([path, path.replace(/\.\w+$/, "")].some((one) => `/${one}`.endsWith(end))) {
      return EXACT;
    }
  }
  const found = last || !outer.length ? match(entry, last, lastKey) : PREFIX;
  if (!found || !outer.length) {
    return found;
  }
  entry.outerKey ??= keyOf(entry.outer);
  const inside = entry.outerKey;
  const around = keyOfPage(entry) + inside;
  if (!outerKeys.every((part) => around.includes(part))) {
    return 0;
  }
  if (!inside.endsWith(outerKeys[outerKeys.length - 1])) {
    return isOpen ? found - 30 : found - 3;
  }
  return entry.outer.endsWith(outer[outer.length - 1]) ? found + 5 : found + 4;
}

/** @param {Entry} entry */
function keyOfPage({ page }) {
  page.key ??= keyOf(page.path);
  return page.key;
}

/** Return how well an entry matches words in any order. @param {Entry} entry @param {Query} query */
function every(entry, { parts, letters }) {
  let sum = 0;
  let inName = 0;
  entry.nameKey ??= keyOf(entry.name);
  for (const word of parts) {
    const found = qualified(entry, word);
    if (found) {
      inName += 1;
      sum += Math.min(found, WORD_START + 3);
    } else if (entry.nameKey.includes(word.key)) {
      sum += INSIDE + 10;
      inName += 0.5;
    } else if (keyOfPage(entry).includes(word.key)) {
      sum += INSIDE;
    } else if (isInSummary(entry, word.key)) {
      sum += TYPING_ERROR;
    } else {
      return 0;
    }
  }
  const share = Math.min(letters / Math.max(own(entry)[0].key.length, 1), 1);
  return inName ? (sum / parts.length) * 0.95 + share * 8 : 0;
}

/** @param {Entry} entry @param {string} wanted */
function isInSummary(entry, wanted) {
  if (wanted.length <= 2 || !entry.summary) {
    return false;
  }
  entry.summaryKey ??= keyOf(entry.summary);
  return entry.summaryKey.includes(wanted);
}

/** @param {Entry} entry @returns {string[]} What any line has that the message printed. */
function piecesOf(entry) {
  entry.pieces ??= entry.name
    .toLowerCase()
    .split(HOLES)
    .map((piece) => piece.replace(/\s+/g, " ").trim())
    .filter((piece) => piece.replace(/[^\p{L}]/gu, "").length >= SHORTEST_PIECE);
  return entry.pieces;
}

/**
 * Return how much of a line a message covers, of which an end may be cut off.
 * @param {Entry} entry
 * @param {string} line In small letters.
 */
function cover(entry, line) {
  let [position, covered, missing] = [0, 0, 0];
  const pieces = piecesOf(entry);
  for (const [index, piece] of pieces.entries()) {
    const found = line.indexOf(piece, position);
    if (found >= 0) {
      covered += piece.length;
      position = found + piece.length;
      continue;
    }
    const part = index ? cutAtEnd(piece, line, position) : Math.max(cutAtEnd(piece, line, 0), cutAtStart(piece, line));
    covered += part;
    if (!part || (covered === 0 && index === pieces.length - 1)) {
      missing += piece.length;
    } else if (line.endsWith(piece.slice(0, part))) {
      break; // What follows is cut off.
    }
  }
  return covered < 8 || missing > covered / 2 ? 0 : (covered - missing / 2) / line.length;
}

/** @param {string} piece @param {string} line @param {number} from */
function cutAtEnd(piece, line, from) {
  const most = line.includes(piece.slice(0, 6), from) ? Math.min(piece.length, line.length - from) : 0;
  for (let length = most; length >= 6; length -= 1) {
    if (line.endsWith(piece.slice(0, length))) {
      return length;
    }
  }
  return 0;
}

/** @param {string} piece @param {string} line */
function cutAtStart(piece, line) {
  const most = piece.includes(line.slice(0, 6)) ? piece.length - 6 : 0;
  for (let start = 1; start <= most; start += 1) {
    if (line.startsWith(piece.slice(start))) {
      return piece.length - start;
    }
  }
  return 0;
}

/* Searching. */

/** The hits of one query, while shards come in. */
class Search {
  /** @param {Root} known @param {string} text */
  constructor(known, text) {
    this.known = known;
    this.query = parsed(text);
    this.line = this.query.text.toLowerCase().replace(/\s+/g, " ").replace(/(\.\.\.|…)$/, "").trim();
    this.isScoped = this.query.words.some((word) => SCOPES.test(word));
    this.isLine = this.query.words.length >= FEWEST_WORDS_OF_LINE;
    /** @type {Set<string>} */
    this.used = new Set();
    /** @type {Map<string, Hit>} */
    this.hits = new Map();
    this.isPart = false;
    this.scanned = 0;
    this.suggestion = "";
  }

  /** @returns {Promise<Hit[]>} */
  async run() {
    const { known, query } = this;
    if (!query.words.length) {
      const isSmall = known.names.digests.length <= MOST_SHARDS;
      const isFiltered = query.kinds.length + query.states.length + query.paths.length;
      if (isSmall && isFiltered) {
        await this.scan(known.names.digests);
      }
      return this.sorted();
    }
    for (const beginnings of [this.isLine ? await this.beginningsOfLine() : [], this.beginnings()]) {
      for (const beginning of beginnings) {
        if (this.isEnough()) {
          return this.sorted();
        }
        await this.scan(await shardsFor(known, beginning, query));
      }
    }
    if (!this.hits.size || this.best() <= TYPING_ERROR + 1) {
      await this.insides();
    }
    return this.sorted();
  }

  best() {
    let best = 0;
    for (const { score } of this.hits.values()) {
      best = Math.max(best, score);
    }
    return best;
  }

  isEnough() {
    if (this.isScoped && this.scanned < 2) {
      return false;
    }
    const good = this.isLine ? PREFIX : WORD_START - 1;
    let count = 0;
    for (const hit of this.hits.values()) {
      count += hit.score >= good ? 1 : 0;
      if (hit.score >= WHOLE && !this.isLine && !this.isScoped) {
        return true;
      }
    }
    return this.isLine ? count > 0 : count >= ENOUGH;
  }

  /** @returns {string[]} What the keys of entries may begin with, the likeliest first. */
  beginnings() {
    const { words } = this.query;
    const found = [];
    if (words.length === 1) {
      const parts = words[0].split(SCOPES).filter((part) => keyOf(part));
      found.push(keyOf(parts.slice(-2).join(".")), keyOf(parts[parts.length - 1]));
      if (/[.:/\\]$/.test(words[0])) {
        found.reverse();
      }
    } else {
      const keys = words.map((word) => keyOf(word.split(SCOPES).filter(Boolean).pop() || word));
      found.push(keys.join(""));
      if (words.length === 2) {
        found.push(keys[1] + keys[0]);
      }
      found.push(...keys.sort((one, other) => other.length - one.length));
    }
    return [...new Set(found)].filter(Boolean);
  }

  /** @returns {Promise<string[]>} The same for a line of a log: from its rarest words on. */
  async beginningsOfLine() {
    const words = this.query.words.flatMap(wordsOf);
    const isFew = words.length <= 5;
    const telling = words
      .map((word, position) => ({ word, position, rank: (isRare(this.known, word) ? 100 : 0) + word.length }))
      .filter(({ word }) => word.length > 3 && /^[a-z]+$/.test(word));
    // Each may need a directory of its own.
    const isDeep = this.known.letters.starts.length > 0;
    const likely = isDeep ? telling.sort((one, other) => other.rank - one.rank).slice(0, MOST_SHARDS) : telling;
    const told = likely.map(async ({ word, position, rank }) => {
      const { names } = await directoryFor(this.known, word);
      let beginning = word;
      for (let end = position + 1; end < position + 4 && end < words.length; end += 1) {
        if (span(names, beginning.slice(0, LONGEST_KEY)).length < MOST_SHARDS) {
          break;
        }
        beginning += words[end];
      }
      const isNarrow = span(names, beginning.slice(0, LONGEST_KEY)).length < MOST_SHARDS;
      return { beginning, rank: rank + (isNarrow ? 50 : 0) };
    });
    const found = (await Promise.all(told)).sort((one, other) => other.rank - one.rank);
    return found.slice(0, isFew ? 1 : MOST_SHARDS).map(({ beginning }) => beginning);
  }

  /** @param {string[]} digests */
  async scan(digests) {
    this.scanned += 1;
    const free = digests.filter((digest) => !this.used.has(digest));
    const wanted = free.slice(0, MOST_SHARDS - this.used.size);
    this.isPart ||= wanted.length < free.length;
    wanted.forEach((digest) => this.used.add(digest));
    const read = entriesOf(this.known);
    for (const entries of await Promise.all(wanted.map((digest) => shard(digest, read)))) {
      for (const entry of entries) {
        this.consider(entry);
      }
    }
  }

  /** @param {Entry} entry */
  consider(entry) {
    if (!passes(entry, this.query)) {
      return;
    }
    let score = quality(entry, this.query);
    if (this.isLine && entry.letter === "e") {
      const share = cover(entry, this.line);
      score = Math.max(score, share ? 62 + 30 * share : 0);
    }
    if (!score) {
      return;
    }
    const place = `${entry.docname}#${entry.letter === "f" || entry.letter === "m" ? "" : entry.anchor}`;
    const hit = { entry, score, rank: rankOf(entry, score) };
    const other = this.hits.get(place);
    if (!other || order(hit, other) < 0) {
      this.hits.set(place, hit);
    }
  }

  /** Look for what holds the word inside of one of its words, or is it but for a typing error. */
  async insides() {
    const words = this.query.words.flatMap((word) => word.split(SCOPES)).map(keyOf);
    const word = words.sort((one, other) => other.length - one.length)[0] || "";
    if (word.length < 3) {
      return;
    }
    const half = Math.max(word.length >> 1, 2);
    for (const part of [word, word.slice(1, half + 1), word.slice(half)]) {
      const asked = part.length > 2 ? part : word;
      const [digest] = span((await directoryFor(this.known, asked)).words, asked);
      if (!digest || (this.used.size >= MOST_SHARDS && !this.used.has(digest))) {
        continue;
      }
      this.used.add(digest);
      const names = await shard(digest, (body) => body.split("\n"));
      const meant = likeliest(names, word);
      if (!meant) {
        continue;
      }
      if (this.used.size >= MOST_SHARDS) {
        this.suggestion ||= meant;
        return;
      }
      await this.scan(await shardsFor(this.known, meant, this.query));
      if (this.hits.size) {
        return;
      }
    }
  }

  /** @returns {Hit[]} The hits, the best of them in their order. */
  sorted() {
    const hits = Array.from(this.hits.values());
    const ranks = Float64Array.from(hits, (hit) => hit.rank).sort();
    const least = ranks[Math.max(ranks.length - MOST_RANKED, 0)];
    const best = hits.filter((hit) => hit.rank >= least).sort(order);
    return together([...best, ...hits.filter((hit) => hit.rank < least)]);
  }
}

/**
 * @param {string[]} names
 * @param {string} word
 * @returns {string} The name with one typing error less, or else the shortest that holds the word.
 */
function likeliest(names, word) {
  let inside = "";
  for (const name of names) {
    if (word.length > 3 && name !== word && isOneEdit(name, word)) {
      return name;
    }
    if (name.includes(word) && (!inside || name.length < inside.length)) {
      inside = name;
    }
  }
  return inside;
}

/** Put further places of a message or import below its first one. @param {Hit[]} hits @returns {Hit[]} */
function together(hits) {
  /** @type {Map<string | Hit, Hit[]>} */
  const groups = new Map();
  for (const hit of hits) {
    const { letter, name } = hit.entry;
    const subject = "ei".includes(letter) ? letter + name : hit;
    const group = groups.get(subject);
    hit.isMore = group !== undefined;
    if (group) {
      group.push(hit);
    } else {
      groups.set(subject, [hit]);
    }
  }
  return [...groups.values()].flat();
}

/** @param {Hit} one @param {Hit} other */
function order(one, other) {
  return (
    other.rank - one.rank ||
    one.entry.last.length - other.entry.last.length ||
    one.entry.name.length - other.entry.name.length ||
    (one.entry.path + one.entry.name < other.entry.path + other.entry.name ? -1 : 1)
  );
}

/** @param {Entry} entry @param {number} score */
function rankOf(entry, score) {
  const isStub = entry.path.endsWith(".pyi") ? 2 : 0;
  return Math.floor(score) * 1000 + entry.weight * 4 + (score % 1) * 800 - isStub;
}

/** @param {Root} known @param {Entry} entry @returns {Promise<string>} The shard with the lines of a page. */
async function linesShard(known, entry) {
  const wanted = `${entry.path.toLowerCase().replace(/[^a-z0-9/]/g, "~")} `;
  const { lines } = await directoryFor(known, wanted);
  return lines.digests[Math.max(upTo(lines.starts, wanted) - 1, 0)] || "";
}

/**
 * Return the lines of an entry, by a shard that is there.
 * @param {string} digest
 * @param {Entry} entry
 * @returns {Promise<number[]>}
 */
async function linesAt(digest, entry) {
  const byPath = await shard(digest, (body) => new Map(linesOf(body)));
  const code = (fnv1a(entry.anchor) % 36 ** 4).toString(36).padStart(4, "0");
  const found = [];
  let line = 0;
  for (const place of (byPath.get(entry.path) || "").split(" ")) {
    line += parseInt(place.slice(4), 36);
    if (place.startsWith(code)) {
      found.push(line);
    }
  }
  return found;
}

/* Showing. */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} name Its class.
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
function make(tag, name, attributes = {}, ...children) {
  const element = document.createElement(tag);
  if (name) {
    element.className = name;
  }
  for (const [attribute, value] of Object.entries(attributes)) {
    element.setAttribute(attribute, value);
  }
  element.append(...children);
  return element;
}

/**
 * @param {string} label
 * @param {() => void} act
 * @param {string} name
 * @param {Record<string, string>} attributes
 */
function button(label, act, name = "", attributes = {}) {
  const made = make("button", name, { type: "button", ...attributes }, label);
  made.addEventListener("click", act);
  return made;
}

/** @param {string} name @param {Query} query @returns {(Node | string)[]} */
function marked(name, query) {
  const word = query.words.length === 1 ? query.words[0].split(SCOPES).filter(Boolean).pop() : "";
  const start = word ? name.toLowerCase().lastIndexOf(word.toLowerCase()) : -1;
  if (!word || start < 0) {
    return [name];
  }
  const end = start + word.length;
  return [name.slice(0, start), make("mark", "", {}, name.slice(start, end)), name.slice(end)];
}

/** @param {Hit} hit @param {Query} query @param {Record<string, string>} attributes */
function row({ entry, isMore }, query, attributes = {}) {
  const place = entry.letter === "f" ? entry.path.slice(0, -entry.name.length) || "./" : entry.path;
  const isPage = entry.letter === "D" || entry.letter === "S";
  const flags = entry.flags & PRIVATE ? "private " : "";
  const where = make("span", "kwindex-hit-place", {}, isPage ? entry.docname : place, make("span", "kwindex-hit-line"));
  const given = { ...attributes, href: addressOf(entry) };
  if (isMore) {
    const label = `${entry.name}, also in ${place}`;
    return make("a", "kwindex-hit kwindex-hit-more", { ...given, "aria-label": label }, where);
  }
  return make(
    "a",
    "kwindex-hit",
    given,
    make("span", "kwindex-hit-name", {}, ...marked(entry.name, query)),
    make("span", "kwindex-hit-kind", {}, flags + entry.kind.replace(/-/g, " ")),
    where,
    make("span", "kwindex-hit-words", {}, entry.summary),
  );
}

/**
 * Add their lines to the rows of hits, as far as their shards may be loaded.
 * @param {Search} search
 * @param {Hit[]} hits
 * @param {HTMLElement[]} rows
 * @param {number} most Shards.
 */
function addLines(search, hits, rows, most) {
  /** @type {Set<string>} */
  const asked = new Set();
  hits.forEach(async ({ entry }, position) => {
    const isPlace = entry.anchor && !["D", "S"].includes(entry.letter);
    const digest = isPlace ? await linesShard(search.known, entry).catch(() => "") : "";
    const target = rows[position].querySelector(".kwindex-hit-line");
    if (!digest || !target || target.textContent || (!asked.has(digest) && asked.size >= most && !loaded.has(digest))) {
      return;
    }
    if (!loaded.has(digest)) {
      asked.add(digest);
    }
    const lines = await linesAt(digest, entry).catch(() => []);
    target.textContent = lines.length ? `:${lines.slice(0, 5).join(", ")}${lines.length > 5 ? " …" : ""}` : "";
  });
}

const PARAMETER = "find";

/** @param {string | null} text */
function addressWith(text) {
  const url = new URL(location.href);
  url.searchParams.delete(PARAMETER);
  if (text !== null) {
    url.searchParams.set(PARAMETER, text);
  }
  return url.href;
}

/** @param {"pushState" | "replaceState"} how @param {string | null} text */
function remember(how, text) {
  try {
    history[how](text === null ? null : { kwindex: true }, "", addressWith(text));
  } catch {
    // A browser may refuse it for a page that was opened from a folder.
    if (how === "pushState") {
      history.pushState({ kwindex: true }, "");
    }
  }
}

class Dialog {
  constructor() {
    this.turn = 0;
    this.active = -1;
    /** @type {HTMLAnchorElement[]} */
    this.rows = [];
    /** @type {Hit[]} */
    this.hits = [];
    /** @type {Search | null} */
    this.search = null;
    this.hasPushed = false;
    /** What is found for the text that is there. */
    this.answer = Promise.resolve();
    this.input = make("input", "kwindex-find-input", {
      type: "text",
      role: "combobox",
      "aria-label": "Find a name, file or message",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": "kwindex-find-list",
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      enterkeyhint: "go",
      placeholder: "Name, file, message or line of a log",
    });
    this.list = make("div", "kwindex-find-list", {
      id: "kwindex-find-list",
      role: "listbox",
      "aria-label": "What was found",
    });
    this.status = make("p", "kwindex-find-status", { role: "status" });
    this.filters = make("div", "kwindex-find-filters", { role: "group", "aria-label": "Filters" });
    this.element = make(
      "dialog",
      "kwindex-find",
      { "aria-label": "Find in the source code" },
      make("div", "kwindex-find-head", {}, this.input, button("Close", () => this.close())),
      this.filters,
      this.list,
      make(
        "div",
        "kwindex-find-foot",
        {},
        this.status,
        make("p", "kwindex-find-keys", { "aria-hidden": "true" }, "↑↓ choose · Enter open · Esc close"),
      ),
    );
    this.addFilters();
    document.body.append(this.element);
    this.input.addEventListener("input", () => this.ask());
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    this.element.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.close();
    });
    this.element.addEventListener("click", (event) => {
      if (event.target === this.element) {
        this.close();
      }
    });
    this.list.addEventListener("click", (event) => {
      const hit = event.target instanceof Element && event.target.closest("a");
      if (hit && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
        event.preventDefault();
        this.open(hit.href);
      }
    });
  }

  addFilters() {
    const folders = inFolder ? { [inFolder]: `In ${folder}` } : {};
    for (const [token, label] of Object.entries({ ...folders, ...FILTERS })) {
      const toggle = () => {
        const tokens = this.input.value.split(/\s+/).filter(Boolean);
        const rest = tokens.filter((other) => other !== token);
        const isOn = rest.length < tokens.length;
        const kept = isOn || !token.startsWith("kind:") ? rest : rest.filter((other) => !other.startsWith("kind:"));
        this.input.value = `${(isOn ? kept : [token, ...kept]).join(" ")} `;
        this.input.focus();
        this.ask();
      };
      this.filters.append(button(label, toggle, "", { "aria-pressed": "false", "data-token": token }));
    }
  }

  /** @param {string} text @param {boolean} isNew Whether the reader has just asked for it. */
  show(text, isNew) {
    if (!this.element.open) {
      this.element.showModal();
      this.hasPushed = isNew;
      if (isNew) {
        remember("pushState", text);
      }
    }
    this.input.value = text;
    this.input.focus();
    this.input.setSelectionRange(text.length, text.length);
    this.ask();
  }

  /** @param {boolean} isBack Whether the browser went back already. */
  close(isBack = false) {
    if (!this.element.open) {
      return;
    }
    this.element.close();
    if (!isBack) {
      if (this.hasPushed) {
        history.back();
      } else {
        remember("replaceState", null);
      }
    }
    this.hasPushed = false;
  }

  ask() {
    this.list.setAttribute("aria-busy", "true");
    this.answer = this.find();
  }

  async find() {
    this.turn += 1;
    const turn = this.turn;
    const text = this.input.value;
    remember("replaceState", text.trim());
    const tokens = text.split(/\s+/);
    this.filters.querySelectorAll("button").forEach((filter) => {
      filter.setAttribute("aria-pressed", String(tokens.includes(filter.dataset.token || "")));
    });
    try {
      const search = new Search(await theRoot(), text);
      const hits = await search.run();
      if (turn === this.turn) {
        this.render(search, hits);
      }
    } catch {
      if (turn === this.turn) {
        this.status.textContent = "The data of the finder could not be loaded. Reload the page.";
      }
    }
    if (turn === this.turn) {
      this.list.removeAttribute("aria-busy");
    }
  }

  /** @param {Search} search @param {Hit[]} hits */
  render(search, hits) {
    this.search = search;
    this.hits = hits.slice(0, MOST_HITS);
    this.rows = this.hits.map((hit, position) =>
      row(hit, search.query, {
        role: "option",
        id: `kwindex-hit-${position}`,
        tabindex: "-1",
        "aria-selected": "false",
      }),
    );
    this.list.replaceChildren(...this.rows);
    this.list.scrollTop = 0;
    this.input.setAttribute("aria-expanded", String(this.rows.length > 0));
    this.status.textContent = "";
    this.status.append(...this.said(search, hits));
    addLines(search, this.hits, this.rows, MOST_SHARDS - search.used.size);
    this.activate(this.rows.length ? 0 : -1);
  }

  /** @param {Search} search @param {Hit[]} hits @returns {(Node | string)[]} */
  said(search, hits) {
    if (search.suggestion) {
      const other = search.suggestion;
      return ["Do you mean ", button(other, () => this.show(other, false)), "?"];
    }
    if (!search.query.words.length && !hits.length) {
      return [`${search.known.entries.toLocaleString("en")} entries. Type a part of a name, or paste a line of a log.`];
    }
    if (!hits.length) {
      return ["Nothing was found."];
    }
    const count = hits.filter((hit) => !hit.isMore).length;
    const number = count.toLocaleString("en");
    return [`${number} ${count === 1 ? "result" : "results"}${search.isPart ? ", the best of more" : ""}`];
  }

  /** @param {number} position */
  activate(position) {
    this.rows[this.active]?.setAttribute("aria-selected", "false");
    this.active = position;
    const chosen = this.rows[position];
    if (!chosen) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    chosen.setAttribute("aria-selected", "true");
    this.input.setAttribute("aria-activedescendant", chosen.id);
    if (position) {
      chosen.scrollIntoView({ block: "nearest" });
      if (this.search) {
        addLines(this.search, [this.hits[position]], [chosen], 1);
      }
    }
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const last = this.rows.length - 1;
    /** @type {Record<string, number>} */
    const moves = {
      ArrowDown: this.active < last ? this.active + 1 : 0,
      ArrowUp: this.active > 0 ? this.active - 1 : last,
      PageDown: Math.min(this.active + 8, last),
      PageUp: Math.max(this.active - 8, 0),
    };
    if (event.key in moves && this.rows.length && !event.altKey) {
      event.preventDefault();
      this.activate(moves[event.key]);
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      this.choose(event.ctrlKey || event.metaKey);
    }
  }

  /**
   * Open the chosen hit of what the reader typed, which may still be looked for.
   * @param {boolean} isAside Whether it opens in a tab of its own.
   */
  async choose(isAside) {
    const { turn } = this;
    await this.answer;
    const chosen = this.rows[this.active];
    if (!chosen || turn !== this.turn || !this.element.open) {
      return;
    }
    if (isAside) {
      window.open(chosen.href, "_blank", "noopener");
    } else {
      this.open(chosen.href);
    }
  }

  /** @param {string} href */
  open(href) {
    const target = new URL(href);
    const here = new URL(addressWith(null));
    if (target.pathname !== here.pathname || target.origin !== here.origin) {
      location.assign(href);
      return;
    }
    this.element.close();
    this.hasPushed = false;
    remember("replaceState", null);
    location.hash = target.hash || "#";
    reveal(true);
  }
}

/**
 * Open the folds and tabs around what the address leads to.
 * @param {boolean} isChosen Whether to go there though nothing had to be opened.
 */
function reveal(isChosen = false) {
  const target = targetOfAddress();
  let isOpened = isChosen;
  for (let around = target; around; around = around.parentElement) {
    if (around instanceof HTMLDetailsElement) {
      isOpened ||= !around.open;
      around.open = true;
    } else if (getComputedStyle(around).display === "none") {
      isOpened = true;
      openTab(around);
    }
  }
  if (isOpened) {
    target?.scrollIntoView();
  }
}

/** @returns {HTMLElement | null} */
function targetOfAddress() {
  try {
    return document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return null;
  }
}

/** Choose a tab: a button says that it is of the panel, or a choice stands before it. @param {Element} panel */
function openTab(panel) {
  const tab = document.getElementById(panel.getAttribute("aria-labelledby") || "");
  let before = panel.previousElementSibling;
  while (before && !(before instanceof HTMLInputElement)) {
    before = before.previousElementSibling;
  }
  (tab || before)?.click();
}

/** @type {Dialog | null} */
let dialog = null;

/** @param {string} text @param {boolean} isNew */
function show(text, isNew = true) {
  dialog ??= new Dialog();
  dialog.show(text, isNew);
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** What the dialog begins with. @param {string} filter */
function begun(filter = inFolder) {
  return filter && `${filter} `;
}

function addButton() {
  const label = folder ? `Find in ${folder}` : "Find";
  const opener = button(label, () => show(begun()), "kwindex-find-button");
  if (key) {
    opener.setAttribute("aria-keyshortcuts", key);
    opener.append(" ", make("kbd", "", { "aria-hidden": "true" }, key));
  }
  document.body.append(opener);
}

/** Put the hits of the finder above those of Sphinx's search. */
async function addToSearch() {
  const results = document.getElementById("search-results");
  const text = new URLSearchParams(location.search).get("q") || "";
  if (!results || !text.trim()) {
    return;
  }
  const search = new Search(await theRoot(), text);
  const hits = (await search.run()).filter((hit) => !hit.isMore).slice(0, 8);
  if (!hits.length) {
    return;
  }
  const rows = hits.map((hit) => row(hit, search.query));
  results.before(
    make(
      "section",
      "kwindex-search",
      { "aria-label": "In the source code" },
      make("h2", "", {}, "In the source code"),
      make("ul", "", {}, ...rows.map((found) => make("li", "", {}, found))),
      button("All of them", () => show(text)),
    ),
  );
  addLines(search, hits, rows, MOST_SHARDS - search.used.size);
}

function start() {
  addButton();
  if (key) {
    document.addEventListener("keydown", (event) => {
      const isPlain = !(event.ctrlKey || event.metaKey || event.altKey);
      if (event.key === key && isPlain && !isTyping(event.target) && !dialog?.element.open) {
        event.preventDefault();
        show(begun());
      }
    });
  }
  document.querySelectorAll("[data-kwindex-find]").forEach((element) => {
    if (element instanceof HTMLElement) {
      element.hidden = false;
      element.addEventListener("click", () => show(begun(element.dataset.kwindexFind)));
    }
  });
  window.addEventListener("popstate", () => {
    const wanted = new URLSearchParams(location.search).get(PARAMETER);
    if (wanted === null) {
      dialog?.close(true);
    } else {
      show(wanted, false);
    }
  });
  const wanted = new URLSearchParams(location.search).get(PARAMETER);
  if (wanted !== null) {
    show(wanted, false);
  }
  addToSearch().catch(() => {});
  window.addEventListener("load", () => reveal());
  window.addEventListener("hashchange", () => reveal());
}

if (document.readyState === "loading") {
  document.addEventListener("DOMContentLoaded", start);
} else {
  start();
}
})();
