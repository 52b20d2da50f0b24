// From page to page. The router puts pages in place whole; what the history keeps beside an address is here: the place
// in the report's table, and the way back to it.
const routes = (() => {
    "use strict";
    /** @param {string} id */
    const find = (id) => document.getElementById(id);
    /** @type {string | null} */
    let arrived = null;
    /** @type {Place | null} */
    let kept = null;

    /** @returns {Place} */
    function readPlace() {
        const table = find("grid");
        const {id, dataset} = /** @type {HTMLElement} */ (document.activeElement);
        return {id, key: dataset.key, left: table?.scrollLeft, top: table?.scrollTop, y: scrollY};
    }

    /** @param {string} address @param {Visit} visit */
    function go(address, visit = {}) {
        kept = new URL(address, location.href).pathname === location.pathname ? readPlace() : null;
        pageState.showWaiting();
        dashAdapter.openPage(address, visit);
    }

    /** @param {HTMLAnchorElement} link */
    function follow(link) {
        const place = readPlace();
        history.replaceState({...history.state, place}, "");
        go(link.getAttribute("href") || "", {
            from: {address: location.pathname + location.search, name: link.dataset.from, place},
        });
        scrollTo(0, 0);
    }

    /** @param {Origin} from */
    function createWayBack({address, name, place}) {
        const link = document.createElement("a");
        link.textContent = `Back to ${name || "the report"}`;
        link.href = address;
        link.addEventListener("click", (event) => {
            event.preventDefault();
            go(address, {place});
        });
        return link;
    }

    /** What the address names behind #, where reading starts. */
    function findAnchor() {
        const named = find(decodeURIComponent(location.hash.slice(1)));
        named?.setAttribute("tabindex", "-1");
        return named;
    }

    /** @param {Place} place @returns {HTMLElement | null} */
    const findFocus = ({id, key}) =>
        (id && find(id)) || document.querySelector(`[data-key="${CSS.escape(key || "")}"]`);

    /** The focus goes where it was, in a table scrolled as it was; else to what is named. @param {Place | null | undefined} place @param {string} name */
    function restorePlace(place, name = "") {
        const target = place && findFocus(place);
        if (place?.top !== undefined) {
            find("grid")?.scrollTo(place.left || 0, place.top);
        }
        if (target) {
            scrollTo(0, place.y);
        }
        const focused = find(name) || target || findAnchor();
        focused?.focus({preventScroll: focused === target});
        return Boolean(focused);
    }

    function completeAddress() {
        const query = /** @type {HTMLElement | null} */ (document.querySelector("#content [data-query]"))?.dataset
            .query;
        if (query && location.search !== `?${query}`) {
            history.replaceState(history.state, "", `?${query}${location.hash}`);
        }
    }

    /** @param {string} path */
    function settle(path) {
        const content = find("content");
        const visit = /** @type {Visit} */ (history.state || {});
        pageState.showDone();
        completeAddress();
        reportTable.draw();
        reportFilters.arrive();
        find("way-back")?.replaceChildren(...(visit.from ? [createWayBack(visit.from)] : []));
        document.title = (find("board") || content)?.dataset.title || document.title;
        if (!restorePlace(kept || visit.place, visit.focus) && arrived !== null && arrived !== path) {
            content?.focus({preventScroll: true});
        }
        arrived = path;
        kept = null;
    }

    dashAdapter.registerCallbacks("routes", {
        /** @param {unknown} _ @param {string} path */
        arrive(_, path) {
            dashAdapter.waitForPaint().then(() => settle(path));
        },
    });

    document.addEventListener("click", (event) => {
        const target = /** @type {Element} */ (event.target);
        const link = /** @type {HTMLAnchorElement | null} */ (target.closest("a[data-route]"));
        if (link && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)) {
            event.preventDefault();
            follow(link);
        }
    });

    return {go};
})();
