// From page to page. The router puts pages in place whole; what the history keeps beside an address is here: the place
// in the report's table, and the way back to it.
(function () {
    "use strict";
    const clientside = (window.dash_clientside = window.dash_clientside || {});
    const part = (id) => document.getElementById(id);
    let arrived = null;
    let held = null;

    // Where the reader is: the focus, in a table scrolled like this.
    function place() {
        const grid = part("grid");
        const {id, dataset} = document.activeElement;
        return {id, key: dataset.key, left: grid?.scrollLeft, top: grid?.scrollTop, y: scrollY};
    }

    function go(address, state) {
        held = new URL(address, location).pathname === location.pathname ? place() : null;
        clientside.maracdash.waiting();
        history.pushState(state || {}, "", address);
        window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    }

    function follow(link) {
        const from = {address: location.pathname + location.search, name: link.dataset.from, place: place()};
        history.replaceState({...history.state, place: from.place}, "");
        go(link.getAttribute("href"), {from});
        scrollTo(0, 0);
    }

    function wayBack(from) {
        const link = document.createElement("a");
        link.textContent = "Back to " + (from.name || "the report");
        link.href = from.address;
        link.addEventListener("click", (event) => {
            event.preventDefault();
            go(from.address, {place: from.place});
        });
        return link;
    }

    // What the address names behind #, where reading starts.
    function anchor() {
        const named = location.hash && part(decodeURIComponent(location.hash.slice(1)));
        named && named.setAttribute("tabindex", "-1");
        return named;
    }

    // The focus goes where it was, in a table scrolled as it was; else to what the state names.
    function restored(was, name) {
        const grid = part("grid");
        const target = was && ((was.id && part(was.id)) || document.querySelector(`[data-key="${CSS.escape(was.key || "")}"]`));
        if (was && grid && was.top !== undefined) {
            grid.scrollTo(was.left, was.top);
        }
        if (target) {
            scrollTo(0, was.y);
        }
        const focused = (name && part(name)) || target || anchor();
        focused && focused.focus({preventScroll: focused === target});
        return Boolean(focused);
    }

    function canonical(content) {
        const said = content && content.querySelector("[data-query]");
        if (said && said.dataset.query && location.search !== "?" + said.dataset.query) {
            history.replaceState(history.state, "", "?" + said.dataset.query + location.hash);
        }
    }

    function settle(path) {
        const content = part("content");
        const state = history.state || {};
        clientside.maracdash.done();
        canonical(content);
        clientside.grid.draw();
        clientside.report.arrive();
        part("way-back")?.replaceChildren(...(state.from ? [wayBack(state.from)] : []));
        document.title = (part("board") || content)?.dataset.title || document.title;
        if (!restored(held || state.place, state.focus) && arrived !== null && arrived !== path && content) {
            content.focus({preventScroll: true});
        }
        arrived = path;
        held = null;
    }

    clientside.routes = {
        go,
        // Once the page is painted: Dash calls when it has the answer, which may be before React has put it in place.
        arrive(_, path) {
            requestAnimationFrame(() => setTimeout(() => settle(path), 0));
        },
    };

    document.addEventListener("click", (event) => {
        const link = event.target.closest("a[data-route]");
        if (link && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)) {
            event.preventDefault();
            follow(link);
        }
    });
})();
