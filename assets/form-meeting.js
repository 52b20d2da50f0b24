// Meeting mode works without this, by its links. With it: arrow keys and the keys of a presenter go from finding to finding,
// and the table has the focus, so that Enter opens it and brings it onto the screen, and back to the finding.
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
        const box = at.closest(".frame, .scroll");
        if (box && box.scrollWidth > box.clientWidth) {
            return;
        }
        const link = document.querySelector(`.board-meeting a[rel=${to}]`);
        if (link instanceof HTMLAnchorElement) {
            event.preventDefault();
            location.assign(link.href);
        }
    });

    document.addEventListener("DOMContentLoaded", () => {
        const table = /** @type {HTMLElement | null} */ (document.querySelector("[data-table]"));
        const details = table?.closest("details");
        if (details) {
            details.addEventListener("toggle", () => {
                if (details.open) {
                    details.scrollIntoView();
                } else {
                    window.scrollTo(0, 0);
                }
            });
        }
        const problem = document.querySelector("[data-focus]");
        if (!problem) {
            table?.focus({preventScroll: true});
        }
    });
})();
