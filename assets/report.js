// The report's filters (see callbacks/pages/report_filters.py). Nothing is asked of the server before Generate report is pressed.
(function () {
    "use strict";
    const clientside = (window.dash_clientside = window.dash_clientside || {});
    const part = (id) => document.getElementById(id);
    const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    const offeredMaracs = (forces, choices) => (forces || []).flatMap((force) => choices.maracs[force] || []);
    let offered = null;

    function labelled(forces, choices) {
        const names = new Map(Object.values(choices.forces).flat());
        const several = forces.length > 1;
        return forces.flatMap((force) => (choices.maracs[force] || []).map(([value, name]) => (
            {value, label: several ? name + ", " + (names.get(force) || force) : name}
        )));
    }

    function refuse(sentence, field) {
        clientside.set_props("report-alert", {children: sentence});
        const first = part(field).querySelector("input, button");
        first && first.focus();
    }

    function arrangement() {
        const now = new URLSearchParams(location.search);
        return ["own", "against", "sort"].filter((key) => now.get(key)).map((key) => [key, now.get(key)]);
    }

    clientside.report = {
        forces(form, chosen, choices) {
            const listed = JSON.parse(choices).forces[form] || [];
            const codes = listed.map(([code]) => code);
            const kept = (chosen || []).filter((code) => codes.includes(code));
            const options = listed.map(([value, label]) => ({value, label}));
            return [options, kept, form === "countries-regions", form !== "force-marac"];
        },
        // Maracs of a force that was just chosen are ticked; those of a force given up are gone.
        maracs(forces, typed, ticked, choices) {
            const parsed = JSON.parse(choices);
            const codes = offeredMaracs(forces, parsed).map(([code]) => code);
            const before = new Set(offered || ticked || []);
            const value = codes.filter((code) => (ticked || []).includes(code) || (offered && !before.has(code)));
            offered = codes;
            const words = folded(typed || "").split(/\s+/).filter(Boolean);
            const fits = ({label}) => words.every((word) => folded(label).includes(word));
            return [labelled(forces || [], parsed).filter(fits), value];
        },
        generate(_, form, quarter, forces, maracs, choices) {
            const parsed = JSON.parse(choices);
            const listed = parsed.forces[form] || [];
            if (form !== "countries-regions" && !(forces || []).length) {
                return refuse("Choose at least one police force, then generate the report.", "report-forces-field");
            }
            clientside.set_props("report-alert", {children: null});
            const query = new URLSearchParams({form, quarter});
            if (form === "force-marac" || (form === "countries-forces" && forces.length < listed.length)) {
                query.set("force", forces.join(","));
            }
            if (form === "force-marac") {
                const codes = offeredMaracs(forces, parsed).map(([code]) => code);
                const kept = codes.filter((code) => (maracs || []).includes(code));
                if (kept.length < codes.length) {
                    query.set("marac", kept.join(",") || "none");
                }
            }
            arrangement().forEach(([key, value]) => query.set(key, value));
            clientside.routes.go("/report?" + query, {focus: "results"});
        },
        columns(_, kept, options) {
            const hidden = options.map((each) => each.value).filter((key) => !kept.includes(key));
            if (kept.length) {
                clientside.maracdash.choose({hide: hidden.join(",") || "none"});
            }
        },
        // After each arrival the filters are as the address has them.
        arrive() {
            const form = part("report-form");
            offered = form
                ? offeredMaracs(
                    [...document.querySelectorAll("#report-forces input:checked")].map((each) => each.value),
                    JSON.parse(form.dataset.choices)
                ).map(([code]) => code)
                : null;
        },
    };

    document.addEventListener("click", (event) => {
        const button = event.target.closest("[data-tick]");
        if (!button) {
            return;
        }
        const boxes = button.closest("fieldset").querySelector(".boxes");
        const listed = boxes.id === "report-maracs" ? offered : [...boxes.querySelectorAll("input")].map((each) => each.value);
        clientside.set_props(boxes.id, {value: button.dataset.tick === "all" ? listed : []});
    });
})();
