// Cells that are links are one stop of the Tab key: from there the arrow keys go from cell to cell, Home and End along a row.
(() => {
    "use strict";
    /** @type {Record<string, [down: number, across: number]>} */
    const STEPS = {
        ArrowDown: [1, 0],
        ArrowUp: [-1, 0],
        ArrowRight: [0, 1],
        ArrowLeft: [0, -1],
        Home: [0, -Infinity],
        End: [0, Infinity],
    };

    /** @param {number} place @param {number} count */
    const within = (place, count) => Math.max(0, Math.min(place, count - 1));

    /** Rows of cells with links, from top to bottom. @param {Element} grid @returns {HTMLAnchorElement[][]} */
    const findRows = (grid) =>
        [...grid.querySelectorAll("table:not(.printed) tbody tr")]
            .map((row) => [.../** @type {NodeListOf<HTMLAnchorElement>} */ (row.querySelectorAll("td a"))])
            .filter((links) => links.length);

    /** @param {HTMLAnchorElement[][]} rows @param {HTMLAnchorElement} chosen */
    function moveStop(rows, chosen) {
        rows.flat().forEach((each) => each.setAttribute("tabindex", each === chosen ? "0" : "-1"));
    }

    document.addEventListener("keydown", (event) => {
        const step = STEPS[event.key];
        const link = /** @type {HTMLAnchorElement | null} */ (
            /** @type {Element} */ (event.target).closest(".grid td a")
        );
        const grid = link?.closest(".grid");
        if (!step || !link || !grid || event.ctrlKey || event.altKey || event.metaKey) {
            return;
        }
        const rows = findRows(grid);
        const down = rows.findIndex((row) => row.includes(link));
        const row = rows[within(down + step[0], rows.length)] || [];
        const chosen = row[within((rows[down] || []).indexOf(link) + step[1], row.length)];
        if (chosen) {
            event.preventDefault();
            moveStop(rows, chosen);
            chosen.focus();
        }
    });

    // A cell that is clicked or otherwise reached is where the Tab key comes back to.
    document.addEventListener("focusin", (event) => {
        const link = /** @type {HTMLAnchorElement | null} */ (
            /** @type {Element} */ (event.target).closest(".grid td a")
        );
        const grid = link?.closest(".grid");
        if (link && grid) {
            moveStop(findRows(grid), link);
        }
    });
})();
