import assert from "node:assert/strict";
import {readdirSync} from "node:fs";
import {test} from "node:test";
import {openPage, readScript} from "./page.mjs";

const ASSETS = new URL("../../assets/", import.meta.url);
const INSIDE =
    /dash_|_dash|dashAgGrid|_pages_|js-plotly-plot|MutationObserver|Plotly\.react\b|"popstate".*true|__react/;
const SCRIPTS = readdirSync(ASSETS).filter((name) => name.endsWith(".js") && !name.startsWith("vendor-"));

test("no script but the adapter knows the inside of Dash", () => {
    const others = SCRIPTS.filter((name) => name !== "adapter.js");
    assert.ok(others.length > 8);
    assert.match(readScript("adapter"), INSIDE);
    assert.deepEqual(
        others.filter((name) => INSIDE.test(readScript(name.replace(".js", "")))),
        [],
    );
});

test("Dash loads the adapter before every script that uses it", () => {
    assert.deepEqual(
        SCRIPTS.filter((name) => name < "adapter.js"),
        [],
    );
});

test("a page is opened by an entry of the history and the router's event", () => {
    const page = openPage("", {scripts: ["adapter"]});
    const told = [];
    page.window.addEventListener("_dashprivate_pushstate", () => told.push(page.window.location.search));
    page.run('dashAdapter.openPage("/report?a=1", {focus: "results"})');
    assert.deepEqual(told, ["?a=1"]);
    assert.equal(page.window.history.state.focus, "results");
});

test("the router is not told of a move that is answered here", () => {
    for (const [answered, told] of [
        [true, 0],
        [false, 1],
    ]) {
        const page = openPage("", {scripts: ["adapter"]});
        let heard = 0;
        page.run(`dashAdapter.interceptHistory(() => ${answered})`);
        page.window.addEventListener("popstate", () => heard++);
        page.window.dispatchEvent(new page.window.PopStateEvent("popstate"));
        assert.equal(heard, told);
    }
});

test("callbacks and functions of grids are where Dash looks for them, beside those of others", () => {
    const page = openPage("", {scripts: ["adapter"]});
    page.window.dashAgGridFunctions = {other: 1};
    page.run('dashAdapter.registerCallbacks("own", {answer: () => 42}); dashAdapter.registerGridFunctions({wrong: 2})');
    assert.equal(page.window.dash_clientside.own.answer(), 42);
    assert.deepEqual({...page.window.dashAgGridFunctions}, {other: 1, wrong: 2});
});

test("a chart is drawn with the settings that Dash drew it with", async () => {
    const page = openPage('<div id="graph"><div class="js-plotly-plot"></div></div>', {scripts: ["adapter"]});
    const drawn = [];
    page.window.Plotly = {react: async (chart, figure) => drawn.push([chart.className, figure])};
    page.dash.held.graph = {config: {displayModeBar: false}};
    await page.run(
        'dashAdapter.drawChart("graph", dashAdapter.findChart("graph"), {data: [1], layout: {}, frames: 3})',
    );
    const figure = {data: [1], layout: {}, config: {displayModeBar: false, typesetMath: false}};
    assert.deepEqual(JSON.parse(JSON.stringify(drawn)), [["js-plotly-plot", figure]]);
});
