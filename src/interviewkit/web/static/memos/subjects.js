/** Fields that ask what something is about: the study's names are offered as one types. */
import { make } from "../base/dom.js";
import { get } from "../base/http.js";

const PAUSE = 120;

/** Let these fields offer names; all of them share the list that they name. */
export function offerSubjects(fields) {
  const list = document.querySelector("#subjects");
  let waits = 0;
  const offer = async (text) => {
    const { subjects } = await get(`/api/subjects?text=${encodeURIComponent(text)}`);
    list.replaceChildren(...subjects.map((value) => make("option", { value })));
  };
  for (const field of fields) {
    field.addEventListener("input", () => {
      clearTimeout(waits);
      waits = setTimeout(() => offer(field.value), PAUSE);
    });
    field.addEventListener("focus", () => offer(field.value), { once: true });
  }
}
