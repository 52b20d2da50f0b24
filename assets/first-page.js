// The page as the server wrote it, until Dash has its own: draws the charts, then starts Dash, then puts the page of Dash
// in place of it in one step. What the reader did meanwhile is done there too.
(() => {
    "use strict";
    const first = /** @type {HTMLElement} */ (document.getElementById("first-page"));
    const entry = dashAdapter.findEntry();
    const CONTROLS = "a[href], button, input, select, summary, [tabindex]";
    const SCROLLED = "[role=region]";

    /** @template {Element} Found @param {ParentNode} within @param {string} selector @returns {Found[]} */
    const findAll = (within, selector) => [.../** @type {NodeListOf<Found>} */ (within.querySelectorAll(selector))];

    /** @template {Element} Found @param {string} selector @param {(before: Found, after: Found) => void} act */
    function pair(selector, act) {
        const after = /** @type {Found[]} */ (findAll(entry, selector));
        /** @type {Found[]} */ (findAll(first, selector)).forEach((before, number) => {
            const same = after[number];
            if (same?.id === before.id && same.tagName === before.tagName) {
                act(before, same);
            }
        });
    }

    /** @param {HTMLInputElement | HTMLSelectElement} before @param {HTMLInputElement | HTMLSelectElement} after */
    function moveChoice(before, after) {
        if (before.value === after.value) {
            return;
        }
        if (after instanceof HTMLSelectElement) {
            after.value = before.value;
            after.dispatchEvent(new Event("change", {bubbles: true}));
        } else if (after.type === "text") {
            dashAdapter.typeInto(after, before.value);
        }
    }

    function takeOver() {
        const {activeElement} = document;
        /** @type {(() => void)[]} */
        const later = [];
        chartPlaces.move(first, entry);
        reportTable.move(first, entry);
        pair("details", (/** @type {HTMLDetailsElement} */ before, after) => {
            after.open = before.open;
        });
        pair(SCROLLED, ({scrollLeft, scrollTop}, after) => later.push(() => after.scrollTo(scrollLeft, scrollTop)));
        pair("#board select, #board input[type=text]", (/** @type {HTMLSelectElement} */ before, after) =>
            later.push(() => moveChoice(before, after)),
        );
        pair(CONTROLS, (/** @type {HTMLElement} */ before, after) => {
            if (before === activeElement) {
                later.unshift(() => after.focus({preventScroll: true}));
            }
        });
        entry.hidden = false;
        first.remove();
        later.forEach((act) => act());
    }

    dashAdapter.onRender(() => {
        if (first.isConnected && entry.querySelector("#content")) {
            takeOver();
        }
        chartPlaces.drawAll();
    });

    /** Until Dash is there the scripts that speak to it hear nothing: links and forms do what they do by themselves. */
    for (const name of ["click", "change", "input", "keydown", "focusin", "focusout", "mousedown"]) {
        first.addEventListener(name, (event) => event.stopPropagation());
    }

    /** On its way while the chart is drawn. A preload would be parsed at once, and take the processor from the chart. @param {string} address */
    function prefetch(address) {
        const link = document.createElement("link");
        document.head.append(Object.assign(link, {rel: "prefetch", as: "script", href: address}));
    }

    /** In their order. @param {string} src */
    const loadScript = (src) =>
        new Promise((resolve, reject) => {
            const script = Object.assign(document.createElement("script"), {src, async: false});
            script.addEventListener("load", resolve);
            script.addEventListener("error", () => reject(new Error(`${src} is not there.`)));
            document.head.append(script);
        });

    async function start() {
        const addresses = findAll(document, "script[type='text/plain']").map((each) => each.getAttribute("src") || "");
        const answer = JSON.parse(document.getElementById("first-answer")?.textContent || "");
        addresses.forEach(prefetch);
        try {
            await chartPlaces.drawAll();
            await dashAdapter.waitForPaint();
            await dashAdapter.waitForPaint(); // The frame after the chart's is free too, for a reader who is quick.
        } finally {
            await Promise.all(addresses.map(loadScript));
            dashAdapter.startDash(answer);
        }
    }

    start();
})();
