// "Add to board pack" beside a chart begins a pack. With this, it goes on with the pack of this tab: its items come first.
// form-pack.js keeps what is on the page of a pack under the same name.
(() => {
    "use strict";
    const KEPT = "maracdash-pack";
    const OWN = ["title", "date"];

    /** Items of the pack of this tab and that of the chart, each once. @param {string} href */
    function addTo(href) {
        const asked = new URL(href, location.href);
        const kept = new URLSearchParams(sessionStorage.getItem(KEPT) || "");
        const items = new Set([...kept.getAll("item"), ...asked.searchParams.getAll("item")]);
        asked.searchParams.delete("item");
        for (const name of OWN) {
            const text = kept.get(name);
            if (text) {
                asked.searchParams.set(name, text);
            }
        }
        for (const item of items) {
            asked.searchParams.append("item", item);
        }
        return asked;
    }

    document.addEventListener("click", (event) => {
        const link = /** @type {Element} */ (event.target).closest("a[data-pack]");
        if (link instanceof HTMLAnchorElement) {
            const {pathname, search} = addTo(link.href);
            link.href = pathname + search; // The browser follows it, in this tab or another.
        }
    });
})();
