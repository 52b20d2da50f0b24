// Points of the chart by name: a list under the chart that works by keyboard and by touch, and a link to what each point
// stands for. A point's `customdata` is the part of the address that leads there. A click or tap on a point chooses it.
(() => {
    "use strict";
    const PLACE = "points";
    /** @type {Record<string, string>} */
    const ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"};
    const findPlace = () => document.getElementById(PLACE);
    /** @type {ChartPoint[]} */
    let points = [];
    let drawn = "";

    /** What a chart reads as HTML, as text. @param {string} text */
    const readText = (text) =>
        text
            .replace(/<br>/g, " ")
            .replace(/<[^>]*>/g, "")
            .replace(/&(lt|gt|amp);/g, (each) => ENTITIES[each] || each);

    /** @param {Trace} trace @param {number} place */
    function namePoint(trace, place) {
        const said = readText(String(trace.hovertext?.[place] || ""));
        const isQuarter = String(trace.customdata?.[place]).startsWith("quarter=");
        return isQuarter ? `${readText(trace.name || "")}, ${trace.x[place]}: ${said}` : said;
    }

    /** @param {Trace} trace @param {number} curve @returns {ChartPoint[]} */
    function listTrace(trace, curve) {
        return (trace.customdata || []).flatMap((way, place) =>
            trace.x[place] === null || trace.y[place] === null
                ? []
                : [{way, curve, place, name: namePoint(trace, place), mine: isHere(way)}],
        );
    }

    /** @param {string} way */
    const readWay = (way) => [...new URLSearchParams(way)][0] || ["", ""];

    /** @param {string} way */
    function isHere(way) {
        const [name, value] = readWay(way);
        const board = document.getElementById("board");
        return new URLSearchParams(board?.dataset.query || location.search).get(name) === value;
    }

    /** The reader's own first, of lines the last drawn. @param {ChartPoint} one @param {ChartPoint} other */
    function compare(one, other) {
        if (one.mine !== other.mine && one.way.startsWith("marac=")) {
            return one.mine ? -1 : 1;
        }
        return one.way.startsWith("marac=") ? one.name.localeCompare(other.name) : other.curve - one.curve;
    }

    /** @template {keyof HTMLElementTagNameMap} Tag @param {Tag} tag @param {Record<string, string>} parts */
    function createElement(tag, {text = "", ...named}) {
        const element = document.createElement(tag);
        element.textContent = text;
        Object.entries(named).forEach(([name, value]) => element.setAttribute(name, value));
        return element;
    }

    function build() {
        const options = points.map((point, number) => createElement("option", {text: point.name, value: `${number}`}));
        const select = createElement("select", {id: "point", class: "form-select"});
        select.append(createElement("option", {text: "Choose a point", value: ""}), ...options);
        const hadFocus = findPlace()?.contains(document.activeElement);
        findPlace()?.replaceChildren(
            createElement("label", {for: "point", text: "Point"}),
            select,
            createElement("p", {role: "status"}),
        );
        if (hadFocus) {
            select.focus();
        }
    }

    /** A point leads somewhere but where the reader is, and to no quarter that cannot be chosen. @param {ChartPoint} point */
    function isWay({mine, way}) {
        const quarter = new URLSearchParams(way).get("quarter");
        return !mine && (!quarter || Boolean(document.querySelector(`#quarter option[value="${quarter}"]`)));
    }

    /** @param {ChartPoint} point */
    function createLink(point) {
        const [name, value] = readWay(point.way);
        const query = new URLSearchParams(location.search);
        query.set(name, value);
        const text = name === "marac" ? `Go to ${point.name.split(":")[0]}` : `Go to ${value}`;
        return createElement("a", {text, href: `${location.pathname}?${query}`, "data-way": point.way});
    }

    /** @param {ChartPoint} [point] */
    function say(point) {
        const said = /** @type {HTMLElement} */ (findPlace()?.querySelector("[role=status]"));
        if (point && isWay(point)) {
            pageState.prepare(point.way);
        }
        said.replaceChildren(...(point ? [`${point.name} `, ...(isWay(point) ? [createLink(point)] : [])] : []));
    }

    /** @param {Chart} chart */
    function list(chart) {
        const traces = /** @type {Trace[]} */ (chart.data || []);
        points = traces.flatMap(listTrace).sort(compare);
        const found = JSON.stringify(points);
        if (found !== drawn || !findPlace()?.firstChild) {
            drawn = found;
            points.length ? build() : findPlace()?.replaceChildren();
        }
    }

    /** @param {PlotlyClick} click */
    function choosePoint({points: [hit]}) {
        const number = points.findIndex((each) => each.curve === hit?.curveNumber && each.place === hit?.pointNumber);
        const select = /** @type {HTMLSelectElement | null} */ (document.getElementById("point"));
        if (select && number >= 0) {
            select.value = String(number);
            say(points[number]);
        }
    }

    // After what a change draws, and out of its way.
    /** @param {Chart} chart */
    const listLater = (chart) => setTimeout(() => chart.isConnected && findPlace() && list(chart), 0);

    /** @type {WeakSet<Chart>} */
    const known = new WeakSet();
    /** @type {Chart | undefined} */
    let shown;

    document.addEventListener("chart-drawn", ({target}) => {
        const chart = /** @type {Chart} */ (target);
        if (!chart.closest("#graph")) {
            return;
        }
        shown = chart;
        if (!known.has(chart)) {
            known.add(chart);
            chart.on("plotly_click", (click) => choosePoint(/** @type {PlotlyClick} */ (click)));
        }
        listLater(chart);
    });

    // A chart is drawn before the page says whose it is.
    dashAdapter.onAttribute("data-query", () => shown && listLater(shown));

    document.addEventListener("change", ({target}) => {
        const select = /** @type {HTMLSelectElement} */ (target);
        if (select.id === "point") {
            const point = points[Number(select.value)];
            const chosen = select.value === "" ? undefined : point;
            const chart = dashAdapter.findChart("graph");
            say(chosen);
            if (chart && chosen) {
                window.Plotly.Fx.hover(chart, [{curveNumber: chosen.curve, pointNumber: chosen.place}]);
            }
        }
    });

    document.addEventListener("click", (event) => {
        const link = /** @type {HTMLElement | null} */ (
            /** @type {Element} */ (event.target).closest(`#${PLACE} [data-way]`)
        );
        if (link && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
            event.preventDefault();
            pageState.choose(link.dataset.way || "");
            say();
            document.getElementById("point")?.focus();
        }
    });
})();
