// Chromium by its own protocol (DevTools), over a pair of pipes: node and nothing else.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export function findChrome() {
  for (const folder of (process.env.PATH || "").split(":"))
    for (const name of ["chromium", "chromium-browser", "google-chrome"])
      if (existsSync(join(folder, name))) return join(folder, name);
  return null;
}

export class Chrome {
  constructor(path) {
    this.profile = mkdtempSync(join(tmpdir(), "couplet-browser-"));
    this.process = spawn(path, ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
      "--no-first-run", "--disable-background-networking", "--disable-component-update",
      "--user-data-dir=" + this.profile, "--remote-debugging-pipe", "about:blank"],
    { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
    this.waiting = new Map();
    this.listeners = [];
    this.last = 0;
    let rest = "";
    this.process.stdio[4].setEncoding("utf8");
    this.process.stdio[4].on("data", (piece) => {
      const parts = (rest + piece).split("\0");
      rest = parts.pop();
      parts.forEach((part) => this.receive(JSON.parse(part)));
    });
  }

  receive(message) {
    const wait = this.waiting.get(message.id);
    if (wait) {
      this.waiting.delete(message.id);
      if (message.error) wait.reject(new Error(message.error.message));
      else wait.resolve(message.result);
    } else {
      this.listeners.forEach((listen) => listen(message));
    }
  }

  send(method, params = {}, sessionId = undefined) {
    const id = ++this.last;
    this.process.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + "\0");
    return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
  }

  async close() {
    const gone = new Promise((resolve) => this.process.once("exit", resolve));
    await Promise.race([this.send("Browser.close"), new Promise((r) => setTimeout(r, 2000))]).catch(() => {});
    await Promise.race([gone, new Promise((r) => setTimeout(r, 3000))]);
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

// A page with a log of what it asked for, printed to the console or threw.
export class Page {
  static async open(chrome, url, { width = 1400, height = 900, media = [] } = {}) {
    const page = new Page();
    page.chrome = chrome;
    page.requests = [];
    page.complaints = [];
    const { targetId } = await chrome.send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await chrome.send("Target.attachToTarget", { targetId, flatten: true });
    page.session = sessionId;
    page.target = targetId;
    chrome.listeners.push((message) => message.sessionId === sessionId && page.note(message));
    for (const domain of ["Page", "Runtime", "Network", "Log"]) await page.send(domain + ".enable");
    await page.send("Emulation.setDeviceMetricsOverride",
      { width, height, deviceScaleFactor: 1, mobile: false });
    await page.send("Emulation.setEmulatedMedia", { features: media });
    const loaded = new Promise((resolve) => { page.loaded = resolve; });
    const began = Date.now();
    await page.send("Page.navigate", { url });
    await loaded;
    page.loadTime = Date.now() - began;
    return page;
  }

  note({ method, params }) {
    if (method === "Page.loadEventFired") this.loaded();
    if (method === "Network.requestWillBeSent") this.requests.push(params.request.url);
    if (method === "Runtime.exceptionThrown") this.complaints.push(params.exceptionDetails.text);
    if (method === "Runtime.consoleAPICalled" && params.type === "error") this.complaints.push("console.error");
    if (method === "Log.entryAdded" && params.entry.level !== "info" && params.entry.level !== "verbose")
      this.complaints.push(params.entry.text);
  }

  send(method, params) { return this.chrome.send(method, params, this.session); }

  async evaluate(expression) {
    const { result, exceptionDetails } = await this.send("Runtime.evaluate",
      { expression, returnByValue: true, awaitPromise: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description || exceptionDetails.text);
    return result.value;
  }

  // Whether an expression becomes true: a busy machine draws late.
  async until(expression) {
    for (let i = 0; i < 60; i++) {
      if (await this.evaluate(expression)) return true;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return false;
  }

  async press(key, text = key.length === 1 ? key : undefined) {
    const code = key === "Escape" ? { windowsVirtualKeyCode: 27, code: key } : {};
    await this.send("Input.dispatchKeyEvent", { type: text ? "keyDown" : "rawKeyDown", key, text, ...code });
    await this.send("Input.dispatchKeyEvent", { type: "keyUp", key, ...code });
  }

  async type(text) { for (const c of text) await this.press(c); }

  // Clicks the middle of what a selector finds, as a mouse would.
  async click(selector) {
    const at = await this.evaluate(`(() => {
      const box = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect();
      return [box.left + box.width / 2, box.top + box.height / 2]; })()`);
    await this.mouse("mouseMoved", at);
    await this.mouse("mousePressed", at);
    await this.mouse("mouseReleased", at);
  }

  async hover(selector) {
    await this.mouse("mouseMoved", await this.evaluate(`(() => {
      const box = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect();
      return [box.left + 2, box.top + box.height / 2]; })()`));
  }

  mouse(type, [x, y]) {
    return this.send("Input.dispatchMouseEvent",
      { type, x, y, button: type === "mouseMoved" ? "none" : "left", clickCount: type === "mouseMoved" ? 0 : 1 });
  }

  async shot() {
    return Buffer.from((await this.send("Page.captureScreenshot")).data, "base64");
  }

  async close() { await this.chrome.send("Target.closeTarget", { targetId: this.target }); }
}
