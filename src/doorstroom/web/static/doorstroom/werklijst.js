/* Keys for the work list. The list works without: every key does what a link or a box does.
   Keys of one letter can be switched off (WCAG 2.1.4); the choice stays in this browser. */
"use strict";
(() => {
  const KEPT = "doorstroom-toetsen";
  const box = () => document.getElementById("toetsen");
  const cases = () => [...document.querySelectorAll("#werklijst .ds-list__case")];
  const here = () => document.activeElement && document.activeElement.closest("#werklijst tbody tr");

  /* What must be done for one case may take several rows; the keys go from case to case. */
  const move = (step) => {
    const all = cases();
    if (!all.length) return;
    let row = here();
    while (row && !row.querySelector(".ds-list__case")) row = row.previousElementSibling;
    const at = row ? all.indexOf(row.querySelector(".ds-list__case")) : -1;
    const to = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + step));
    all[to].focus();
  };
  const click = (selector) => {
    const found = here() && here().querySelector(selector);
    if (found) found.click();
  };
  const keys = {
    j: () => move(1),
    k: () => move(-1),
    o: () => click(".ds-list__case"),
    w: () => click(".ds-list__why-link"),
    s: () => click(".ds-list__step a"),
    x: () => click(".ds-list__pick input"),
    f: () => { const first = document.querySelector(".ds-filter select"); if (first) first.focus(); },
    "?": () => { const help = document.querySelector(".ds-keys"); help.open = !help.open; if (help.open) help.querySelector("summary").focus(); },
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !box() || !box().checked) return;
    const target = event.target;
    const typing = target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (typing || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
  /* One box that chooses every case on this page, or none. */
  const all = () => {
    const head = document.querySelector("#werklijst thead th");
    const boxes = () => [...document.querySelectorAll("#werklijst .ds-list__pick input")];
    if (!head || !boxes().length || head.querySelector("input")) return;
    const label = head.querySelector("span");
    const every = document.createElement("input");
    every.type = "checkbox";
    every.className = "utrecht-checkbox utrecht-checkbox--html-input";
    every.setAttribute("aria-label", label.dataset.all);
    every.addEventListener("change", () => boxes().forEach((one) => { one.checked = every.checked; }));
    const option = document.createElement("span");
    option.className = "ds-option";
    option.append(every);
    label.replaceWith(option);
  };
  all();
  document.addEventListener("htmx:afterSwap", all);

  const kept = () => { try { return localStorage.getItem(KEPT); } catch { return null; } };
  if (box()) {
    box().checked = kept() !== "uit";
    box().addEventListener("change", () => {
      try { localStorage.setItem(KEPT, box().checked ? "aan" : "uit"); } catch { /* not kept, then */ }
    });
  }
})();
