// All that the scripts use of Dash's inside, so that a new Dash is tried in one place: its store of components, its
// router's event, its first requests, what React puts into the page, plotly.js, AG Grid's way out of its component.
const dashAdapter = (() => {
    "use strict";
    window.dash_clientside = window.dash_clientside || /** @type {DashClientside} */ ({});
    const clientside = window.dash_clientside;

    /** An answer as far as Dash reads one. @param {unknown} held */
    const createAnswer = (held) => ({
        ok: true,
        status: 200,
        headers: new Headers({"Content-Type": "application/json"}),
        json: async () => held,
    });

    /** Where the layout says what the address is, the router does not ask for the page of it. @param {DashLayout} layout */
    function fillLocation(layout) {
        const {pathname, search, hash, href} = window.location;
        const [router] = layout.props.children.props.children;
        Object.assign(router.props, {pathname, search, hash, href});
        return layout;
    }

    /** Gives Dash what it asks for first, once each, without a request. @param {Record<string, unknown>} held */
    function answerFirstRequests(held) {
        const ask = window.fetch;
        window.fetch = /** @type {typeof fetch} */ (
            (address, options) => {
                const name = String(address).split("/").at(-1) || "";
                if (!(name in held)) {
                    return ask(address, options);
                }
                const answer = createAnswer(held[name]);
                delete held[name];
                if (!Object.keys(held).length) {
                    window.fetch = ask;
                }
                return Promise.resolve(answer);
            }
        );
    }

    /** @param {string} id */
    const readProps = (id) => window.dash_component_api.getLayout(id)?.props;

    return {
        readProps,

        /** @param {string} id @param {Props} props */
        setProps: (id, props) => clientside.set_props(id, props),

        /** Functions that callbacks/ names by `namespace` and their own name. @param {string} namespace @param {object} functions */
        registerCallbacks(namespace, functions) {
            clientside[namespace] = functions;
        },

        /** Has the router fetch the page of an address. @param {string} address @param {Visit} visit */
        openPage(address, visit) {
            history.pushState(visit, "", address);
            window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
        },

        /** The page of the address as it is now, whole. */
        reloadPage: () => location.reload(),

        /** Starts Dash with the layout that came with the page. @param {FirstAnswer} answer */
        startDash({layout, dependencies}) {
            answerFirstRequests({"_dash-layout": fillLocation(layout), "_dash-dependencies": dependencies});
            window.startDash();
        },

        /** Where Dash puts its page. */
        findEntry: () => /** @type {HTMLElement} */ (document.getElementById("react-entry-point")),

        /** React reads a field's text when it is told of input, and not if its own setter was used. @param {HTMLInputElement} field @param {string} text */
        typeInto(field, text) {
            Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(field, text);
            field.dispatchEvent(new Event("input", {bubbles: true}));
        },

        /** Before the router, which is not told when `handles` says yes. @param {() => boolean} handles */
        interceptHistory(handles) {
            window.addEventListener("popstate", (event) => {
                if (handles()) {
                    event.stopImmediatePropagation();
                }
            });
        },

        /** Dash has an answer before React has put it in place. */
        waitForPaint: () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0))),

        /** React puts elements in place, and changes them, whenever it likes. @param {() => void} listener */
        onRender(listener) {
            const attributeFilter = ["data-figure", "hidden"];
            new MutationObserver(listener).observe(document, {childList: true, subtree: true, attributeFilter});
        },

        /** React changes an attribute of some element. @param {string} name @param {() => void} listener */
        onAttribute(name, listener) {
            new MutationObserver(listener).observe(document, {subtree: true, attributeFilter: [name]});
        },

        /** @returns {NodeListOf<Chart>} */
        findCharts: () => document.querySelectorAll(".js-plotly-plot"),

        /** @param {string} id @returns {Chart | null} */
        findChart: (id) => document.querySelector(`#${id} .js-plotly-plot`),

        /** With other settings than before plotly.js would begin anew. @param {Element} chart @param {Figure} figure @param {Props} config */
        async drawChart(chart, {data, layout}, config) {
            await window.Plotly.react(chart, {data, layout, config});
        },

        /** @param {string} id */
        openGrid: (id) => window.dash_ag_grid.getApiAsync(id),

        /** Functions that columns of a grid name. @param {Record<string, unknown>} functions */
        registerGridFunctions(functions) {
            window.dashAgGridFunctions = Object.assign(window.dashAgGridFunctions || {}, functions);
        },
    };
})();
