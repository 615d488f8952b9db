#!/usr/bin/env node
// Opens the pages in a real browser: what a reader clicks, types and hovers, what the page asks the
// network for (nothing), what it complains of (nothing), how it stands with contrast and labels.
//
//     tests/browser/run.mjs COUPLET [--shots FOLDER]
//
// Exit code 77 where there is no Chromium. --shots writes pictures of the pages, to be looked at.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Chrome, Page, findChrome } from "./chrome.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
const couplet = process.argv[2];
const shots = process.argv[3] === "--shots" ? process.argv[4] : null;
const path = findChrome();
if (path === null) {
  console.log("skipped: there is no Chromium");
  process.exit(77);
}
const folder = mkdtempSync(join(tmpdir(), "couplet-pages-"));
let failures = 0;

function check(what, ok, more = "") {
  if (ok) return;
  failures++;
  console.log("FAILED: " + what + (more === "" ? "" : ": " + more));
}

function make(name, ...args) {
  const file = join(folder, name + ".html");
  execFileSync(couplet, [...args, "-q", "-o", file]);
  return pathToFileURL(file).href;
}

// A pair with every state, and text that must stay text.
function hostile() {
  const zh = ["<script>window.hit=1</script>他們在河邊種了三百棵樹。", "市長昨天宣布了這項計畫。</script><img src=x onerror=window.hit=2>",
    "\u202E這一句話沒有人翻譯&amp;因為沒有人要讀。", "委員會將於明年春天再次開會討論預算。"];
  const en = ["<script>window.hit=1</script>They planted three hundred trees by the river.",
    "The mayor announced the plan yesterday.</script><img src=x onerror=window.hit=2>",
    "The committee will meet again next spring to discuss the budget."];
  writeFileSync(join(folder, "z.txt"), zh.join("\n") + "\n");
  writeFileSync(join(folder, "e\"><script>hit=3<.txt"), en.join("\n") + "\n");
  return make("hostile", "check", "--seg-profile", "lines", join(folder, "z.txt"), join(folder, "e\"><script>hit=3<.txt"));
}

const count = (selector) => `document.querySelectorAll(${JSON.stringify(selector)}).length`;
const visible = "Array.from(document.querySelectorAll('.b')).filter((b) => !b.hidden).length";

async function quiet(page, name) {
  await page.evaluate("new Promise((done) => setTimeout(done, 50))");
  check(name + " fetches nothing", page.requests.every((url) => url.startsWith("file:") || url.startsWith("data:"))
    && page.requests.filter((url) => url.startsWith("file:")).length === 1, page.requests.join(" "));
  check(name + " logs nothing", page.complaints.length === 0, page.complaints.join(" | "));
}

// Contrast by WCAG 2.1 (1.4.3), of every text that is shown, against the colour behind it.
const CONTRAST = `(() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const read = (color) => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, below) => top.slice(0, 3).map((c, i) => c * top[3] + below[i] * (1 - top[3]));
  const light = (c) => c.map((v) => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const paper = read(getComputedStyle(document.documentElement).backgroundColor);
  const bad = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode());) {
    const part = node.parentElement;
    if (!node.data.trim() || !part.checkVisibility({ opacityProperty: true, visibilityProperty: true })
      || part.closest(".v, script, style, dialog:not([open]), details:not([open]) > :not(summary)")) continue;
    let ground = paper, alpha = 1;
    const chain = [];
    for (let at = part; at; at = at.parentElement) chain.unshift(at);
    for (const at of chain) {
      const style = getComputedStyle(at);
      ground = over(read(style.backgroundColor), ground);
      alpha *= Number(style.opacity);
    }
    const ink = read(getComputedStyle(part).color);
    const front = over([ink[0], ink[1], ink[2], ink[3] * alpha], ground);
    const [a, b] = [light(front), light(ground)].sort((x, y) => y - x);
    const ratio = (a + .05) / (b + .05);
    if (ratio < 4.5) bad.push(part.className + " " + ratio.toFixed(2) + " " + node.data.trim().slice(0, 20));
  }
  return bad;
})()`;

async function accessible(page, name) {
  const bad = await page.evaluate(CONTRAST);
  check(name + " has the contrast of WCAG AA", bad.length === 0, bad.slice(0, 5).join(" | "));
  check(name + " has landmarks and one first heading", await page.evaluate(
    `${count("main")} === 1 && ${count("header")} === 1 && ${count("[role=search]")} === 1 && ${count("h1")} === 1`));
  check(name + " labels its controls", await page.evaluate(
    `Array.from(document.querySelectorAll("input, button")).every((c) => c.labels?.length || c.ariaLabel || c.textContent.trim())`));
  check(name + " names the languages", await page.evaluate(
    `document.documentElement.lang === "en" && ${count(".z[lang=zh-TW] .t")} > 0 && ${count(".e[lang=en-US] .t")} > 0`));
  check(name + " repeats no id", await page.evaluate(
    `new Set(Array.from(document.querySelectorAll("[id]"), (e) => e.id)).size === ${count("[id]")}`));
}

async function travel(page, name) {
  const all = await page.evaluate(visible);
  const gaps = await page.evaluate(count(".b.gap"));
  await page.click("input[value=gap]");
  check(name + ": the filter leaves the untranslated", await page.evaluate(visible) === gaps);
  check(name + ": the count is told", (await page.evaluate("document.getElementById('told').textContent")).startsWith(gaps + " of " + all));
  await page.click("input[value=all]");
  check(name + ": all of it again", await page.evaluate(visible) === all);

  await page.evaluate("document.activeElement.blur(); scrollTo(0, 0)");
  await page.press("j");
  const first = await page.evaluate("document.activeElement.id");
  await page.press("j");
  check(name + ": j goes on", first === "b0" && await page.evaluate("document.activeElement.id") === "b1", first);
  await page.press("k");
  check(name + ": k goes back", await page.evaluate("document.activeElement.id") === "b0");
  await page.press("n");
  const next = await page.evaluate("document.activeElement.className");
  check(name + ": n finds something", /found|gap|added|moved|unsure/.test(next), next);

  await page.press("/");
  check(name + ": / goes to the search", await page.evaluate("document.activeElement.id") === "q");
  const word = await page.evaluate("document.querySelector('.e .t').textContent.trim().split(/\\s+/)[0]");
  await page.type(word);
  check(name + ": the search narrows", await page.until(`${visible} > 0 && ${visible} < ${all}`), word);
  await page.press("Escape");
  check(name + ": Esc shows everything", await page.evaluate(visible) === all);

  await page.press("?");
  check(name + ": ? helps", await page.evaluate("document.getElementById('help').open"));
  await page.press("Escape");

  const gap = await page.evaluate("document.querySelector('.strip a.zg')?.getAttribute('href')");
  if (gap) {
    await page.evaluate("scrollTo(0, 0)");
    await page.click(".strip a.zg");
    check(name + ": the strip leads to the gap", "#" + await page.evaluate("document.activeElement.id") === gap, gap);
    check(name + ": and it is in view", await page.until(`(() => { const b = document.querySelector("${gap}").getBoundingClientRect();
      return b.top >= 0 && b.bottom <= innerHeight; })()`));
  }
  const away = await page.evaluate(count(".o a[href], .away a[href]"));
  if (away > 0) {
    const to = await page.evaluate(`(() => { const a = document.querySelector(".o a[href], .away a[href]"); a.click(); return a.getAttribute("href"); })()`);
    check(name + ": a moved sentence leads to where it went", "#" + await page.evaluate("document.activeElement.id") === to, to);
  }
}

async function anchors(page, name) {
  const number = await page.evaluate(`(() => { const b = Array.from(document.querySelectorAll(".b")).find((b) => b.querySelector(".z .a"));
    b.scrollIntoView({ block: "center" }); b.querySelector(".z .a").id = "probe"; return b.querySelector(".z .a").dataset.a; })()`);
  await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
  await page.hover("#probe");
  check(name + ": a word lights up with its counterpart", await page.until(
    `document.querySelectorAll(".z .a.on").length > 0 && document.querySelectorAll(".e .a.on").length > 0 &&
     Array.from(document.querySelectorAll(".a.on")).every((a) => a.dataset.a === "${number}")`));
  await page.evaluate("document.querySelector('#probe').closest('.b').focus()");
  await page.press("l");
  check(name + ": so it does by keyboard", await page.until("document.querySelectorAll('.e .a.on').length > 0"));
}

// Ten thousand beads: the page must open and filter as a tool does, not as a book is printed.
function large() {
  const zh = [], en = [];
  for (let i = 0; i < 10000; i++) {
    zh.push(`第${i + 1}號觀測站在${1 + i % 28}日記錄了${i * 7 % 900 + 100}毫米的雨量，比前一年多了一成。`);
    en.push(`Station No. ${i + 1} recorded ${i * 7 % 900 + 100} millimeters of rain on the ${1 + i % 28}th, a tenth more than the year before.`);
  }
  const units = zh.map((z, i) => `<tu><tuv xml:lang="zh-TW"><seg>${z}</seg></tuv><tuv xml:lang="en-US"><seg>${en[i]}</seg></tuv></tu>`);
  writeFileSync(join(folder, "large.tmx"), `<?xml version="1.0"?><tmx version="1.4"><header srclang="zh-TW"/><body>${units.join("\n")}</body></tmx>`);
  return make("large", "check", "--tmx", join(folder, "large.tmx"));
}

async function picture(page, name) {
  if (shots === null) return;
  mkdirSync(shots, { recursive: true });
  writeFileSync(join(shots, name + ".png"), await page.shot());
}

const sample = (name) => [join(root, "data/sample", name + ".zh.txt"), join(root, "data/sample", name + ".en.txt")];
const western = join(root, "../shared/sample/western-bilingual.txt");
const pages = [["river", make("river", "check", ...sample("river"))], ["care", make("care", "check", ...sample("care"))],
  ["plain", make("plain", "align", ...sample("river"))]];
if (existsSync(western)) pages.push(["western", make("western", "check", western)]);
else console.log("skipped: western, which is not here");

const chrome = new Chrome(path);
try {
  for (const [name, url] of pages) {
    const page = await Page.open(chrome, url);
    await accessible(page, name);
    await picture(page, name);
    await travel(page, name);
    if (name !== "plain") await anchors(page, name);
    await picture(page, name + "-at-work");
    await quiet(page, name);
    await page.close();
    const dark = await Page.open(chrome, url, { media: [{ name: "prefers-color-scheme", value: "dark" }] });
    await accessible(dark, name + " in the dark");
    await picture(dark, name + "-dark");
    await dark.close();
    const narrow = await Page.open(chrome, url, { width: 390, height: 800 });
    check(name + " fits a telephone", await narrow.evaluate("document.documentElement.scrollWidth <= innerWidth"));
    await picture(narrow, name + "-narrow");
    await narrow.close();
  }
  const page = await Page.open(chrome, hostile());
  check("markup stays text", await page.evaluate(`window.hit === undefined && ${count(".b script, .b img, h1 script")} === 0
    && document.body.textContent.includes("<script>window.hit=1</script>")`));
  await quiet(page, "hostile");
  await page.close();

  const big = await Page.open(chrome, large());
  const filtered = await big.evaluate(`new Promise((done) => { const began = performance.now();
    document.querySelector("input[value=findings]").click();
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - began))); })`);
  const moved = await big.evaluate(`new Promise((done) => { document.querySelector("input[value=all]").click();
    const began = performance.now(); document.getElementById("b9000").scrollIntoView();
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - began))); })`);
  console.log(`10,000 beads: open in ${big.loadTime} ms, filtered in ${Math.round(filtered)} ms, jumped in ${Math.round(moved)} ms`);
  check("10,000 beads filter within two", filtered < 2000, filtered + " ms");
  await quiet(big, "large");
  await big.close();
} finally {
  await chrome.close();
  rmSync(folder, { recursive: true, force: true });
}
console.log(failures === 0 ? "pages in order" : failures + " failed");
process.exit(failures === 0 ? 0 : 1);
