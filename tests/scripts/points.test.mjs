import assert from "node:assert/strict";
import {test} from "node:test";
import {openPage} from "./page.mjs";

const BODY = `<div id="board" data-query="marac=M1&amp;quarter=2024-Q1"></div><select id="quarter"><option value="2023-Q4"></select>
    <div id="graph"><div class="js-plotly-plot"></div></div><div id="points"></div>`;
const MARACS = {
    x: [3, 1, 2],
    y: [1, 1, null],
    customdata: ["marac=M2", "marac=M1", "marac=M3"],
    hovertext: ["Ash &amp; Oak: 3", "Birchford: 1", "Cedar: 2"],
};
const LINE = {
    name: "Birchford",
    x: ["2023-Q3", "2023-Q4"],
    y: [5, 6],
    customdata: ["quarter=2023-Q3", "quarter=2023-Q4"],
    hovertext: ["5", "6"],
};

async function openChart(...data) {
    const page = openPage(BODY, {scripts: ["adapter", "points"], url: "http://maracdash.test/?marac=M1&view=funnel"});
    const chart = page.find(".js-plotly-plot");
    const listeners = {};
    Object.assign(chart, {data, on: (name, listener) => Object.assign(listeners, {[name]: listener})});
    page.hovered = [];
    page.chosen = [];
    page.window.Plotly = {Fx: {hover: (_, [point]) => page.hovered.push([point.curveNumber, point.pointNumber])}};
    page.window.eval("var pageState = {prepare: () => {}, choose: (way) => window.chosen.push(way)}");
    page.window.chosen = page.chosen;
    chart.dispatchEvent(new page.window.Event("chart-drawn", {bubbles: true}));
    await new Promise((resolve) => setTimeout(resolve, 5));
    return {...page, chart, listeners, said: () => page.find("#points p").textContent.trim()};
}

const listNames = (page) => [...page.document.querySelectorAll("#point option")].map((each) => each.textContent);

function choose(page, number) {
    const select = page.find("#point");
    select.value = String(number);
    select.dispatchEvent(new page.window.Event("change", {bubbles: true}));
}

test("points stand in the list by name, the reader's own first, and none without a number", async () => {
    assert.deepEqual(listNames(await openChart(MARACS)), ["Choose a point", "Birchford: 1", "Ash & Oak: 3"]);
});

test("a chosen point is named, shown in the chart, and leads to its Marac", async () => {
    const page = await openChart(MARACS);
    choose(page, 1);
    assert.equal(page.said(), "Ash & Oak: 3 Go to Ash & Oak");
    assert.deepEqual(page.hovered, [[0, 0]]);
    assert.match(page.find("#points a").href, /\?marac=M2&view=funnel$/);
    page.find("#points a").click();
    assert.deepEqual([...page.chosen], ["marac=M2"]);
});

test("the reader's own Marac leads nowhere, nor does a quarter that cannot be chosen", async () => {
    const page = await openChart(MARACS);
    choose(page, 0);
    assert.equal(page.said(), "Birchford: 1");
    const line = await openChart(LINE);
    choose(line, 0);
    assert.equal(line.said(), "Birchford, 2023-Q3: 5");
    choose(line, 1);
    assert.equal(line.said(), "Birchford, 2023-Q4: 6 Go to 2023-Q4");
});

test("a click on a point chooses it in the list", async () => {
    const page = await openChart(MARACS);
    page.listeners.plotly_click({points: [{curveNumber: 0, pointNumber: 0}]});
    assert.equal(page.find("#point").selectedOptions[0].textContent, "Ash & Oak: 3");
    assert.equal(page.said(), "Ash & Oak: 3 Go to Ash & Oak");
});
