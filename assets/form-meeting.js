// Meeting mode works without this, by its links. With it: arrow keys and the keys of a presenter go from finding to finding,
// and the table has the focus, so that Enter opens it.
(() => {
    "use strict";
    /** @type {Record<string, string>} */
    const WAYS = {ArrowRight: "next", PageDown: "next", ArrowLeft: "prev", PageUp: "prev"};
    const TYPED = "input, select, textarea";

    document.addEventListener("keydown", (event) => {
        const to = WAYS[event.key];
        const at = /** @type {Element} */ (event.target);
        if (!to || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || at.closest(TYPED)) {
            return;
        }
        const link = document.querySelector(`.meeting a[rel=${to}]`);
        if (link instanceof HTMLAnchorElement) {
            event.preventDefault();
            location.assign(link.href);
        }
    });

    document.addEventListener("DOMContentLoaded", () => {
        const table = /** @type {HTMLElement | null} */ (document.querySelector("[data-table]"));
        const problem = document.querySelector("[data-focus]");
        if (!problem) {
            table?.focus({preventScroll: true});
        }
    });
})();
