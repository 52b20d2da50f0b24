// Charts follow the window's width. Dash and plotly would each do so, and draw every chart of another height twice.
(() => {
    "use strict";
    const NARROW = 480;
    const EDGE = 16;
    const PAPER = 680; // pixels of a page of A4 between its margins
    let waiting = 0;

    const MOST_QUARTERS = 5;
    const LETTER = 9;
    const LINE = 21;

    /** @param {Annotation} note */
    const isAtEnd = (note) => note.xref === "paper" && note.x === 1;

    /** Lines take the room of the labels at their ends: the legend names them, the table has the values. @param {ChartLayout} layout @returns {Props} */
    function dropEnds({annotations = []}) {
        const kept = annotations.filter((note) => !isAtEnd(note));
        return kept.length < annotations.length ? {annotations: kept, "margin.r": EDGE} : {};
    }

    /** Of more quarters than have room side by side every second is named, the last one too. @param {ChartLayout} layout @returns {Props} */
    function thinQuarters({xaxis = {}}) {
        const {type, tickvals = [], ticktext = []} = xaxis;
        if (type !== "category" || tickvals.length <= MOST_QUARTERS) {
            return {};
        }
        const isKept = (/** @type {unknown} */ _, /** @type {number} */ place) =>
            (tickvals.length - 1 - place) % 2 === 0;
        return {"xaxis.tickvals": tickvals.filter(isKept), "xaxis.ticktext": ticktext.filter(isKept)};
    }

    /** The name of the axis in as many lines as it takes under the plot. @param {ChartLayout} layout @param {number} width @returns {Props} */
    function wrapTitle({xaxis = {}, margin = {}, height = 0}, width) {
        const text = xaxis.title?.text || "";
        const room = Math.floor((width - (margin.l || 0)) / LETTER);
        if (text.length <= room || text.includes("<br>")) {
            return {};
        }
        const lines = text.match(new RegExp(`\\S.{0,${room - 1}}(?=\\s|$)`, "g")) || [text];
        const more = LINE * (lines.length - 1);
        return {"xaxis.title.text": lines.join("<br>"), "margin.b": (margin.b || 0) + more, height: height + more};
    }

    /** What a narrow screen has no room for makes way. @param {Chart} chart */
    function fitNarrow(chart) {
        const {layout, clientWidth} = chart;
        if (!layout || clientWidth >= NARROW) {
            return;
        }
        const changes = {...dropEnds(layout), ...thinQuarters(layout), ...wrapTitle(layout, clientWidth)};
        if (Object.keys(changes).length) {
            window.Plotly.relayout(chart, changes);
        }
    }

    // assets/legend.css gives every new chart an animation without effect, and so a sign of life that costs nothing.
    document.addEventListener("animationstart", ({animationName, target}) => {
        if (animationName === "chart-is-new") {
            const chart = /** @type {Chart} */ (target);
            chart.on("plotly_afterplot", () => fitNarrow(chart));
            fitNarrow(chart);
        }
    });

    // A chart is as wide as the window was: on paper it would be cut at the edge.
    /** @param {(chart: Chart) => number} choose */
    const zoomCharts = (choose) =>
        dashAdapter.findCharts().forEach((chart) => chart.style.setProperty("zoom", String(choose(chart))));
    window.addEventListener("beforeprint", () => zoomCharts((chart) => Math.min(1, PAPER / (chart.clientWidth || 1))));
    window.addEventListener("afterprint", () => zoomCharts(() => 1));

    window.addEventListener("resize", () => {
        clearTimeout(waiting);
        waiting = setTimeout(() => dashAdapter.findCharts().forEach((chart) => window.Plotly.Plots.resize(chart)), 100);
    });
})();
