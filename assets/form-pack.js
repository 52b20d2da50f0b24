// The form of a board pack works without this. With it: what is ticked or moved shows at once, and the focus stays.
(() => {
    "use strict";
    const FORM = "pack-form";
    const KEEP = "pack-keep";
    const KEPT = "maracdash-pack";
    let asked = 0;

    /** @param {URLSearchParams} query */
    async function show(query) {
        const turn = ++asked;
        const address = `${location.pathname}?${query}`;
        const answer = await fetch(address).catch(() => null);
        const text = answer?.ok ? await answer.text() : "";
        if (turn !== asked) {
            return;
        }
        if (!answer || !text) {
            location.assign(address); // The page of the address says what is wrong with it.
            return;
        }
        const page = new DOMParser().parseFromString(text, "text/html");
        const open = [...document.querySelectorAll("#pack-form details")].map((each) => each.hasAttribute("open"));
        const focused = describeFocus();
        for (const id of [FORM, KEEP]) {
            const fresh = page.getElementById(id);
            if (fresh) {
                document.getElementById(id)?.replaceChildren(...fresh.childNodes);
            }
        }
        for (const link of page.querySelectorAll("header nav a[id]")) {
            document.getElementById(link.id)?.setAttribute("href", link.getAttribute("href") || "");
        }
        document.querySelectorAll("#pack-form details").forEach((each, place) => {
            each.toggleAttribute("open", Boolean(open[place]));
        });
        restoreFocus(focused);
        const shown = new URL(answer.url);
        history.replaceState(history.state, "", shown.pathname + shown.search);
        keep();
    }

    /** What is on this page is the pack of this tab, to which charts are added (packs.js). */
    function keep() {
        const shown = new URLSearchParams(location.search);
        const items = [...document.querySelectorAll("#pack-items input[name=item]:checked")];
        shown.delete("item");
        for (const item of items) {
            shown.append("item", /** @type {HTMLInputElement} */ (item).value);
        }
        sessionStorage.setItem(KEPT, String(shown));
    }

    /** The control that has the focus, so that it can be found again. */
    function describeFocus() {
        const at = /** @type {HTMLInputElement | null} */ (document.activeElement);
        return {id: at?.id || "", name: at?.name || "", value: at?.value || ""};
    }

    /** A button at an end of the list is disabled: its neighbour has the focus then. @param {{id: string, name: string, value: string}} at */
    function restoreFocus(at) {
        if (at.id) {
            document.getElementById(at.id)?.focus();
            return;
        }
        const found = /** @type {NodeListOf<HTMLButtonElement>} */ (
            document.querySelectorAll(`#pack-form [name="${CSS.escape(at.name)}"]`)
        );
        const own = [...found].find((each) => each.value === at.value);
        const near = /** @type {HTMLButtonElement | null | undefined} */ (
            own?.disabled ? own.parentElement?.querySelector("button:not(:disabled)") : own
        );
        near?.focus();
    }

    /** @param {HTMLFormElement} form @param {HTMLElement | null} by */
    function read(form, by = null) {
        const fields = new FormData(form, by);
        return new URLSearchParams([...fields].map(([name, value]) => [name, String(value)]));
    }

    document.addEventListener("DOMContentLoaded", () => {
        const form = /** @type {HTMLFormElement | null} */ (document.getElementById(FORM));
        keep();
        form?.addEventListener("change", () => show(read(form)));
        form?.addEventListener("submit", (event) => {
            const by = /** @type {HTMLButtonElement | null} */ (event.submitter);
            if (by?.name === "move") {
                event.preventDefault();
                show(read(form, by));
            }
        });
    });
})();
