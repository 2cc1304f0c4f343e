// @ts-check
/* The source of a file: lines that can be linked, words about the names in it, and a line at its
 * top that says in which definition a reader is.  The list beside the page follows the reader, too.
 *
 * Without this script names and lines are plain links.
 */
(() => {
  "use strict";

  /** What an address ends with that leads to a line, or from one to another. */
  const LINES = /^#L-(\d+)(?:[:-]L-(\d+))?$/;

  /** What the address of the uses of a definition begins with. */
  const USES = "#uses-of-";

  /** How long a button says what it did. */
  const NOTE = 1500;

  /** How long a pointer rests on a name before it is told what that is. */
  const REST = 250;

  /** How far below the top of a window, in which a theme keeps some room, a browser leads to. */
  const BELOW_TOP = 100;

  /** Between a name and the words about it, and between these and the edge of the window. */
  const GAP = 4;

  /**
   * The first and the last of some lines.
   * @typedef {{ first: number, last: number }} Lines
   */

  /**
   * A definition: its lines, its name, and the anchor of its entry, if it has one.
   * @typedef {{ first: number, last: number, name: string, anchor: string }} Scope
   */

  /** @returns {Lines | null} The lines that the address names. */
  function linesOfAddress() {
    const found = LINES.exec(document.location.hash);
    if (!found) {
      return null;
    }
    const ends = [Number(found[1]), Number(found[2] || found[1])];
    return { first: Math.min(...ends), last: Math.max(...ends) };
  }

  /**
   * @param {Lines} lines
   * @returns {string} What an address ends with that leads to them.
   */
  function fragmentOf(lines) {
    const end = lines.last > lines.first ? `:L-${lines.last}` : "";
    return `#L-${lines.first}${end}`;
  }

  /**
   * @param {string} text
   * @returns {Promise<boolean>} Whether the text is on the clipboard.
   */
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copySelected(text); // The page is from a folder, say.
    }
  }

  /**
   * Copy in the way that old browsers, and pages from folders, have.
   * @param {string} text
   * @returns {boolean} Whether the text is on the clipboard.
   */
  function copySelected(text) {
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "kwindex-clipboard";
    document.body.append(field);
    field.select();
    let done = false;
    try {
      done = document.execCommand("copy");
    } catch {
      // The reader has not allowed it.
    }
    field.remove();
    return done;
  }

  /**
   * @param {string} label
   * @param {() => string} text What it copies.
   * @returns {HTMLButtonElement}
   */
  function copyButton(label, text) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    let timer = 0;
    button.addEventListener("click", async () => {
      const done = await copy(text());
      button.focus({ preventScroll: true });
      button.textContent = done ? "Copied" : "Not allowed";
      window.clearTimeout(timer);
      timer = window.setTimeout(() => {
        button.textContent = label;
      }, NOTE);
    });
    return button;
  }

  /**
   * @param {string} fragment
   * @returns {string} The address of a place of this page.
   */
  function addressOf(fragment) {
    return document.location.href.replace(/#.*$/, "") + fragment;
  }

  /**
   * Mark the lines that the address names, and offer to copy it.
   * @param {HTMLElement} source
   * @param {HTMLButtonElement} button
   * @returns {HTMLElement | null} The first of the lines.
   */
  function markLines(source, button) {
    source.querySelectorAll(".kwindex-marked").forEach((line) => {
      line.classList.remove("kwindex-marked");
    });
    button.remove();
    const lines = linesOfAddress();
    const first = lines && document.getElementById(`L-${lines.first}`);
    if (!lines || !first || !source.contains(first)) {
      return null;
    }
    /** @type {Element | null} */
    let line = first;
    for (let number = lines.first; line && number <= lines.last; ) {
      line.classList.add("kwindex-marked");
      number += 1;
      line = document.getElementById(`L-${number}`);
    }
    button.style.top = `${first.getBoundingClientRect().top - source.getBoundingClientRect().top}px`;
    source.append(button);
    return first;
  }

  /**
   * Go to a line, or with the shift key mark all lines from the one that the address names.
   * @param {number} number
   * @param {boolean} isRange
   */
  function goTo(number, isRange) {
    const from = isRange ? linesOfAddress() : null;
    const first = from ? Math.min(from.first, number) : number;
    const last = from ? (number < from.first ? from.last : number) : number;
    document.location.hash = fragmentOf({ first, last });
  }

  /**
   * The line on whose number somebody pressed.  Numbers are generated by the style sheet: a click on
   * one is a click on its line, at the left end of what is in sight of it.
   * @param {MouseEvent} event
   * @returns {HTMLElement | null}
   */
  function lineAt(event) {
    /** @type {HTMLElement | null} */
    const line =
      event.target instanceof Element ? event.target.closest('.kwindex-lines > [id^="L-"]') : null;
    const box = line && line.closest(".highlight");
    if (!line || !box || event.target !== line) {
      return null;
    }
    const number = window.getComputedStyle(line, "::before");
    const gutter =
      parseFloat(number.width) + parseFloat(number.paddingLeft) + parseFloat(number.paddingRight);
    const left = Math.max(box.getBoundingClientRect().left, line.getBoundingClientRect().left);
    return event.clientX - left < gutter ? line : null;
  }

  /**
   * Make the line numbers of a source links to their lines, and show the lines of the address.
   * @param {HTMLElement} source
   */
  function linkLines(source) {
    const button = copyButton("Copy link", () => document.location.href);
    button.className = "kwindex-copy";
    const reveal = () => {
      const first = markLines(source, button);
      const top = first ? first.getBoundingClientRect().top : 0;
      if (first && (top < 0 || top > window.innerHeight)) {
        // No element has the name of several lines, so that the browser went nowhere.
        first.scrollIntoView({ behavior: "instant" });
      }
    };
    reveal();
    window.addEventListener("hashchange", reveal);
    source.addEventListener("mousedown", (event) => {
      if (event.shiftKey && lineAt(event)) {
        // It would select the text up to here.
        event.preventDefault();
      }
    });
    source.addEventListener("click", (event) => {
      const line = lineAt(event);
      if (line) {
        goTo(Number(line.id.slice(2)), event.shiftKey);
      }
    });
  }

  /**
   * Say of a name what it is while a pointer or the focus is on it.  The first of the links to a
   * place has the words about it; they hold for all others, too.  Somebody who touches a name goes
   * where it leads, and reads the same words there.
   * @param {HTMLElement} source
   */
  function tellNames(source) {
    const tip = document.createElement("div");
    tip.id = "kwindex-tip";
    tip.className = "kwindex-tip";
    tip.setAttribute("role", "tooltip");
    tip.hidden = true;
    source.after(tip);
    /** @type {Map<string, string> | null} */
    let known = null;
    /** @type {HTMLAnchorElement | null} */
    let shown = null;
    /** @type {HTMLAnchorElement | null} */
    let under = null;
    let title = "";
    let timer = 0;
    /** Where the pointer was last. */
    let at = "";

    /**
     * @param {HTMLAnchorElement} link
     * @returns {string} What tells where it leads, and how certain that is.
     */
    function placeOf(link) {
      return `${link.className} ${link.getAttribute("href")}`;
    }

    /**
     * @param {HTMLAnchorElement} link
     * @returns {string}
     */
    function wordsAbout(link) {
      if (!known) {
        /** @type {NodeListOf<HTMLAnchorElement>} */
        const told = source.querySelectorAll("pre a[title]");
        known = new Map(Array.from(told, (one) => [placeOf(one), one.title]));
      }
      const href = link.getAttribute("href") || "";
      return known.get(placeOf(link)) || (href.startsWith(USES) ? "Show what uses it" : "");
    }

    function hide() {
      window.clearTimeout(timer);
      if (shown) {
        shown.removeAttribute("aria-describedby");
        shown.title = title;
        if (!title) {
          shown.removeAttribute("title");
        }
      }
      shown = null;
      tip.hidden = true;
    }

    /** @param {HTMLAnchorElement} link */
    function show(link) {
      const words = wordsAbout(link);
      hide();
      if (!words) {
        return;
      }
      const [head, ...others] = words.split("\n");
      const code = document.createElement("code");
      code.textContent = head;
      tip.replaceChildren(code);
      for (const other of others) {
        const line = document.createElement("p");
        line.textContent = other;
        tip.append(line);
      }
      // The browser would say it once more.
      title = link.title;
      link.removeAttribute("title");
      link.setAttribute("aria-describedby", tip.id);
      shown = link;
      tip.hidden = false;
      place(link);
    }

    /** @param {HTMLAnchorElement} link */
    function place(link) {
      const at = link.getClientRects()[0] || link.getBoundingClientRect();
      const { width, height } = tip.getBoundingClientRect();
      const room = document.documentElement.clientWidth - width - GAP;
      const below = at.bottom + GAP;
      const isAbove = below + height > window.innerHeight && at.top > height + GAP;
      tip.style.left = `${Math.max(GAP, Math.min(at.left, room))}px`;
      tip.style.top = `${isAbove ? at.top - height - GAP : below}px`;
    }

    /**
     * @param {EventTarget | null} target
     * @returns {HTMLAnchorElement | null} The name in the source that something happens to.
     */
    function nameAt(target) {
      return target instanceof Element ? target.closest("pre a") : null;
    }

    /** @param {HTMLAnchorElement} link */
    function showSoon(link) {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => show(link), REST);
    }

    /**
     * Whether it was the page that moved: a name with the focus, which scrolled into sight and keeps
     * its words, or others below a pointer that rests.
     * @param {PointerEvent} event
     */
    function isPageMoving(event) {
      const before = at;
      at = `${event.clientX} ${event.clientY}`;
      return at === before && shown !== null && shown === document.activeElement;
    }

    source.addEventListener("pointerover", (event) => {
      under = event.pointerType === "touch" ? null : nameAt(event.target);
      if (!isPageMoving(event) && under && under !== shown) {
        showSoon(under);
      }
    });
    /** @param {PointerEvent} event */
    const leave = (event) => {
      under = null;
      if (!isPageMoving(event)) {
        window.clearTimeout(timer);
        timer = window.setTimeout(hide, REST);
      }
    };
    source.addEventListener("pointerout", leave);
    // Who wants to select some of the words moves onto them.
    tip.addEventListener("pointerover", () => window.clearTimeout(timer));
    tip.addEventListener("pointerout", leave);
    source.addEventListener("focusin", (event) => {
      const link = nameAt(event.target);
      if (link && link.matches(":focus-visible")) {
        show(link);
      }
    });
    source.addEventListener("focusout", hide);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        under = null;
        hide();
      }
    });
    const follow = () => {
      // A name that gets the focus comes into sight by that.
      if (shown && shown === document.activeElement) {
        place(shown);
        return;
      }
      hide();
      if (under && under.isConnected) {
        // A page may come to rest with the name still below the pointer, which says nothing then.
        showSoon(under);
      }
    };
    window.addEventListener("scroll", follow, { passive: true, capture: true });
  }

  /**
   * @param {HTMLElement} source
   * @returns {Scope[]} Its definitions, outer ones before what is in them.
   */
  function scopesOf(source) {
    const lines = (source.dataset.scopes || "").split("\n").filter(Boolean);
    return lines.map((line) => {
      const [first, last, ...rest] = line.split(" ");
      const [name, anchor] = rest.join(" ").split("\t");
      return {
        first: Number(first),
        last: Number(last),
        name,
        anchor: anchor === undefined ? name : anchor,
      };
    });
  }

  /**
   * @param {Scope[]} scopes
   * @param {number} line
   * @returns {Scope | null} The innermost definition around a line.
   */
  function scopeAt(scopes, line) {
    let found = null;
    for (const scope of scopes) {
      if (scope.first <= line && line <= scope.last && (!found || scope.first >= found.first)) {
        found = scope;
      }
    }
    return found;
  }

  /** @returns {string} The address of the file in its repository; lines are to be filled in. */
  function addressInRepository() {
    /** @type {HTMLMetaElement | null} */
    const meta = document.querySelector('meta[name="kwindex-repository"]');
    return meta ? meta.content : "";
  }

  /**
   * Say at the top of a source which file it is, and in which definition a reader is.
   * @param {HTMLElement} source
   */
  function sayWhere(source) {
    const path = source.dataset.path || "";
    const scopes = scopesOf(source);
    const bar = document.createElement("div");
    bar.className = "kwindex-where";
    const place = document.createElement("a");
    /** @type {Scope | null} */
    let scope = null;

    const lines = () => ({ first: scope ? scope.first : 1, last: scope ? scope.last : 1 });
    bar.append(
      place,
      copyButton("Copy path", () => (scope ? `${path}:${scope.first}` : path)),
      copyButton("Copy link", () => addressOf(scope ? fragmentOf(lines()) : "")),
    );
    const address = addressInRepository();
    const outside = document.createElement("a");
    if (/^https?:/.test(address)) {
      outside.textContent = "Repository";
      outside.rel = "noopener";
      bar.append(outside);
    }

    function tell() {
      place.textContent = scope ? scope.name : path;
      place.href = scope && scope.anchor ? `#${scope.anchor}` : fragmentOf(lines());
      const { first, last } = lines();
      outside.href = address.replace("{first}", String(first)).replace("{last}", String(last));
    }

    /** @returns {number} The line that is the first one in sight below the bar, 0 if none is. */
    function lineInSight() {
      const box = source.getBoundingClientRect();
      const { bottom } = bar.getBoundingClientRect();
      if (box.top >= bottom || box.bottom <= bottom) {
        return 0;
      }
      const left = Math.max(box.left, 0) + Math.min(box.width, window.innerWidth) / 2;
      const at = document.elementFromPoint(left, bottom + 2);
      const line = at && at.closest('.kwindex-lines > [id^="L-"]');
      return line ? Number(line.id.slice(2)) : 0;
    }

    /** Stay below the head that some themes keep at the top. */
    function settle() {
      const box = source.getBoundingClientRect();
      const middle = Math.max(0, box.left + box.width / 2);
      const heads = document.elementsFromPoint(middle, 1).filter((element) => {
        const { position } = window.getComputedStyle(element);
        return (position === "fixed" || position === "sticky") && !element.contains(source);
      });
      const bottoms = heads
        .filter((head) => !bar.contains(head))
        .map((head) => head.getBoundingClientRect().bottom)
        .filter((bottom) => bottom < window.innerHeight / 3);
      bar.style.top = `${Math.max(0, ...bottoms)}px`;
    }

    let waits = false;
    function update() {
      waits = false;
      const { top, bottom } = source.getBoundingClientRect();
      if (top > window.innerHeight || bottom < 0) {
        return;
      }
      settle();
      const found = scopeAt(scopes, lineInSight());
      if (found !== scope) {
        scope = found;
        tell();
      }
    }
    const later = () => {
      if (!waits) {
        waits = true;
        window.requestAnimationFrame(update);
      }
    };
    tell();
    source.prepend(bar);
    window.addEventListener("scroll", later, { passive: true });
    window.addEventListener("resize", later, { passive: true });
    later();
  }

  /**
   * Offer at each definition of the list, as somebody points at it, what the bar of the source does.
   * @param {HTMLElement | null} source
   */
  function offerAtEntries(source) {
    const path = (source && source.dataset.path) || "";
    const address = addressInRepository();
    const bar = document.createElement("span");
    bar.className = "kwindex-entry";
    const outside = document.createElement("a");
    /** @type {HTMLElement | null} */
    let entry = null;

    /** @returns {string} The number of the line of the definition. */
    const lineOf = () => {
      const line = entry && entry.querySelector(".kwindex-line");
      const found = line && (line.textContent || "").match(/\d+/);
      return found ? found[0] : "";
    };
    if (path) {
      bar.append(copyButton("Copy path", () => `${path}:${lineOf()}`));
    }
    bar.append(
      copyButton("Copy link", () => addressOf(`#${encodeURIComponent(entry ? entry.id : "")}`)),
    );
    if (/^https?:/.test(address)) {
      outside.textContent = "Repository";
      outside.rel = "noopener";
      bar.append(outside);
    }

    /** @param {Event} event */
    const show = (event) => {
      const target = event.target instanceof Element ? event.target : null;
      /** @type {HTMLElement | null} */
      const at = target && target.closest(".kwindex-definitions dt[id]");
      if (at && at !== entry) {
        entry = at;
        outside.href = address.replaceAll(/\{(?:first|last)\}/g, lineOf());
        at.append(bar);
      } else if (!at && entry && !bar.contains(document.activeElement)) {
        entry = null;
        bar.remove();
      }
    };
    let before = "";
    document.addEventListener("pointerover", (event) => {
      const where = `${event.clientX} ${event.clientY}`;
      // Below a pointer that rests something else came up, as the bar moved to what has the focus.
      if (where !== before) {
        show(event);
      }
      before = where;
    });
    document.addEventListener("focusin", show);
  }

  /**
   * @param {Element} link
   * @returns {HTMLElement | null} The box around a link of the outline that scrolls by itself.
   */
  function scrollerOf(link) {
    for (let box = link.parentElement; box && box !== document.body; box = box.parentElement) {
      if (box.scrollHeight > box.clientHeight + 1) {
        const { overflowY } = window.getComputedStyle(box);
        if (overflowY === "auto" || overflowY === "scroll") {
          return box;
        }
      }
    }
    return null;
  }

  /**
   * @param {HTMLAnchorElement} link
   * @returns {HTMLElement | null} Where on this page it leads.
   */
  function placeOfLink(link) {
    try {
      return document.getElementById(decodeURIComponent(link.hash.slice(1)));
    } catch {
      return null; // It is no address.
    }
  }

  /**
   * Mark in the list beside the page, which the theme shows, what is being read.
   * @param {HTMLElement} page
   */
  function followReader(page) {
    /** @type {NodeListOf<HTMLAnchorElement>} */
    const links = document.querySelectorAll('a[href^="#"]');
    /** @type {Map<HTMLElement, HTMLAnchorElement[]>} */
    const places = new Map();
    for (const link of links) {
      // One theme follows the reader itself, with a mark of its own.
      const place = page.contains(link) || link.closest(".toc-tree") ? null : placeOfLink(link);
      if (place && place !== page && page.contains(place)) {
        places.set(place, [...(places.get(place) || []), link]);
      }
    }
    const root = document.documentElement;
    /** @type {HTMLElement | null} */
    let here = null;

    /** @param {HTMLElement} place */
    function mark(place) {
      for (const link of places.get(place) || []) {
        link.setAttribute("aria-current", "location");
        const box = scrollerOf(link);
        if (box) {
          const at = link.getBoundingClientRect();
          const room = box.getBoundingClientRect();
          if (at.top < room.top || at.bottom > room.bottom) {
            box.scrollTop += at.top - room.top - room.height / 3;
          }
        }
      }
    }

    let waits = false;
    function update() {
      waits = false;
      const line = (parseFloat(window.getComputedStyle(root).scrollPaddingTop) || 0) + BELOW_TOP;
      /** @type {HTMLElement | null} */
      let found = null;
      let nearest = -Infinity;
      for (const place of places.keys()) {
        const box = place.getBoundingClientRect();
        // What is folded has no box.
        if (box.height && box.top <= line && box.top >= nearest) {
          found = place;
          nearest = box.top;
        }
      }
      if (found === here) {
        return;
      }
      for (const link of (here && places.get(here)) || []) {
        link.removeAttribute("aria-current");
      }
      here = found;
      if (here) {
        mark(here);
      }
    }
    const later = () => {
      if (!waits) {
        waits = true;
        window.requestAnimationFrame(update);
      }
    };
    if (places.size) {
      window.addEventListener("scroll", later, { passive: true, capture: true });
      window.addEventListener("resize", later, { passive: true });
      later();
    }
  }

  /** @type {NodeListOf<HTMLElement>} */
  const sources = document.querySelectorAll(".kwindex-source");
  sources.forEach((source) => {
    if (source.dataset.path) {
      sayWhere(source);
    }
    linkLines(source);
    tellNames(source);
  });
  offerAtEntries(sources.length === 1 ? sources[0] : null);
  /** @type {HTMLElement | null} */
  const page = document.querySelector(".kwindex-page");
  if (page) {
    followReader(page);
  }
})();
