// The page works without this: it sorts the table of students by a column, and searches it.
"use strict";
const table = document.getElementById("students");
if (table) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  // The page comes in the order of names: by those, a student's value is the place in it.
  const students = [...body.rows].map((row, place) => {
    const [name, ...points] = [...row.cells].map((cell) => cell.lastChild?.textContent ?? "");
    return { row, key: plain(name), values: [place, ...points.map(parseFloat)] };
  });

  function sort(column) {
    const falling = heads[column].getAttribute("aria-sort") === "ascending";
    heads.forEach((head) => head.removeAttribute("aria-sort"));
    heads[column].setAttribute("aria-sort", falling ? "descending" : "ascending");
    students.sort((one, other) => compare(one.values[column], other.values[column], falling));
    body.append(...students.map((student) => student.row));
  }
  // What has no score comes last, whichever way the others stand.
  function compare(one, other, falling) {
    if (Number.isNaN(one) || Number.isNaN(other)) return Number.isNaN(one) - Number.isNaN(other);
    return falling ? other - one : one - other;
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
