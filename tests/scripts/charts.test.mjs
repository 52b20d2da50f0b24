import assert from "node:assert/strict";
import {test} from "node:test";
import {openPage, plain} from "./page.mjs";

const END = {xref: "paper", x: 1, text: "UK"};
const INSIDE = {xref: "x", x: 1, text: "a gap"};

function createChart(width, annotations, more = {}) {
    const page = openPage('<div class="js-plotly-plot"></div>', {scripts: ["adapter", "charts"]});
    const chart = page.find("div");
    const changes = [];
    Object.defineProperty(chart, "clientWidth", {value: width});
    Object.assign(chart, {layout: {annotations, ...more}, on: () => {}});
    page.window.Plotly = {relayout: (_, change) => changes.push(plain(change))};
    const event = new page.window.Event("animationstart", {bubbles: true});
    chart.dispatchEvent(Object.assign(event, {animationName: "chart-is-new"}));
    return changes;
}

test("on a narrow screen the labels at the ends of lines go, and no others", () => {
    assert.deepEqual(createChart(320, [END, INSIDE]), [{annotations: [INSIDE], "margin.r": 16}]);
});

test("nothing is drawn anew where there is room, or no such label", () => {
    assert.deepEqual(createChart(480, [END]), []);
    assert.deepEqual(createChart(320, [INSIDE]), []);
});

test("on a narrow screen every second of many quarters is named, and the last", () => {
    const tickvals = ["Q1", "Q2", "Q3", "Q4", "Q5", "Q6"];
    const xaxis = {type: "category", tickvals, ticktext: tickvals.map((each) => `${each}!`)};
    assert.deepEqual(createChart(320, [], {xaxis}), [
        {"xaxis.tickvals": ["Q2", "Q4", "Q6"], "xaxis.ticktext": ["Q2!", "Q4!", "Q6!"]},
    ]);
    assert.deepEqual(createChart(480, [], {xaxis}), []);
    assert.deepEqual(createChart(320, [], {xaxis: {...xaxis, tickvals: tickvals.slice(1)}}), []);
});

test("on a narrow screen the name of the axis takes as many lines as it needs", () => {
    const named = (text) => ({xaxis: {title: {text}}, margin: {l: 104, b: 58}, height: 320});
    assert.deepEqual(createChart(320, [], named("Referred by mental health services")), [
        {"xaxis.title.text": "Referred by mental<br>health services", "margin.b": 79, height: 341},
    ]);
    for (const text of ["Repeat rate", "Referred by mental<br>health services"]) {
        assert.deepEqual(createChart(320, [], named(text)), []);
    }
});
