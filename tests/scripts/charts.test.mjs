import assert from "node:assert/strict";
import {test} from "node:test";
import {openPage, plain} from "./page.mjs";

const END = {xref: "paper", x: 1, text: "UK"};
const INSIDE = {xref: "x", x: 1, text: "a gap"};

function createChart(width, annotations) {
    const page = openPage('<div class="js-plotly-plot"></div>', {scripts: ["adapter", "charts"]});
    const chart = page.find("div");
    const changes = [];
    Object.defineProperty(chart, "clientWidth", {value: width});
    Object.assign(chart, {layout: {annotations}, on: () => {}});
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
