// @ts-check
/* The finder of the keyword indexes.
 *
 * Without this script the pages are complete; the finder stays hidden.
 */
(() => {
  "use strict";

  const DELAY = 60;

  /** Key of a page of messages in a split index; letters may follow it. */
  const MESSAGES = "messages";

  /** Words from which on a text may be a line of a log. */
  const FEWEST_WORDS_OF_LINE = 3;

  /** What a message has where the program fills something in. */
  const HOLES =
    /\{[^{}]*\}|%%|%(?:\([^)]*\))?[-#0+]*(?:\d+|\*)?(?:\.(?:\d+|\*))?[a-z]|…/g;

  const SHORTEST_PIECE = 4;

  /**
   * An entry of an index; a message has the pieces of text between its holes, once asked for.
   * @typedef {{ item: HTMLElement, text: string, pieces?: string[] }} Entry
   */

  /**
   * A list of entries, and what disappears with it when none of them matches: its section, or the
   * list alone where the section is the whole page.
   * @typedef {{ box: HTMLElement, entries: Entry[] }} Group
   */

  /**
   * A page of a split index: the letters with which its names begin, and its address.
   * @typedef {{ letters: string, href: string }} Shard
   */

  /**
   * @param {string} text
   * @returns {string[]} The words, in lower case.
   */
  function wordsOf(text) {
    return text.toLowerCase().split(/\s+/).filter(Boolean);
  }

  /**
   * @param {Entry} entry
   * @returns {string[]} What any line has that the message printed; nothing if it is no message.
   */
  function piecesOf(entry) {
    if (!entry.pieces) {
      const name = entry.item.querySelector("code");
      const text = ((name && name.textContent) || "").toLowerCase();
      const pieces = /\s/.test(text) ? text.split(HOLES).map((piece) => piece.trim()) : [];
      entry.pieces = pieces.filter((piece) => piece.replace(/[^\p{L}]/gu, "").length >= SHORTEST_PIECE);
    }
    return entry.pieces;
  }

  /**
   * @param {Entry} entry
   * @param {string} line
   * @returns {boolean} Whether the line has all pieces of a message, in their order.
   */
  function printed(entry, line) {
    let position = 0;
    const pieces = piecesOf(entry);
    for (const piece of pieces) {
      const found = line.indexOf(piece, position);
      if (found < 0) {
        return false;
      }
      position = found + piece.length;
    }
    return pieces.length > 0;
  }

  /**
   * Show or hide an element, without touching it when nothing changes.
   * @param {HTMLElement} element
   * @param {boolean} shown
   */
  function show(element, shown) {
    if (element.hidden === shown) {
      element.hidden = !shown;
    }
  }

  /** @returns {Group[]} All entries of the page. */
  function readGroups() {
    /** @type {NodeListOf<HTMLElement>} */
    const lists = document.querySelectorAll(".kwindex-keywords");
    return Array.from(lists, (list) => {
      /** @type {HTMLElement | null} */
      const section = list.closest("section:not(.kwindex-page)");
      /** @type {NodeListOf<HTMLElement>} */
      const items = list.querySelectorAll("li:not(.kwindex-places li)");
      const entries = Array.from(items, (item) => {
        const own = Array.from(item.childNodes).filter((node) => node.nodeName !== "UL");
        return { item, text: own.map((node) => node.textContent || "").join("").toLowerCase() };
      });
      return { box: section || list, entries };
    });
  }

  /**
   * @param {HTMLElement} finder
   * @returns {Shard[]} The pages of the index if it is split.
   */
  function readShards(finder) {
    /** @type {NodeListOf<HTMLOptionElement>} */
    const options = finder.querySelectorAll(".kwindex-shards > option");
    return Array.from(options, (option) => ({
      letters: option.value,
      href: new URL((option.textContent || "").trim(), document.baseURI).href,
    }));
  }

  /**
   * Spell a word as the letters of a split index do: of a qualified name the last part counts.
   * @param {string} word
   */
  function lettersOf(word) {
    const parts = word.split(".").filter(Boolean);
    const name = (parts[parts.length - 1] || "").replace(/^[_-]+/, "");
    return name.replace(/[^a-z0-9]/gu, "#") || "#";
  }

  /**
   * Find the pages on which names beginning with a word stand.
   * @param {Shard[]} shards
   * @param {string} word
   * @returns {Shard[]} The page of the longest matching letters, else all pages of longer ones.
   */
  function shardsFor(shards, word) {
    const letters = lettersOf(word);
    shards = shards.filter((shard) => !shard.letters.startsWith(MESSAGES));
    const holding = shards.filter((shard) => letters.startsWith(shard.letters));
    const longer = shards.filter(
      (shard) => shard.letters !== letters && shard.letters.startsWith(letters),
    );
    holding.sort((one, other) => other.letters.length - one.letters.length);
    return [...holding.slice(0, 1), ...longer];
  }

  /**
   * Find the pages of messages that a text may hold; one of them begins with any of its words.
   * @param {Shard[]} shards
   * @param {string[]} words
   * @returns {Shard[]}
   */
  function messageShardsFor(shards, words) {
    return shards.filter((shard) => {
      if (!shard.letters.startsWith(MESSAGES)) {
        return false;
      }
      const letters = shard.letters.slice(MESSAGES.length + 1);
      return letters.startsWith("#") || words.some((word) => lettersOf(word).startsWith(letters));
    });
  }

  /**
   * @param {string} href
   * @param {string} text
   * @returns {string} The address of a page whose finder is to start with a text.
   */
  function addressWith(href, text) {
    const url = new URL(href);
    url.searchParams.set("kw", text);
    url.hash = "";
    return url.href;
  }

  /** @param {string} letters */
  function labelOf(letters) {
    return letters.replace("-", ": ").replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
  }

  /**
   * Set up a finder.
   * @param {HTMLElement} finder
   * @param {HTMLInputElement} input
   * @param {HTMLOutputElement} output
   */
  function start(finder, input, output) {
    const groups = readGroups();
    const total = groups.reduce((sum, group) => sum + group.entries.length, 0);
    const shards = readShards(finder);
    const here = document.location.pathname;
    let timer = 0;
    let applied = "";

    /**
     * @param {string[]} words
     * @returns {Shard[]} Other pages to go on with; the first one is the likeliest.
     */
    function elsewhere(words) {
      const messages = messageShardsFor(shards, words);
      const isLine = words.length >= FEWEST_WORDS_OF_LINE && messages.length > 0;
      const found = isLine ? [] : [...words].reverse().flatMap((word) => shardsFor(shards, word));
      if (words.length > 1 || !found.length) {
        found.push(...messages);
      }
      return [...new Set(found)].filter((shard) => new URL(shard.href).pathname !== here);
    }

    /**
     * @param {string[]} words
     * @returns {number} How many entries match; they alone stay visible.
     */
    function filter(words) {
      let hits = 0;
      const line = words.length >= FEWEST_WORDS_OF_LINE ? words.join(" ") : "";
      for (const group of groups) {
        let found = false;
        for (const entry of group.entries) {
          const matches =
            words.every((word) => entry.text.includes(word)) || (line && printed(entry, line));
          show(entry.item, Boolean(matches));
          if (matches) {
            found = true;
            hits += 1;
            // A member is seen below what it is a member of, which stands before it.
            for (let up = entry.item.parentElement; up && up !== group.box; up = up.parentElement) {
              if (up.hidden) {
                up.hidden = false;
              }
            }
          }
        }
        show(group.box, found || !words.length);
      }
      return hits;
    }

    function apply() {
      window.clearTimeout(timer);
      const text = input.value.trim();
      if (text === applied) {
        return;
      }
      applied = text;
      const words = wordsOf(text);
      const hits = filter(words);
      output.textContent = "";
      if (!words.length) {
        return;
      }
      if (total) {
        output.append(`${hits.toLocaleString("en")} of ${total.toLocaleString("en")}`);
      }
      const others = elsewhere(words);
      if (others.length) {
        output.append(total ? ", more on " : "Open ");
      } else if (shards.length && !total) {
        output.append("No page has names like this");
      }
      others.slice(0, 12).forEach((shard, position) => {
        const link = document.createElement("a");
        link.href = addressWith(shard.href, text);
        link.textContent = labelOf(shard.letters);
        output.append(...(position ? [" ", link] : [link]));
      });
      if (others.length && !hits) {
        output.append(" (Enter)");
      }
    }

    input.addEventListener("input", () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(apply, DELAY);
    });
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) {
        return;
      }
      event.preventDefault();
      apply();
      const link = output.querySelector("a");
      if (link && !groups.some((group) => group.entries.some((entry) => !entry.item.hidden))) {
        document.location.href = link.href;
      }
    });
    // A browser restores the text of a field when the reader comes back.
    window.addEventListener("pageshow", apply);

    const wanted = new URLSearchParams(document.location.search).get("kw");
    if (wanted) {
      input.value = wanted;
    }
    finder.hidden = !total;
    if (wanted) {
      input.focus({ preventScroll: true });
    }
    apply();
  }

  /** @type {NodeListOf<HTMLElement>} */
  const finders = document.querySelectorAll(".kwindex-finder");
  finders.forEach((finder) => {
    const input = finder.querySelector("input");
    const output = finder.querySelector("output");
    if (input && output) {
      start(finder, input, output);
    }
  });
})();
