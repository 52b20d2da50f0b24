// The address is the state. A control says which part of the address it sets: data-set="view=trend" on a button,
// data-choose="quarter" around a select. The server is asked once, the address is pushed, the answer is settled.
(function () {
    "use strict";
    const SLOW = 200;
    const LOST = 15000;
    const clientside = (window.dash_clientside = window.dash_clientside || {});
    const part = (id) => document.getElementById(id);
    let timers = [];

    function waiting() {
        timers.forEach(clearTimeout);
        timers = [
            setTimeout(() => progress("Updating"), SLOW),
            setTimeout(() => progress("No answer yet. Check your connection, then choose again."), LOST),
        ];
    }

    function done() {
        timers.forEach(clearTimeout);
        progress("");
    }

    // The server cannot be reached, or answers with what is no answer.
    function failed() {
        done();
        progress("No answer. Check your connection, then choose again.", false);
    }

    function ask(address) {
        waiting();
        clientside.changes.ask(address);
    }

    // What is given up is left out of the address.
    function choose(changes) {
        const query = new URLSearchParams(location.search);
        new URLSearchParams(changes).forEach((value, name) => (value ? query.set(name, value) : query.delete(name)));
        if (!part("board")) {
            clientside.routes.go(location.pathname + "?" + query);
            return;
        }
        if (part("board").dataset.path !== "/") {
            query.delete("indicator");
        }
        const address = location.pathname + "?" + query;
        ask(address);
        history.pushState(history.state, "", address);
    }

    function progress(text, updating = Boolean(text)) {
        const content = part("content");
        const note = part("progress");
        content && content.toggleAttribute("data-updating", updating);
        if (note) {
            note.textContent = text;
        }
    }

    // A copied link says of which release it was made, so that it can say later what changed since.
    async function copy(button) {
        const said = button.textContent;
        try {
            const copied = new URL(location.href);
            if (part("content").dataset.release) {
                copied.searchParams.set("release", part("content").dataset.release);
            }
            await navigator.clipboard.writeText(copied.href);
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
        waiting,
        done,
        failed,
        // After an answer: the address in full, the tab's title, nothing waiting.
        settle(query, title) {
            done();
            if (query && location.search !== "?" + query) {
                history.replaceState(history.state, "", "?" + query);
            }
            setTimeout(() => (document.title = title || document.title), 0);
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
            const {choose: name, default: usual} = control.dataset;
            choose({[name]: event.target.value === usual ? "" : event.target.value});
        }
    });

    // Back and forward between states of one page are ours; between pages they are the router's.
    window.addEventListener("popstate", (event) => {
        const board = part("board");
        if (board && board.dataset.path === location.pathname) {
            event.stopImmediatePropagation();
            ask(location.pathname + location.search);
        }
    });
})();
