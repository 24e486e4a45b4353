// Keys and the details beside a report. Without this file the page reads the same: every mark is a link.
"use strict";

(() => {
  const side = document.querySelector("[data-panel]");
  const marks = () => [...document.querySelectorAll("[data-mark]")].filter((mark) => getComputedStyle(mark).pointerEvents !== "none");
  const rows = () => [...document.querySelectorAll("[data-row]")];
  let chosen = side?.querySelector("[data-record]")?.dataset.record ?? null;

  const shownAt = (record) => {
    const url = new URL(location.href);
    url.searchParams.delete("problem");
    if (record) url.searchParams.set("at", record);
    else url.searchParams.delete("at");
    url.hash = record ?? "";
    history.replaceState(null, "", url);
  };

  const highlight = (record) => {
    for (const mark of document.querySelectorAll(".m.chosen")) mark.classList.remove("chosen");
    for (const mark of document.querySelectorAll(`[data-mark="${CSS.escape(record)}"], [data-part="${CSS.escape(record)}"]`)) mark.classList.add("chosen");
  };

  const open = async (record) => {
    const answer = await fetch(`/records/${encodeURIComponent(record)}`);
    if (!answer.ok) return;
    side.innerHTML = await answer.text(); // made by the server's templates, which escape every text of a report
    chosen = record;
    highlight(record);
    shownAt(record);
  };

  const close = () => {
    side.replaceChildren();
    for (const mark of document.querySelectorAll(".m.chosen")) mark.classList.remove("chosen");
    document.getElementById(chosen)?.focus();
    shownAt(null);
  };

  const move = (step) => {
    const list = side ? marks() : rows();
    if (!list.length) return;
    const at = side ? list.findIndex((mark) => mark.dataset.mark === chosen) : list.indexOf(document.activeElement.closest("[data-row]"));
    const next = list[at < 0 ? (step > 0 ? 0 : list.length - 1) : Math.min(Math.max(at + step, 0), list.length - 1)];
    next.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    if (side) {
      next.focus({ preventScroll: true });
      open(next.dataset.mark);
    } else next.querySelector("a").focus();
  };

  const edit = () => {
    const form = side?.querySelector("[data-edit]");
    if (!form) return;
    form.open = true;
    form.querySelector("select, input:not([type=hidden])").focus();
  };

  const KEYS = {
    j: () => move(1),
    k: () => move(-1),
    e: edit,
    "/": () => document.querySelector("[data-search]").select(),
    Escape: () => side && close(),
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea");
    if (event.ctrlKey || event.metaKey || event.altKey || (typing && event.key !== "Escape")) return;
    if (typing) {
      event.target.blur();
      return;
    }
    const button = (side ?? event.target.closest("[data-row]"))?.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!button && !KEYS[event.key]) return;
    event.preventDefault();
    if (button) button.click();
    else KEYS[event.key]();
  });

  // A verdict in a queue takes its row away: the one that comes up in its place is next.
  document.addEventListener("submit", (event) => {
    const row = event.target.closest("[data-row]");
    if (row) sessionStorage.setItem(`row ${location.pathname}`, rows().indexOf(row));
  });
  const left = sessionStorage.getItem(`row ${location.pathname}`);
  if (left !== null) {
    sessionStorage.removeItem(`row ${location.pathname}`);
    rows()[Math.min(Number(left), rows().length - 1)]?.querySelector("a").focus();
  }

  side?.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) {
      event.preventDefault();
      close();
      return;
    }
    const other = event.target.closest("[data-open]");
    if (other) {
      event.preventDefault();
      open(other.dataset.open);
    }
  });

  document.addEventListener("click", (event) => {
    const mark = event.target.closest(".text [data-mark], .text [data-part]");
    if (!side || !mark || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(mark.dataset.mark ?? mark.dataset.part);
  });
})();
