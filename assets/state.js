// The address is the state. A control says which part of the address it sets: data-set="view=trend" on a button,
// data-choose="quarter" around a select. The server is asked once, the address is pushed, the answer is settled.
const pageState = (() => {
    "use strict";
    const SLOW = 200;
    const LOST = 15000;
    const READ = 3000;
    /** @param {string} id */
    const find = (id) => document.getElementById(id);
    /** @type {number[]} */
    let timers = [];
    const {root = ""} = document.documentElement.dataset;

    function showProgress(text = "", updating = Boolean(text)) {
        const note = find("progress");
        find("content")?.toggleAttribute("data-updating", updating);
        if (note) {
            note.textContent = text;
        }
    }

    function showWaiting() {
        timers.forEach(clearTimeout);
        timers = [
            setTimeout(showProgress, SLOW, "Updating"),
            setTimeout(showProgress, LOST, "No answer yet. Check your connection, then choose again."),
        ];
    }

    function showDone() {
        timers.forEach(clearTimeout);
        showProgress();
    }

    /** The server cannot be reached, or answers with what is no answer. */
    function showFailure() {
        showDone();
        showProgress("No answer. Check your connection, then choose again.", false);
    }

    /** @param {string} address */
    function request(address) {
        showWaiting();
        boardChanges.request(address);
    }

    /** What is given up is left out of the address. @param {string | Record<string, string>} changes */
    function writeAddress(changes) {
        const query = new URLSearchParams(location.search);
        const board = find("board");
        new URLSearchParams(changes).forEach((value, name) => (value ? query.set(name, value) : query.delete(name)));
        if (board && board.dataset.path !== "/") {
            query.delete("indicator");
        }
        return `${location.pathname}?${query}`;
    }

    /** What may be chosen next is asked for now. @param {string | Record<string, string>} changes */
    function prepare(changes) {
        if (find("board")) {
            answersAhead.prepare(writeAddress(changes));
        }
    }

    /** @param {string | Record<string, string>} changes */
    function choose(changes) {
        const address = writeAddress(changes);
        if (!find("board")) {
            routes.go(address);
            return;
        }
        request(address);
        history.pushState(history.state, "", address);
    }

    /** A copied link says of which release it was made, so that it can say later what changed since. */
    async function copyLink() {
        const link = new URL(location.href);
        const release = find("content")?.dataset.release;
        if (release) {
            link.searchParams.set("release", release);
        }
        try {
            await navigator.clipboard.writeText(link.href);
            return "Link copied";
        } catch {
            return "Copy it from the address bar";
        }
    }

    /** Beside what is being done, which goes on. @param {string} text */
    const announce = (text) => showProgress(text, false);

    /** @param {string} text @param {number} [time] */
    function announceBriefly(text, time = READ) {
        announce(text);
        setTimeout(() => find("progress")?.textContent === text && showProgress(), time);
    }

    /** @param {HTMLElement} button */
    async function answerCopy(button) {
        const label = button.textContent;
        button.textContent = await copyLink();
        showProgress(button.textContent, false);
        setTimeout(() => {
            button.textContent = label;
            showProgress();
        }, READ);
    }

    dashAdapter.registerCallbacks("maracdash", {
        /** After an answer: the address in full, the tab's title, nothing waiting. @param {string} query @param {string} title */
        settle(query, title) {
            showDone();
            if (query && location.search !== `?${query}`) {
                history.replaceState(history.state, "", `?${query}`);
            }
            setTimeout(() => {
                document.title = title || document.title;
            });
        },
    });

    document.addEventListener("click", (event) => {
        const target = /** @type {Element} */ (event.target);
        const control = /** @type {HTMLElement | null} */ (target.closest("[data-set], [data-copy=address]"));
        if (control?.dataset.set) {
            choose(control.dataset.set);
        } else if (control) {
            answerCopy(control);
        }
    });

    for (const name of ["pointerover", "focusin", "touchstart"]) {
        document.addEventListener(
            name,
            (event) => {
                const target = /** @type {Element} */ (event.target);
                const control = /** @type {HTMLElement | null} */ (target.closest?.("[data-set], [data-way]"));
                if (control && control.ariaPressed !== "true") {
                    prepare(control.dataset.set || control.dataset.way || "");
                }
            },
            {passive: true},
        );
    }

    document.addEventListener("change", (event) => {
        const target = /** @type {HTMLSelectElement} */ (event.target);
        const control = /** @type {HTMLElement | null} */ (target.closest("[data-choose]"));
        if (control) {
            const {choose: name = "", default: usual} = control.dataset;
            choose({[name]: target.value === usual ? "" : target.value});
        }
    });

    // Back and forward between states of one page are ours; between pages they are the router's.
    dashAdapter.interceptHistory(() => {
        const own = find("board")?.dataset.path === location.pathname.slice(root.length);
        if (own) {
            request(location.pathname + location.search);
        }
        return own;
    });

    return {choose, prepare, showWaiting, showDone, showFailure, announce, announceBriefly};
})();
