/** Which passages are selected, and what is known of them. */
import { find } from "../base/dom.js";

export class Selection {
  constructor(passages) {
    this.passages = passages;
    for (const passage of passages) tickOf(passage).addEventListener("change", () => this.show());
    find("#nothing").addEventListener("click", () => this.none());
    this.show(); // a browser that comes back to a page remembers what was ticked
  }

  get chosen() {
    return this.passages.filter((passage) => tickOf(passage).checked);
  }

  /** Turn, start and end of each, in three lists as they are sent. */
  get spots() {
    const parts = this.chosen.map((passage) => passage.dataset.spot.split("-").map(Number));
    return { turns: parts.map((each) => each[0]), starts: parts.map((each) => each[1]), ends: parts.map((each) => each[2]) };
  }

  get codings() {
    return this.chosen.flatMap((passage) => passage.dataset.codings.split(",").filter(Boolean).map(Number));
  }

  toggle(passage) {
    tickOf(passage).checked = !tickOf(passage).checked;
    this.show();
  }

  all() {
    for (const passage of this.passages) tickOf(passage).checked = true;
    this.show();
  }

  none() {
    for (const passage of this.passages) tickOf(passage).checked = false;
    this.show();
  }

  show() {
    const { length } = this.chosen;
    find("#chosen").hidden = length === 0;
    find("#chosen-told").textContent = `${length} ${length === 1 ? "passage" : "passages"} selected`;
    find("#recode").disabled = this.codings.length === 0;
    const asked = new URLSearchParams(location.search);
    const only = this.chosen.map((passage) => passage.dataset.spot).join(",");
    find("#export").href = `/retrieve/passages?${new URLSearchParams({ q: asked.get("q") ?? "", format: "xlsx", only })}`;
  }
}

const tickOf = (passage) => find("input[type=checkbox]", passage);
