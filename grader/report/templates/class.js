// The page works without this: it sorts the table of students by a column, and searches it.
"use strict";
const table = document.getElementById("students");
if (table) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const students = [...body.rows].map((row) => {
    const [name, ...points] = [...row.cells].map((cell) => (cell.firstChild?.textContent ?? ""));
    return { row, name, key: plain(name), values: [name, ...points.map(parseFloat)] };
  });

  function sort(column) {
    const falling = heads[column].getAttribute("aria-sort") === "ascending";
    heads.forEach((head) => head.removeAttribute("aria-sort"));
    heads[column].setAttribute("aria-sort", falling ? "descending" : "ascending");
    students.sort((one, other) => compare(one.values[column], other.values[column], falling));
    body.append(...students.map((student) => student.row));
  }
  // What nobody handed in comes last, whichever way the others stand.
  function compare(one, other, falling) {
    if (Number.isNaN(one) || Number.isNaN(other)) return Number.isNaN(one) - Number.isNaN(other);
    const step = typeof one === "string" ? order(one, other) : one - other;
    return falling ? -step : step;
  }
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(column));
    head.append(button);
  });
  heads[0].setAttribute("aria-sort", "ascending");

  const search = document.getElementById("search");
  const found = document.getElementById("found");
  function filter() {
    const wanted = plain(search.value.trim());
    let shown = 0;
    for (const { row, key } of students) {
      row.hidden = !key.includes(wanted);
      shown += !row.hidden;
    }
    found.textContent = wanted &&
      found.dataset.words.replace("{shown}", shown).replace("{count}", students.length);
  }
  search.addEventListener("input", filter);
  search.closest("p").hidden = false;
  filter();
}
