/**
 * News of the study: that it has changed (`mark`), how far long work is (`job`). A browser keeps few lines to
 * one server open, so of all its pages one listens and tells the others.
 */
const listeners = new Map();
const last = new Map();
const others = new BroadcastChannel("interviewkit-news");
const KINDS = ["mark", "job"];

/** `run` is called with what is told of this kind, and at once with what was told of it last. */
export function onNews(kind, run) {
  listeners.set(kind, [...(listeners.get(kind) ?? []), run]);
  if (last.has(kind)) run(last.get(kind));
}

function hear(kind, what) {
  const before = last.get(kind);
  if (before !== undefined && JSON.stringify(before) === JSON.stringify(what)) return;
  last.set(kind, what);
  for (const run of listeners.get(kind) ?? []) run(what);
}

function listen() {
  const source = new EventSource("/api/events");
  for (const kind of KINDS) {
    source.addEventListener(kind, (event) => {
      const what = JSON.parse(event.data);
      hear(kind, what);
      others.postMessage({ kind, what });
    });
  }
  source.addEventListener("error", () => {
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
  });
}

others.addEventListener("message", ({ data }) => {
  if (data.asks) for (const [kind, what] of last) others.postMessage({ kind, what });
  else hear(data.kind, data.what);
});
others.postMessage({ asks: true });
navigator.locks.request("interviewkit-news", () => new Promise(() => listen()));
