// The address is the state. A control says which part of the address it sets: data-set="view=trend" on a button,
// data-choose="quarter" around a select. The address is pushed, the server is asked once, the answer is settled.
(function () {
    "use strict";
    const SLOW = 200;
    const LOST = 15000;
    const clientside = (window.dash_clientside = window.dash_clientside || {});
    const part = (id) => document.getElementById(id);
    let timers = [];
    let arrived = null;

    function ask() {
        timers.forEach(clearTimeout);
        timers = [
            setTimeout(() => progress("Updating"), SLOW),
            setTimeout(() => progress("No answer yet. Check your connection, then choose again."), LOST),
        ];
        clientside.set_props("address", {data: location.pathname + location.search});
    }

    function choose(changes) {
        const query = new URLSearchParams(location.search);
        new URLSearchParams(changes).forEach((value, name) => query.set(name, value));
        if (part("board").dataset.path !== "/") {
            query.delete("indicator");
        }
        history.pushState({}, "", "?" + query);
        ask();
    }

    function progress(text) {
        const board = part("board");
        if (board) {
            board.toggleAttribute("data-updating", Boolean(text));
            part("progress").textContent = text;
        }
    }

    async function copy(button) {
        const said = button.textContent;
        try {
            await navigator.clipboard.writeText(location.href);
            part("progress").textContent = button.textContent = "Link copied";
        } catch {
            part("progress").textContent = button.textContent = "Copy it from the address bar";
        }
        setTimeout(() => {
            button.textContent = said;
            progress("");
        }, 3000);
    }

    clientside.maracdash = {
        choose,
        // After an answer: the address in full, the tab's title, nothing waiting.
        settle(query, title) {
            timers.forEach(clearTimeout);
            progress("");
            if (query && location.search !== "?" + query) {
                history.replaceState(history.state, "", "?" + query);
            }
            setTimeout(() => (document.title = title || document.title), 0);
        },
        // After the router put another page in place: its title, and the focus where reading starts.
        arrive(_, path) {
            const content = part("content");
            const title = part("board") ? part("board").dataset.title : content && content.dataset.title;
            setTimeout(() => (document.title = title || document.title), 0);
            if (arrived !== null && arrived !== path && content) {
                content.focus({preventScroll: true});
            }
            arrived = path;
        },
    };

    document.addEventListener("click", (event) => {
        const control = event.target.closest("[data-set], [data-copy]");
        if (control && control.dataset.set) {
            choose(control.dataset.set);
        } else if (control) {
            copy(control);
        }
    });

    document.addEventListener("change", (event) => {
        const control = event.target.closest("[data-choose]");
        if (control) {
            choose({[control.dataset.choose]: event.target.value});
        }
    });

    // Back and forward between states of one page are ours; between pages they are the router's.
    window.addEventListener("popstate", (event) => {
        const board = part("board");
        if (board && board.dataset.path === location.pathname) {
            event.stopImmediatePropagation();
            ask();
        }
    });
})();
