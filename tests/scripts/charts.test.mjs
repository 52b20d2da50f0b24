import assert from "node:assert/strict";
import {test} from "node:test";
import {openPage, plain} from "./page.mjs";

const END = {xref: "paper", x: 1, text: "UK"};
const INSIDE = {xref: "x", x: 1, text: "a gap"};

const write = (figure) => JSON.stringify(figure).replaceAll('"', "&quot;");

/** A page with a place for each figure, and what plotly.js was told of each chart. */
function openCharts(body, width = 800) {
    const page = openPage(body, {scripts: ["adapter", "charts"]});
    const told = {drawn: [], changes: [], restyled: []};
    page.window.Plotly = {
        async react(chart, {data, layout, config}) {
            told.drawn.push(plain([chart.parentElement.id, layout, config]));
            Object.defineProperty(chart, "clientWidth", {value: width, configurable: true});
            Object.assign(chart, {data, layout, on: () => {}});
        },
        relayout: (_, change) => told.changes.push(plain(change)),
        restyle: (_, ...change) => told.restyled.push(plain(change)),
    };
    return {page, ...told};
}

async function createChart(width, annotations, more = {}) {
    const figure = write({data: [1], layout: {annotations, ...more}});
    const {page, changes} = openCharts(`<div class="plot" data-figure="${figure}"></div>`, width);
    await page.run("chartPlaces.drawAll()");
    return changes;
}

const placeOf = (name, figure, more = "") =>
    `<div ${more}><div class="plot" id="${name}" data-figure="${write(figure)}" data-config="{&quot;a&quot;:1}"></div></div>`;

test("each figure is drawn once where it is shown, with its settings, and anew when it is another", async () => {
    const [one, other] = [1, 2].map((height) => ({data: [1], layout: {height}}));
    const empty = '<div class="plot" data-figure=""></div>';
    const {page, drawn} = openCharts(`${placeOf("a", one)}${placeOf("b", one, "hidden")}${empty}`);
    await page.run("chartPlaces.drawAll()");
    await page.run("chartPlaces.drawAll()");
    assert.deepEqual(drawn, [["a", {height: 1}, {a: 1}]]);
    page.find("#a").dataset.figure = JSON.stringify(other);
    page.find("[hidden]").hidden = false;
    await page.run("chartPlaces.drawAll()");
    assert.deepEqual(drawn.slice(1), [
        ["a", {height: 2}, {a: 1}],
        ["b", {height: 1}, {a: 1}],
    ]);
    assert.equal(page.find("#a").childElementCount, 1);
});

test("what is drawn before Dash knows of it is not undone", async () => {
    const [one, other] = [1, 2].map((height) => ({data: [1], layout: {height}}));
    const {page, drawn} = openCharts(placeOf("a", one));
    page.window.other = JSON.stringify(other);
    await page.run('chartPlaces.draw(document.querySelector("#a"), other)');
    await page.run("chartPlaces.drawAll()");
    assert.deepEqual(drawn, [["a", {height: 2}, {a: 1}]]);
});

test("a chart moves to the same place of another page, is told of there and not drawn again", async () => {
    const figure = {data: [1], layout: {}};
    const {page, drawn} = openCharts(`<p>${placeOf("a", figure)}</p><section>${placeOf("a", figure)}</section>`);
    await page.run('chartPlaces.draw(document.querySelector("#a"), document.querySelector("#a").dataset.figure)');
    const chart = page.find("#a > div");
    const told = [];
    page.document.addEventListener("chart-drawn", ({target}) => told.push(target));
    page.run('chartPlaces.move(document, document.querySelector("section"))');
    assert.equal(chart.closest("section")?.tagName, "SECTION");
    assert.deepEqual(told, [chart]);
    await page.run("chartPlaces.drawAll()");
    assert.equal(drawn.length, 1);
});

test("on a narrow screen the labels at the ends of lines go, and no others", async () => {
    assert.deepEqual(await createChart(320, [END, INSIDE]), [{annotations: [INSIDE], "margin.r": 16}]);
});

test("nothing is drawn anew where there is room, or no such label", async () => {
    assert.deepEqual(await createChart(480, [END]), []);
    assert.deepEqual(await createChart(320, [INSIDE]), []);
});

test("on a narrow screen every second of many quarters is named, and the last", async () => {
    const tickvals = ["Q1", "Q2", "Q3", "Q4", "Q5", "Q6"];
    const xaxis = {type: "category", tickvals, ticktext: tickvals.map((each) => `${each}!`)};
    assert.deepEqual(await createChart(320, [], {xaxis}), [
        {"xaxis.tickvals": ["Q2", "Q4", "Q6"], "xaxis.ticktext": ["Q2!", "Q4!", "Q6!"]},
    ]);
    assert.deepEqual(await createChart(480, [], {xaxis}), []);
    assert.deepEqual(await createChart(320, [], {xaxis: {...xaxis, tickvals: tickvals.slice(1)}}), []);
});

test("on a narrow screen words that run out of the picture stand on the other side of their line, or over it", async () => {
    // The plot is 100 pixels wide in a picture of 300, and a unit is a pixel of it.
    const layout = {xaxis: {range: [0, 100]}, margin: {l: 190, r: 10}};
    const sides = ["middle right", "middle right", "middle right", "middle left", "middle center"];
    const spans = [
        [195, 290],
        [240, 400],
        [200, 420],
        [-12, 190],
        [170, 312],
    ];
    const texts = {mode: "text", x: [5, 50, 10, 0, 51], textposition: sides};
    for (const [width, expected] of [
        [300, {x: [5, 50, 100, 100, 100], textposition: ["middle right", ...Array(4).fill("middle left")]}],
        [480, null],
    ]) {
        const {page, restyled} = openCharts(placeOf("a", {data: [{mode: "lines"}, texts], layout}), width);
        const {react} = page.window.Plotly;
        page.window.Plotly.react = async (chart, drawn) => {
            await react(chart, drawn);
            chart.getBoundingClientRect = () => ({left: 0, right: 300});
            chart.innerHTML = spans.map(() => '<g class="textpoint"><text></text></g>').join("");
            for (const [at, text] of [...chart.querySelectorAll("text")].entries()) {
                text.getBoundingClientRect = () => ({left: spans[at][0], right: spans[at][1]});
            }
        };
        await page.run("chartPlaces.drawAll()");
        assert.deepEqual(restyled, expected ? [[{x: [expected.x], textposition: [expected.textposition]}, [1]]] : []);
    }
});

test("on a narrow screen the name of the axis takes as many lines as it needs", async () => {
    const named = (text) => ({xaxis: {title: {text}}, margin: {l: 104, b: 58}, height: 320});
    assert.deepEqual(await createChart(320, [], named("Referred by mental health services")), [
        {"xaxis.title.text": "Referred by mental<br>health services", "margin.b": 79, height: 341},
    ]);
    for (const text of ["Repeat rate", "Referred by mental<br>health services", "Floccinaucinihilipilifications"]) {
        assert.deepEqual(await createChart(320, [], named(text)), []);
    }
    for (const width of [0, 100]) {
        assert.deepEqual(await createChart(width, [], named("Referred by mental health services")), []);
    }
});
