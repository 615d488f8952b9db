/* Travelling, filtering and searching. The page reads, prints and jumps without this script. */
"use strict";
(() => {
  const all = Array.from(document.querySelectorAll(".b"));
  const place = new Map(all.map((bead, i) => [bead.id, i]));
  const filters = Array.from(document.querySelectorAll("input[name=show]"));
  const field = document.getElementById("q");
  const told = document.getElementById("told");
  const help = document.getElementById("help");
  const strip = document.querySelector(".strip > div");
  const plural = (n, word) => n + " " + word + (n === 1 ? "" : "s");
  let shown = all, current = -1, texts = null;

  const wanted = {
    all: () => true,
    unsure: (bead) => bead.matches(".fair, .unsure"),
    gap: (bead) => bead.matches(".gap"),
    added: (bead) => bead.matches(".added"),
    moved: (bead) => bead.matches(".moved, .has-away"),
    findings: (bead) => bead.matches(".found"),
  };
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const chosen = () => filters.find((f) => f.checked) || filters[0];

  /* What one looks for: the words of both texts, not the labels between them. */
  function bodies() {
    if (texts === null)
      texts = all.map((bead) => fold(Array.from(bead.querySelectorAll(".t"), (s) => s.textContent).join("\n")));
    return texts;
  }

  function show() {
    const want = wanted[chosen().value], word = fold(field.value.trim());
    const held = word === "" ? null : bodies();
    const next = [];
    all.forEach((bead, i) => {
      const visible = want(bead) && (held === null || held[i].includes(word));
      if (bead.hidden === visible) bead.hidden = !visible;
      if (visible) next.push(bead);
    });
    shown = next;
    told.textContent = shown.length === all.length ? plural(all.length, "bead")
      : shown.length + " of " + plural(all.length, "bead");
    highlight(word);
    follow();
  }

  /* Marks what was found without touching the text, where the browser can. */
  function highlight(word) {
    if (!window.Highlight || !CSS.highlights) return;
    CSS.highlights.delete("found");
    if (word === "") return;
    const marks = new Highlight();
    let room = 5000; /* ranges: more than an eye can use */
    for (const bead of shown)
      for (const part of bead.querySelectorAll(".t")) {
        const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
        for (let node; (node = walk.nextNode()) && room > 0;) {
          const text = node.data.toLowerCase();
          if (text.length !== node.data.length) continue;
          for (let at = text.indexOf(word); at >= 0 && room > 0; at = text.indexOf(word, at + word.length), room--) {
            const range = new Range();
            range.setStart(node, at);
            range.setEnd(node, at + word.length);
            marks.add(range);
          }
        }
      }
    CSS.highlights.set("found", marks);
  }

  function go(bead, where) {
    if (!bead) return false;
    if (bead.hidden) {
      filters[0].checked = true;
      field.value = "";
      show();
    }
    current = place.get(bead.id);
    bead.focus({ preventScroll: true });
    bead.scrollIntoView({ block: where || "nearest" });
    return true;
  }

  /* The next bead that is shown and passes, from the current one on; step is 1 or -1. */
  function next(step, passes) {
    let at = current >= 0 ? current : step > 0 ? -1 : all.length;
    if (current < 0) {
      const top = first();
      if (top >= 0) at = step > 0 ? top - 1 : top;
    }
    for (at += step; at >= 0 && at < all.length; at += step)
      if (!all[at].hidden && passes(all[at])) return all[at];
    return null;
  }
  const amiss = (bead) => bead.matches(".found, .gap, .added, .moved, .unsure");

  /* The number of the bead at the top of the window. */
  function first() {
    const edge = document.querySelector(".tools").getBoundingClientRect().bottom;
    const list = document.querySelector(".beads").getBoundingClientRect();
    for (let y = Math.max(edge, list.top) + 4; y < innerHeight; y += 8) {
      const hit = document.elementFromPoint(list.left + 40, y);
      const bead = hit && hit.closest(".b");
      if (bead) return place.get(bead.id);
    }
    return -1;
  }

  /* The frame in the strip that says which part of the document is in view. */
  const here = document.createElement("div");
  here.className = "here";
  const rows = strip ? Array.from(strip.querySelectorAll("a")) : [];
  const begins = rows.map((row) => Number(row.getAttribute("href").slice(2)));
  function row(i) {
    let low = 0, high = begins.length - 1;
    while (low < high) {
      const mid = (low + high + 1) >> 1;
      if (begins[mid] <= i) low = mid; else high = mid - 1;
    }
    return rows[low];
  }
  function follow() {
    if (!rows.length) return;
    const top = first();
    here.hidden = top < 0;
    if (top < 0) return;
    let last = top;
    for (let i = top; i < all.length && i < top + 60; i++) {
      if (all[i].hidden) continue;
      if (all[i].getBoundingClientRect().top > innerHeight) break;
      last = i;
    }
    const from = row(top), to = row(last);
    here.style.top = from.offsetTop + "px";
    here.style.height = to.offsetTop + to.offsetHeight - from.offsetTop + "px";
  }
  if (strip) strip.append(here);
  let due = false;
  addEventListener("scroll", () => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => { due = false; follow(); });
  }, { passive: true });
  addEventListener("resize", follow);

  /* Words of the two sides that answer each other light up together. */
  let lit = [];
  function light(bead, number) {
    lit.forEach((part) => part.classList.remove("on"));
    lit = bead === null ? [] : Array.from(bead.querySelectorAll('[data-a="' + number + '"]'));
    lit.forEach((part) => part.classList.add("on"));
  }
  document.addEventListener("mouseover", (event) => {
    const part = event.target.closest && event.target.closest(".a");
    light(part ? part.closest(".b") : null, part ? part.dataset.a : "");
  });
  function step(by) {
    const bead = all[current];
    if (!bead) return;
    const numbers = Array.from(new Set(Array.from(bead.querySelectorAll(".z .a"), (part) => part.dataset.a)));
    if (!numbers.length) return;
    const at = lit.length && bead.contains(lit[0]) ? numbers.indexOf(lit[0].dataset.a) : by > 0 ? -1 : 0;
    light(bead, numbers[(at + by + numbers.length) % numbers.length]);
  }

  document.addEventListener("focusin", (event) => {
    const bead = event.target.closest(".b");
    if (bead) current = place.get(bead.id);
    if (lit.length && (!bead || !bead.contains(lit[0]))) light(null);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link) {
      const target = document.getElementById(link.getAttribute("href").slice(1));
      const bead = target && target.closest(".b");
      if (bead) {
        event.preventDefault();
        go(bead, "center");
        history.replaceState(null, "", link.getAttribute("href"));
      }
      return;
    }
    const bead = event.target.closest(".b");
    if (bead && String(getSelection()) === "") bead.focus({ preventScroll: true });
  });

  filters.forEach((filter) => filter.addEventListener("change", show));
  let pause = 0;
  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(show, 120);
  });
  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(pause);
    show();
    current = -1;
    go(shown[0], "center");
  });
  document.getElementById("keys").addEventListener("click", () => help.showModal());

  const keys = {
    j: () => go(next(1, () => true)),
    k: () => go(next(-1, () => true)),
    n: () => go(next(1, amiss), "center"),
    p: () => go(next(-1, amiss), "center"),
    l: () => step(1),
    h: () => step(-1),
    "/": () => { field.focus(); field.select(); },
    "?": () => help.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.key === "Escape") {
      if (field.value !== "" || !filters[0].checked) {
        field.value = "";
        filters[0].checked = true;
        show();
      }
      if (current >= 0) go(all[current]); else document.activeElement.blur();
      return;
    }
    if (event.target === field) return;
    const onBead = event.target.closest && event.target.closest(".b");
    const arrows = { ArrowDown: "j", ArrowUp: "k", ArrowRight: "l", ArrowLeft: "h" };
    const key = onBead && arrows[event.key] ? arrows[event.key] : event.key;
    if (Object.hasOwn(keys, key)) {
      event.preventDefault();
      keys[key]();
    } else if (/^[1-9]$/.test(key) && filters[key - 1]) {
      filters[key - 1].checked = true;
      show();
    }
  });

  show();
  const target = location.hash && document.getElementById(location.hash.slice(1));
  if (target && target.closest(".b")) go(target.closest(".b"), "center");
})();
