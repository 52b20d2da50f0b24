// All that the scripts use of Dash's inside, so that a new Dash is tried in one place: its store of components, its
// router's event, what React and dcc.Graph put into the page, AG Grid's way out of its component.
const dashAdapter = (() => {
    "use strict";
    window.dash_clientside = window.dash_clientside || /** @type {DashClientside} */ ({});
    const clientside = window.dash_clientside;

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

        /** React puts elements in place whenever it likes. @param {() => void} listener */
        onRender(listener) {
            new MutationObserver(listener).observe(document, {childList: true, subtree: true});
        },

        /** @returns {NodeListOf<Chart>} */
        findCharts: () => document.querySelectorAll(".js-plotly-plot"),

        /** @param {string} id @returns {Chart | null} */
        findChart: (id) => document.querySelector(`#${id} .js-plotly-plot`),

        /** With the settings that Dash drew it with: others would make plotly.js begin anew. @param {string} id @param {Chart} chart @param {Figure} figure */
        async drawChart(id, chart, {data, layout}) {
            const config = {.../** @type {Props} */ (readProps(id)?.config), typesetMath: false};
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
