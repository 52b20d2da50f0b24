// Draws the charts. A place says in data-figure what is drawn in it, and in data-config how; the chart in it is no child
// that React knows of, so it can be drawn before Dash is there, and moved to where Dash then has its place for it.
// Charts follow the window's width: plotly would do so too, and draw every chart of another height twice.
const chartPlaces = (() => {
    "use strict";
    const NARROW = 480;
    const EDGE = 16;
    const PAPER = 680; // pixels of a page of A4 between its margins
    let waiting = 0;

    const MAX_QUARTERS = 5;
    const LETTER = 9;
    const LINE = 21;
    const LEFT = "middle left";
    const OVER = "middle center";
    const RIGHT = "middle right";

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
        if (type !== "category" || tickvals.length <= MAX_QUARTERS) {
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
        if (room < 1 || text.length <= room || text.includes("<br>")) {
            return {};
        }
        const lines = text.match(new RegExp(`\\S.{0,${room - 1}}(?=\\s|$)`, "g")) || [];
        if (lines.length < 2) {
            return {};
        }
        const more = LINE * (lines.length - 1);
        return {"xaxis.title.text": lines.join("<br>"), "margin.b": (margin.b || 0) + more, height: height + more};
    }

    /** Where words stand that ran out of the picture: on the other side of their line, else over it, as near as there is room. @param {DOMRect} box @param {string} side @param {DOMRect} frame @returns {{side: string, by: number}} */
    function findRoom({left, right}, side, frame) {
        const width = right - left;
        const isInside = (/** @type {number} */ start) => start >= frame.left - 1 && start + width <= frame.right + 1;
        if (isInside(left)) {
            return {side, by: 0};
        }
        if (side === RIGHT && isInside(left - width)) {
            return {side: LEFT, by: 0};
        }
        if (side === LEFT && isInside(right)) {
            return {side: RIGHT, by: 0};
        }
        const line = side === RIGHT ? left : side === LEFT ? right : (left + right) / 2;
        // Words whose place lies outside the plot are not drawn, and more room is left of it, where the names stand.
        const end = Math.max(frame.left + width, Math.min(line + width / 2, frame.right));
        return {side: LEFT, by: end - line};
    }

    /** Words beside lines are one trace of text: those that run out of the picture find room in it. @param {Chart} chart */
    function keepInside(chart) {
        const {data = [], layout, clientWidth} = chart;
        const traces = /** @type {Trace[]} */ (data);
        const place = traces.findIndex(({mode}) => mode === "text");
        const {x = [], textposition = []} = traces[place] || {};
        const boxes = [...chart.querySelectorAll(".textpoint text")].map((text) => text.getBoundingClientRect());
        const {margin, xaxis} = layout || {};
        const [least, most] = xaxis?.range || [0, 0];
        const unit = (most - least) / (clientWidth - (margin?.l || 0) - (margin?.r || 0));
        if (boxes.length !== x.length) {
            return;
        }
        const frame = chart.getBoundingClientRect();
        const found = boxes.map((box, at) => findRoom(box, textposition[at] || OVER, frame));
        const moved = found.map(({by}, at) =>
            by ? Math.max(least, Math.min(most, Number(x[at]) + by * unit)) : x[at],
        );
        const sides = found.map(({side}) => side);
        if (`${moved},${sides}` !== `${x},${textposition}`) {
            window.Plotly.restyle(chart, {x: [moved], textposition: [sides]}, [place]);
        }
    }

    /** What a narrow screen has no room for makes way; a chart that is hidden has no width. @param {Chart} chart */
    function fitNarrow(chart) {
        const {layout, clientWidth} = chart;
        if (!layout || !clientWidth || clientWidth >= NARROW) {
            return;
        }
        const changes = {...dropEnds(layout), ...thinQuarters(layout), ...wrapTitle(layout, clientWidth)};
        if (Object.keys(changes).length) {
            window.Plotly.relayout(chart, changes);
            return;
        }
        keepInside(chart);
    }

    /** @type {WeakMap<Element, string>} */
    const drawn = new WeakMap();

    /** @param {Chart} chart */
    function tell(chart) {
        fitNarrow(chart);
        chart.dispatchEvent(new CustomEvent("chart-drawn", {bubbles: true}));
    }

    /** @param {HTMLElement} place */
    function createChart(place) {
        const chart = /** @type {Chart} */ (/** @type {HTMLElement} */ (document.createElement("div")));
        place.replaceChildren(chart);
        return chart;
    }

    /** A place without a figure, or in what is hidden, is left as it is. What is drawn stands in the place, so that nobody who looks there draws what was before. @param {HTMLElement} place @param {string} text */
    async function draw(place, text) {
        if (!text || drawn.get(place) === text || place.closest("[hidden]")) {
            return;
        }
        drawn.set(place, text);
        if (place.dataset.figure !== text) {
            place.dataset.figure = text;
        }
        const held = /** @type {Chart | null} */ (place.firstElementChild);
        const chart = held || createChart(place);
        await dashAdapter.drawChart(chart, JSON.parse(text), JSON.parse(place.dataset.config || "{}"));
        if (!held) {
            chart.on("plotly_afterplot", () => tell(chart));
            tell(chart);
        }
    }

    /** @param {ParentNode} within @returns {HTMLElement[]} */
    const findPlaces = (within) => [.../** @type {NodeListOf<HTMLElement>} */ (within.querySelectorAll(".plot"))];

    const drawAll = () => Promise.all(findPlaces(document).map((place) => draw(place, place.dataset.figure || "")));

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

    return {
        draw,
        drawAll,

        /** Charts go to the same places of another page as they are. @param {ParentNode} from @param {ParentNode} to */
        move(from, to) {
            const places = findPlaces(to);
            findPlaces(from).forEach((place, number) => {
                const next = places[number];
                const text = place.dataset.figure || "";
                if (next?.dataset.figure === text && drawn.get(place) === text) {
                    drawn.set(next, text);
                    next.replaceChildren(...place.childNodes);
                    next.firstElementChild?.dispatchEvent(new CustomEvent("chart-drawn", {bubbles: true}));
                }
            });
        },
    };
})();
