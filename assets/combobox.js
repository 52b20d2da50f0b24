// The Marac picker: a combobox with list autocomplete (ARIA Authoring Practices). Options come from data-choices as
// [[force, [[code, name], ...]], ...] and become elements only while the list is open.
(function () {
    "use strict";
    const clientside = (window.dash_clientside = window.dash_clientside || {});
    const box = () => document.querySelector(".combobox");
    const field = () => document.getElementById("marac");
    const list = () => document.getElementById("maracs");
    const options = () => [...list().querySelectorAll("[role=option]")];
    const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    let settled = null;

    function element(role, text) {
        const made = document.createElement("div");
        made.setAttribute("role", role);
        made.textContent = text;
        return made;
    }

    function group(force, maracs, number) {
        const made = element("group", "");
        const name = element("presentation", force);
        name.id = "maracs-of-" + number;
        name.className = "force";
        made.setAttribute("aria-labelledby", name.id);
        made.append(name);
        maracs.forEach(([code, text]) => {
            const option = element("option", text);
            option.id = "marac-" + code;
            option.dataset.code = code;
            option.setAttribute("aria-selected", "false");
            made.append(option);
        });
        return made;
    }

    // Every word typed must occur in the Marac's or the force's name.
    function open(typed) {
        const words = folded(typed).split(/\s+/).filter(Boolean);
        const fits = (text) => words.every((word) => folded(text).includes(word));
        const groups = JSON.parse(box().dataset.choices)
            .map(([force, maracs]) => [force, maracs.filter(([, name]) => fits(name + " " + force))])
            .filter(([, maracs]) => maracs.length);
        list().replaceChildren(...groups.map(([force, maracs], number) => group(force, maracs, number)));
        if (!groups.length) {
            list().append(element("presentation", "No Marac or force has a name like this."));
        }
        list().hidden = false;
        field().setAttribute("aria-expanded", "true");
        activate(words.length ? options()[0] : options().find((each) => each.textContent === settled));
    }

    function close() {
        list().hidden = true;
        field().setAttribute("aria-expanded", "false");
        field().removeAttribute("aria-activedescendant");
    }

    function activate(option) {
        options().forEach((each) => each.setAttribute("aria-selected", String(each === option)));
        if (option) {
            field().setAttribute("aria-activedescendant", option.id);
            option.scrollIntoView({block: "nearest"});
        } else {
            field().removeAttribute("aria-activedescendant");
        }
    }

    function restore() {
        clientside.set_props("marac", {value: settled});
    }

    function pick(option) {
        settled = option.textContent;
        clientside.maracdash.choose({marac: option.dataset.code});
        close();
        restore();
    }

    function move(key) {
        const all = options();
        const now = all.findIndex((each) => each.getAttribute("aria-selected") === "true");
        const to = {ArrowDown: now + 1, ArrowUp: now < 0 ? all.length - 1 : now - 1, PageDown: now + 10, PageUp: now - 10}[key];
        activate(all[Math.max(0, Math.min(all.length - 1, to))]);
    }

    document.addEventListener("focusin", (event) => {
        if (event.target === field()) {
            settled = field().value;
            field().select();
        }
    });

    document.addEventListener("input", (event) => {
        if (event.target === field()) {
            open(field().value);
        }
    });

    document.addEventListener("focusout", (event) => {
        if (event.target === field()) {
            close();
            restore();
        }
    });

    // The list must not take the focus from the field.
    document.addEventListener("mousedown", (event) => {
        if (list() && list().contains(event.target)) {
            event.preventDefault();
        }
    });

    document.addEventListener("click", (event) => {
        const option = event.target.closest("#maracs [role=option]");
        if (option) {
            pick(option);
        } else if (event.target === field() && list().hidden) {
            open("");
        }
    });

    document.addEventListener("keydown", (event) => {
        if (event.target !== field() || event.altKey || event.ctrlKey || event.metaKey) {
            return;
        }
        const active = options().find((each) => each.getAttribute("aria-selected") === "true");
        if (["ArrowDown", "ArrowUp", "PageDown", "PageUp"].includes(event.key)) {
            event.preventDefault();
            list().hidden ? open("") : move(event.key);
        } else if (event.key === "Enter" && !list().hidden && active) {
            event.preventDefault();
            pick(active);
        } else if (event.key === "Escape") {
            close();
            restore();
        }
    });

    // The field is Dash's, put in place whenever it likes; what makes it a combobox is ours.
    new MutationObserver(() => {
        if (field() && field().getAttribute("role") !== "combobox") {
            const names = {role: "combobox", "aria-expanded": "false", "aria-controls": "maracs", "aria-autocomplete": "list"};
            Object.entries(names).forEach(([name, value]) => field().setAttribute(name, value));
        }
    }).observe(document, {childList: true, subtree: true});
})();
