import assert from "node:assert/strict";
import {test} from "node:test";
import {openPage, plain} from "./page.mjs";

const BOARD = (path) => `<main id="content" data-release="20241231"><p id="progress"></p>
    <div id="board" data-path="${path}"><button data-set="view=trend">Trend</button><button data-copy="address">Copy link</button>
    <div data-choose="quarter" data-default="2024-Q4"><select><option>2024-Q3</option><option>2024-Q4</option></select></div></div></main>`;

function openBoard(path = "/", query = "") {
    const asked = [];
    const fetch = (address) => {
        asked.push(new URLSearchParams(address.split("?")[1]).get("address"));
        return new Promise(() => {});
    };
    return {...openPage(BOARD(path), {url: `http://maracdash.test${path}${query}`, fetch}), asked};
}

test("a switch sets its part of the address and asks the server once", () => {
    const page = openBoard("/", "?marac=M1&view=table");
    page.find("[data-set]").click();
    assert.equal(page.window.location.search, "?marac=M1&view=trend");
    assert.deepEqual(page.asked, ["/?marac=M1&view=trend"]);
});

test("what is given up leaves the address, and a default is not said", () => {
    const page = openBoard("/", "?quarter=2024-Q3&marac=M1");
    const select = page.find("select");
    select.value = "2024-Q4";
    select.dispatchEvent(new page.window.Event("change", {bubbles: true}));
    assert.equal(page.window.location.search, "?marac=M1");
});

test("an indicator's own page does not say its indicator again", () => {
    const page = openBoard("/indicators/cases", "?indicator=other");
    page.find("[data-set]").click();
    assert.equal(page.window.location.search, "?view=trend");
});

test("moves between states of one page are answered here, others are the router's", () => {
    const page = openBoard("/", "?view=trend");
    page.window.dispatchEvent(new page.window.PopStateEvent("popstate"));
    assert.deepEqual(page.asked, ["/?view=trend"]);
    page.window.history.replaceState({}, "", "/guidance");
    page.window.dispatchEvent(new page.window.PopStateEvent("popstate"));
    assert.equal(page.asked.length, 1);
});

test("a slow answer is announced, an answer settles the address", async () => {
    const page = openBoard();
    page.find("[data-set]").click();
    assert.equal(page.find("#progress").textContent, "");
    await new Promise((resolve) => setTimeout(resolve, 250));
    assert.equal(page.find("#progress").textContent, "Updating");
    assert.ok(page.find("#content").hasAttribute("data-updating"));
    page.window.dash_clientside.maracdash.settle("view=trend&quarter=2024-Q4", "Kent");
    assert.equal(page.window.location.search, "?view=trend&quarter=2024-Q4");
    assert.equal(page.find("#progress").textContent, "");
    assert.ok(!page.find("#content").hasAttribute("data-updating"));
});

test("a copied link says its release, or that it could not be copied", async () => {
    const page = openBoard("/", "?view=trend");
    const copied = [];
    for (const [writeText, said] of [
        [async (text) => copied.push(text), "Link copied"],
        [() => Promise.reject(new Error("denied")), "Copy it from the address bar"],
    ]) {
        Object.defineProperty(page.window.navigator, "clipboard", {value: {writeText}, configurable: true});
        page.find("[data-copy]").click();
        await new Promise((resolve) => setTimeout(resolve, 0));
        assert.equal(page.find("[data-copy]").textContent, said);
        assert.equal(page.find("#progress").textContent, said);
    }
    assert.deepEqual(plain(copied), ["http://maracdash.test/?view=trend&release=20241231"]);
});
