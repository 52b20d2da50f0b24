// The report's filters (see callbacks/pages/report_filters.py). Nothing is asked of the server before Generate report is pressed.
const reportFilters = (() => {
    "use strict";
    const ALERT = "report-alert";
    const MARACS = "report-maracs";
    /** @type {string[] | null} */
    let offered = null;

    /** @param {string} choices @returns {ReportChoices} */
    const readChoices = (choices) => JSON.parse(choices);

    /** @param {string[] | null} forces @param {ReportChoices} choices */
    const findMaracs = (forces, choices) => (forces || []).flatMap((force) => choices.maracs[force] || []);

    /** @param {string[] | null} forces @param {ReportChoices} choices */
    const findCodes = (forces, choices) => findMaracs(forces, choices).map(([code]) => code);

    /** @param {ParentNode} boxes @returns {string[]} */
    const readBoxes = (boxes, which = "input") =>
        [.../** @type {NodeListOf<HTMLInputElement>} */ (boxes.querySelectorAll(which))].map((each) => each.value);

    /** With several forces a Marac is named with its own. @param {string[]} forces @param {ReportChoices} choices @returns {Option[]} */
    function labelMaracs(forces, choices) {
        const names = new Map(Object.values(choices.forces).flat());
        const label = (/** @type {string} */ name, /** @type {string} */ force) =>
            forces.length > 1 ? `${name}, ${names.get(force) || force}` : name;
        return forces.flatMap((force) =>
            findMaracs([force], choices).map(([value, name]) => ({value, label: label(name, force)})),
        );
    }

    /** @param {string} sentence @param {string} field */
    function refuse(sentence, field) {
        dashAdapter.setProps(ALERT, {children: sentence});
        /** @type {HTMLElement | null} */ (document.querySelector(`#${field} :is(input, button)`))?.focus();
    }

    /** What the address says of the table's arrangement. @returns {string[][]} */
    function readArrangement() {
        return [...new URLSearchParams(location.search)].filter(
            ([key, value]) => ["own", "against", "sort", "group", "including"].includes(key) && value,
        );
    }

    dashAdapter.registerCallbacks("report", {
        /** @param {string} form @param {string[] | null} chosen @param {string} choices */
        offerForces(form, chosen, choices) {
            const options = (readChoices(choices).forces[form] || []).map(([value, label]) => ({value, label}));
            const kept = (chosen || []).filter((code) => options.some(({value}) => value === code));
            return [options, kept, form === "countries-regions", form !== "force-marac"];
        },

        /**
         * Maracs of a force that was just chosen are ticked; those of a force given up are gone.
         * @param {string[] | null} forces @param {string | null} typed @param {string[] | null} ticked @param {string} choices
         */
        offerMaracs(forces, typed, ticked, choices) {
            const read = readChoices(choices);
            const codes = findCodes(forces, read);
            const before = offered;
            const kept = codes.filter((code) => ticked?.includes(code) || (before && !before.includes(code)));
            const fits = nameSearch.createFilter(typed || "");
            offered = codes;
            return [labelMaracs(forces || [], read).filter(({label}) => fits(label)), kept];
        },

        /** @param {unknown} _ @param {string} form @param {string} quarter @param {string[] | null} forces @param {string[] | null} maracs @param {string} choices */
        generate(_, form, quarter, forces, maracs, choices) {
            const read = readChoices(choices);
            const chosen = forces || [];
            if (form !== "countries-regions" && !chosen.length) {
                return refuse("Choose at least one police force, then generate the report.", "report-forces-field");
            }
            dashAdapter.setProps(ALERT, {children: null});
            const query = new URLSearchParams({form, quarter});
            const some = chosen.length < (read.forces[form] || []).length;
            if (form === "force-marac" || (form === "countries-forces" && some)) {
                query.set("force", chosen.join(","));
            }
            const codes = findCodes(chosen, read);
            const kept = codes.filter((code) => maracs?.includes(code));
            if (form === "force-marac" && kept.length < codes.length) {
                query.set("marac", kept.join(",") || "none");
            }
            readArrangement().forEach(([key = "", value = ""]) => query.set(key, value));
            routes.go(`${document.documentElement.dataset.root || ""}/report?${query}`, {focus: "results"});
        },

        /** @param {unknown} _ @param {string[]} kept @param {Option[]} options */
        hideColumns(_, kept, options) {
            const hidden = options.map((each) => each.value).filter((key) => !kept.includes(key));
            if (kept.length) {
                pageState.choose({hide: hidden.join(",") || "none"});
            }
        },
    });

    document.addEventListener("click", (event) => {
        const target = /** @type {Element} */ (event.target);
        const button = /** @type {HTMLElement | null} */ (target.closest("[data-tick]"));
        const boxes = button?.closest("fieldset")?.querySelector(".boxes");
        if (button && boxes) {
            const all = boxes.id === MARACS ? offered : readBoxes(boxes);
            dashAdapter.setProps(boxes.id, {value: button.dataset.tick === "all" ? all : []});
        }
    });

    return {
        /** After each arrival the filters are as the address has them. */
        arrive() {
            const form = document.getElementById("report-form");
            const ticked = readBoxes(document, "#report-forces input:checked");
            offered = form && findCodes(ticked, readChoices(form.dataset.choices || ""));
        },
    };
})();
