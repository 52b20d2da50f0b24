import assert from "node:assert/strict";
import {test} from "node:test";
import {openPage, plain, waitForPaint} from "./page.mjs";

const BODY = '<main id="content"><p id="progress"></p><div id="board"></div></main>';

function openBoard(answers) {
    const page = openPage(BODY, {
        fetch: (address) => answers[new URLSearchParams(address.split("?")[1]).get("address")](),
    });
    page.dash.held = {heading: {children: "Before"}, finding: {children: "Same"}, graph: {"data-figure": ""}};
    return page;
}

const answer = (parts) => async () => ({json: async () => parts});

test("only what differs is set, and nothing of what is not on the page", async () => {
    const parts = {heading: {children: "After"}, finding: {children: "Same"}, gone: {children: "x"}};
    const page = openBoard({"/?a": answer(parts)});
    await page.run('boardChanges.request("/?a")');
    assert.deepEqual(plain(page.dash.props), {heading: {children: "After"}});
});

test("a chart that is not on screen is left to Dash", async () => {
    const graph = {figure: {data: [1], layout: {}}};
    const page = openBoard({"/?a": answer({graph})});
    await page.run('boardChanges.request("/?a")');
    assert.deepEqual(plain(page.dash.props), {graph: {"data-figure": JSON.stringify(graph.figure)}});
});

test("an answer that comes after a newer one changes nothing", async () => {
    let release;
    const late = new Promise((resolve) => (release = resolve));
    const page = openBoard({
        "/?old": () => late,
        "/?new": answer({heading: {children: "New"}}),
    });
    const old = page.run('boardChanges.request("/?old")');
    await page.run('boardChanges.request("/?new")');
    release({json: async () => ({heading: {children: "Old"}})});
    await old;
    assert.deepEqual(plain(page.dash.props), {heading: {children: "New"}});
});

const ofRelease = (release) => async () => ({
    headers: new Headers({"X-Release": release}),
    json: async () => ({heading: {children: "After"}}),
});

test("with the first answer of a newer release the whole page is asked for anew", async () => {
    const page = openBoard({
        "/?same": ofRelease("release-20260102T000000-b"),
        "/?older": ofRelease("release-20260101T000000-a"),
        "/?newer": ofRelease("release-20260103T000000-c"),
    });
    page.find("#content").dataset.release = "20260102T000000";
    page.run("globalThis.reloads = 0; dashAdapter.reloadPage = () => (reloads += 1);");
    for (const [address, reloads] of [
        ["/?same", 0],
        ["/?older", 0],
        ["/?newer", 1],
    ]) {
        page.dash.props = {};
        await page.run(`boardChanges.request("${address}")`);
        assert.equal(page.run("reloads"), reloads, address);
        assert.equal("heading" in page.dash.props, reloads === 0, address);
    }
});

test("a failure is told at once, and only of the newest", async () => {
    const page = openBoard({"/?a": () => Promise.reject(new Error("lost"))});
    await assert.rejects(page.run('boardChanges.request("/?a")'), /lost/);
    assert.match(page.find("#progress").textContent, /^No answer\./);
    await waitForPaint(page.window);
    assert.ok(!page.find("#content").hasAttribute("data-updating"));
});
