import assert from "node:assert/strict";
import {test} from "node:test";
import {openPage, plain} from "./page.mjs";

const sleep = (time) => new Promise((resolve) => setTimeout(resolve, time));
const HIGHLIGHT = 60;

/** A server that answers each address with its number, in the release of the moment. */
function openServer(more = {}) {
    const server = {asked: [], release: "1", wait: async () => {}, ...more};
    server.page = openPage("", {
        scripts: ["adapter", "ahead"],
        async fetch(address) {
            const number = server.asked.push(new URLSearchParams(address.split("?")[1]).get("address"));
            const {release} = server;
            await server.wait();
            return {headers: new Headers({"X-Release": release}), json: async () => ({n: number})};
        },
    });
    server.prepare = (address) => server.page.run(`answersAhead.prepare("${address}")`);
    server.take = async (address) => plain(await server.page.run(`answersAhead.take("${address}")`)).n;
    return server;
}

test("what is highlighted is asked for once, and is there when it is chosen, once", async () => {
    const server = openServer();
    server.prepare("/?a");
    await sleep(HIGHLIGHT);
    assert.deepEqual(server.asked, ["/?a"]);
    assert.equal(await server.take("/?a"), 1);
    assert.equal(await server.take("/?a"), 2);
});

test("what is only passed over is not asked for, and of many that wait only the last", async () => {
    let release;
    const server = openServer({wait: () => new Promise((resolve) => (release = resolve))});
    server.prepare("/?passed");
    server.prepare("/?a");
    await sleep(HIGHLIGHT);
    server.prepare("/?b");
    await sleep(HIGHLIGHT);
    server.prepare("/?c");
    await sleep(HIGHLIGHT);
    assert.deepEqual(server.asked, ["/?a"]);
    release();
    await sleep(HIGHLIGHT);
    assert.deepEqual(server.asked, ["/?a", "/?c"]);
});

test("what is on its way is not asked for again", async () => {
    const server = openServer({wait: () => sleep(HIGHLIGHT)});
    server.prepare("/?a");
    await sleep(HIGHLIGHT);
    assert.equal(await server.take("/?a"), 1);
    assert.deepEqual(server.asked, ["/?a"]);
});

test("an answer of an earlier release is forgotten with the first of a newer one", async () => {
    const server = openServer();
    server.prepare("/?a");
    await sleep(HIGHLIGHT);
    server.release = "2";
    assert.equal(await server.take("/?b"), 2);
    assert.equal(await server.take("/?a"), 3);
});

test("nothing is asked ahead where the reader saves data", async () => {
    const server = openServer();
    Object.defineProperty(server.page.window.navigator, "connection", {value: {saveData: true}});
    server.prepare("/?a");
    await sleep(HIGHLIGHT);
    assert.deepEqual(server.asked, []);
});

test("a failure ahead is no failure of what is chosen", async () => {
    let fails = true;
    const server = openServer({
        async wait() {
            if (fails) {
                throw new Error("lost");
            }
        },
    });
    server.prepare("/?a");
    await sleep(HIGHLIGHT);
    fails = false;
    assert.equal(await server.take("/?a"), 2);
});
