// The Marac picker: a combobox with list autocomplete (ARIA Authoring Practices). Options come from data-choices as
// [[force, [[code, name], ...]], ...] and become elements only while the list is open.
(() => {
    "use strict";
    const FIELD = "marac";
    const PAGE = 10;
    const findField = () => /** @type {HTMLInputElement} */ (document.getElementById(FIELD));
    const findList = () => /** @type {HTMLElement} */ (document.getElementById("maracs"));
    const findOptions = () => /** @type {HTMLElement[]} */ ([...findList().querySelectorAll("[role=option]")]);
    /** @param {Element} option */
    const isActive = (option) => option.getAttribute("aria-selected") === "true";
    let settled = "";

    /** @param {string} role @param {string} text */
    function createElement(role, text) {
        const element = document.createElement("div");
        element.setAttribute("role", role);
        element.textContent = text;
        return element;
    }

    /** @param {Choice} choice */
    function createOption([code, name]) {
        const option = createElement("option", name);
        option.id = `marac-${code}`;
        option.dataset.code = code;
        return option;
    }

    /** @param {string} force @param {Choice[]} maracs @param {number} number */
    function createGroup(force, maracs, number) {
        const group = createElement("group", "");
        const name = createElement("presentation", force);
        name.id = `maracs-of-${number}`;
        name.className = "force";
        group.setAttribute("aria-labelledby", name.id);
        group.append(name, ...maracs.map(createOption));
        return group;
    }

    /** @param {string} typed @returns {MaracsByForce} */
    function findMaracs(typed) {
        const fits = nameSearch.createFilter(typed);
        const picker = /** @type {HTMLElement} */ (document.querySelector(".combobox"));
        const choices = /** @type {MaracsByForce} */ (JSON.parse(picker.dataset.choices || "[]"));
        return choices
            .map(
                ([force, maracs]) =>
                    /** @type {MaracsByForce[0]} */ ([force, maracs.filter(([, name]) => fits(`${name} ${force}`))]),
            )
            .filter(([, maracs]) => maracs.length);
    }

    /** @param {string} typed */
    function open(typed) {
        const groups = findMaracs(typed).map(([force, maracs], number) => createGroup(force, maracs, number));
        const none = createElement("presentation", "No Marac or force has a name like this.");
        findList().replaceChildren(...(groups.length ? groups : [none]));
        findList().hidden = false;
        findField().setAttribute("aria-expanded", "true");
        activate(typed.trim() ? findOptions()[0] : findOptions().find((each) => each.textContent === settled));
    }

    function close() {
        findList().hidden = true;
        findField().setAttribute("aria-expanded", "false");
        findField().removeAttribute("aria-activedescendant");
    }

    /** @param {HTMLElement} [option] */
    function activate(option) {
        findOptions().forEach((each) => each.setAttribute("aria-selected", String(each === option)));
        if (option) {
            findField().setAttribute("aria-activedescendant", option.id);
            option.scrollIntoView({block: "nearest"});
            pageState.prepare({marac: option.dataset.code || ""});
        } else {
            findField().removeAttribute("aria-activedescendant");
        }
    }

    function restore() {
        dashAdapter.setProps(FIELD, {value: settled});
    }

    /** The name is in the field at once, and Dash is told later: it would take half of the time until the chart is there. @param {HTMLElement} option */
    function pick(option) {
        settled = option.textContent;
        pageState.choose({marac: option.dataset.code || ""});
        close();
        findField().value = settled;
        dashAdapter.waitForPaint().then(dashAdapter.waitForPaint).then(restore);
    }

    /** @param {"ArrowDown" | "ArrowUp" | "PageDown" | "PageUp"} key */
    function move(key) {
        const options = findOptions();
        const now = options.findIndex(isActive);
        const last = options.length - 1;
        const to = {ArrowDown: now + 1, ArrowUp: now < 0 ? last : now - 1, PageDown: now + PAGE, PageUp: now - PAGE}[
            key
        ];
        activate(options[Math.max(0, Math.min(last, to))]);
    }

    /** @param {KeyboardEvent} event */
    function answerKey(event) {
        const {key} = event;
        const active = findOptions().find(isActive);
        if (key === "ArrowDown" || key === "ArrowUp" || key === "PageDown" || key === "PageUp") {
            event.preventDefault();
            findList().hidden ? open("") : move(key);
        } else if (key === "Enter" && !findList().hidden && active) {
            event.preventDefault();
            pick(active);
        } else if (key === "Escape") {
            close();
            restore();
        }
    }

    document.addEventListener("focusin", (event) => {
        if (event.target === findField()) {
            settled = findField().value;
            findField().select();
        }
    });

    document.addEventListener("input", (event) => {
        if (event.target === findField()) {
            open(findField().value);
        }
    });

    document.addEventListener("focusout", (event) => {
        if (event.target === findField()) {
            close();
            restore();
        }
    });

    // The list must not take the focus from the field.
    document.addEventListener("mousedown", (event) => {
        if (findList()?.contains(/** @type {Node} */ (event.target))) {
            event.preventDefault();
        }
    });

    document.addEventListener("pointerover", (event) => {
        const target = /** @type {Element} */ (event.target);
        const option = /** @type {HTMLElement | null} */ (target.closest("#maracs [role=option]"));
        if (option) {
            pageState.prepare({marac: option.dataset.code || ""});
        }
    });

    document.addEventListener("click", (event) => {
        const target = /** @type {Element} */ (event.target);
        const option = /** @type {HTMLElement | null} */ (target.closest("#maracs [role=option]"));
        if (option) {
            pick(option);
        } else if (target === findField() && findList().hidden) {
            open("");
        }
    });

    document.addEventListener("keydown", (event) => {
        if (event.target === findField() && !(event.altKey || event.ctrlKey || event.metaKey)) {
            answerKey(event);
        }
    });

    // Dash's input takes no such attributes.
    dashAdapter.onRender(() => {
        const field = findField();
        if (field && field.getAttribute("role") !== "combobox") {
            const names = {
                role: "combobox",
                "aria-expanded": "false",
                "aria-controls": "maracs",
                "aria-autocomplete": "list",
            };
            Object.entries(names).forEach(([name, value]) => field.setAttribute(name, value));
        }
    });
})();
