import assert from "node:assert/strict";
import {readdirSync} from "node:fs";
import {test} from "node:test";
import {openPage, plain, readScript} from "./page.mjs";

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

test("Dash is given its layout and callbacks without a request, with the address that the page has", async () => {
    const asked = [];
    const page = openPage("", {
        scripts: ["adapter"],
        url: "http://maracdash.test/profile?marac=A#b",
        fetch: async (address) => asked.push(address),
    });
    page.window.Headers = Headers;
    page.window.startDash = () => {
        page.started = ["/marac/_dash-layout", "/marac/_dash-dependencies", "/marac/_dash-layout"].map((address) =>
            page.window.fetch(address),
        );
    };
    const router = {props: {id: "router"}};
    page.window.answer = {layout: {props: {children: {props: {children: [router]}}}}, dependencies: [1]};
    page.run("dashAdapter.startDash(answer)");
    const [layout, dependencies] = await Promise.all(page.started);
    assert.equal(layout.status, 200);
    assert.equal(layout.headers.get("content-type"), "application/json");
    const {props} = (await layout.json()).props.children.props.children[0];
    assert.deepEqual(plain(props), {
        id: "router",
        pathname: "/profile",
        search: "?marac=A",
        hash: "#b",
        href: "http://maracdash.test/profile?marac=A#b",
    });
    assert.deepEqual(await dependencies.json(), [1]);
    assert.deepEqual(asked, ["/marac/_dash-layout"]);
});
