/** Bringing files: dropped or chosen, each is sent on its own and told when it lies in the study. */
import { find, make, meta } from "../base/dom.js";

/** Make the drop area of the page work; `done` is called when all files of a batch were sent. */
export function showBringing(done) {
  const area = document.querySelector("#drop");
  if (!area || area.dataset.works) return;
  area.dataset.works = "yes";
  for (const name of ["dragenter", "dragover"]) {
    area.addEventListener(name, (event) => { event.preventDefault(); area.classList.add("over"); });
  }
  area.addEventListener("dragleave", () => area.classList.remove("over"));
  area.addEventListener("drop", async (event) => {
    event.preventDefault();
    area.classList.remove("over");
    bring(await filesOf(event.dataTransfer), done);
  });
  area.addEventListener("submit", (event) => event.preventDefault());
  for (const input of [find("#files"), find("#folder")]) {
    input.addEventListener("change", () => {
      bring([...input.files].map((file) => ({ file, name: file.webkitRelativePath || file.name })), done);
      input.value = "";
    });
  }
}

/** A file that misses the area is not opened by the browser in the place of the page. */
for (const name of ["dragover", "drop"]) addEventListener(name, (event) => event.preventDefault());

async function filesOf(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files].map((file) => ({ file, name: file.name }));
  return (await Promise.all(entries.map((entry) => walk(entry)))).flat();
}

async function walk(entry) {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    return [{ file, name: entry.fullPath.replace(/^\//, "") }];
  }
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) break;
    found.push(...some);
  }
  return (await Promise.all(found.map((each) => walk(each)))).flat();
}

const HIDDEN = /(^|\/)(\.|~\$)/;

async function bring(files, done) {
  const kind = find("#kind").value;
  const wanted = files.filter(({ name }) => !HIDDEN.test(name));
  let failed = 0;
  let last = "";
  const list = find("#brought");
  const count = make("li", {}, "");
  list.replaceChildren(count);
  for (const [at, each] of wanted.entries()) {
    count.textContent = `${at + 1} of ${wanted.length}: ${each.name}`;
    const told = await send(each, kind);
    if (told.path) last = told.path;
    else {
      failed += 1;
      list.append(make("li", { class: "fatal" }, `${each.name}: ${told.fault}`));
    }
  }
  const brought = wanted.length - failed;
  count.replaceChildren(`${brought} ${brought === 1 ? "file lies" : "files lie"} in the study now`, next(kind, last));
  if (kind === "transcripts" && brought) done();
}

/** A survey and a list of participants are used once the settings name them. */
function next(kind, path) {
  if (kind === "transcripts" || !path) return "";
  return make("p", {}, make("a", { href: `/settings?${kind}=${encodeURIComponent(path)}` }, `Name ${path} in the settings`));
}

async function send({ file, name }, kind) {
  const query = new URLSearchParams({ name, kind });
  try {
    const answer = await fetch(`/api/files?${query}`, {
      method: "POST", headers: { "X-CSRF": meta("csrf"), "Content-Type": "application/octet-stream" }, body: file,
    });
    const isJson = answer.headers.get("content-type")?.includes("json");
    const told = isJson ? await answer.json() : { error: { message: await answer.text() } };
    return answer.ok ? told : { fault: [told.error.message, told.error.hint].filter(Boolean).join(". ") };
  } catch {
    return { fault: "the workspace does not answer" };
  }
}
