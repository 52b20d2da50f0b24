import assert from "node:assert/strict";
import {test} from "node:test";
import {openPage} from "./page.mjs";

const CHARTS = `<header><div class="ribbon"><p>All is invented.</p></div>
    <div class="audience"><p class="marking">Full figures. Not for publication</p></div></header><main id="content"><p id="progress"></p>
    <section><p class="said">Another chart.</p></section>
    <section><p class="finding">Birchford: 70 cases
        per 10,000 women.</p><div><button data-copy="sentence" data-period="April 2023 to March 2024">Copy sentence</button>
    <button data-copy="table" data-href="/export/table.html?x">Copy table</button>
    <button data-copy="picture" data-href="/export/chart.png?x">Copy picture</button></div></section></main>`;
const TABLE = `<table><caption>Cases, larger areas</caption><thead><tr><th>Area</th><th>Count</th></tr></thead>
    <tbody><tr><th>=Kent & <b>Co</b></th><td>1,589</td></tr><tr><th>-3 House</th><td>-3.0%</td></tr></tbody></table>
    <table><caption>Second</caption><tr><td>[c]</td></tr></table><p>Full figures</p><p>Source: returns</p>`;

const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

function answerWith(type, content, ok = true) {
    return async () => ({
        ok,
        headers: new Map([["content-type", type]]),
        text: async () => content,
        blob: async () => content,
    });
}

/** What was copied, by kind; `items` false where the browser knows no ClipboardItem. */
function openCharts(fetch, {items = true, refused = false} = {}) {
    const page = openPage(CHARTS, {fetch});
    const copied = {};
    const refuse = () => Promise.reject(new Error("denied"));
    if (items) {
        page.window.ClipboardItem = class {
            constructor(parts) {
                this.parts = parts;
            }
        };
    }
    const clipboard = {
        writeText: refused ? refuse : async (text) => Object.assign(copied, {text}),
        write: refused
            ? refuse
            : async ([item]) => {
                  for (const [type, promised] of Object.entries(item.parts)) {
                      assert.equal(typeof promised.then, "function", "promised inside the click");
                      copied[type] = await promised;
                  }
              },
    };
    Object.defineProperty(page.window.navigator, "clipboard", {value: clipboard, configurable: true});
    const copy = async (what) => {
        page.find(`[data-copy=${what}]`).click();
        await settle();
        return page.find("#progress").textContent;
    };
    return {...page, copied, copy};
}

const read = (page, blob) =>
    new Promise((resolve) => {
        const reader = new page.window.FileReader();
        reader.onload = () => resolve(reader.result);
        reader.readAsText(blob);
    });

test("a sentence is that of its own chart, on one line, and the next has its period and marking", async () => {
    const page = openCharts();
    assert.equal(await page.copy("sentence"), "Sentence copied");
    assert.equal(
        page.copied.text,
        "Birchford: 70 cases per 10,000 women.\n" +
            "April 2023 to March 2024. All is invented. Full figures. Not for publication.",
    );
});

test("a table is copied as tabs and as lines, without a formula, and says where it comes from", async () => {
    const page = openCharts(answerWith("text/html; charset=utf-8", TABLE));
    assert.equal(await page.copy("table"), "Table copied");
    assert.equal(
        await read(page, page.copied["text/plain"]),
        "Cases, larger areas\nArea\tCount\n'=Kent & Co\t1,589\n-3 House\t-3.0%\n\nSecond\n[c]\n\nFull figures\nSource: returns",
    );
    const html = await read(page, page.copied["text/html"]);
    assert.ok(html.includes("<caption>Cases, larger areas</caption>"));
    assert.ok(html.includes("'=Kent &amp; Co</th>"));
    assert.ok(html.includes("<p>Full figures</p>"));
    assert.ok(!html.includes("<b>"));
});

test("a browser without rich copying takes the table as text, and no picture", async () => {
    const page = openCharts(answerWith("text/html", TABLE), {items: false});
    assert.equal(await page.copy("table"), "Table copied");
    assert.ok(page.copied.text.startsWith("Cases, larger areas\nArea\tCount"));
    assert.match(await page.copy("picture"), /^Not copied: this browser cannot copy pictures.*Take the PNG\.$/);
});

test("a picture is promised to the clipboard", async () => {
    const page = openCharts(answerWith("image/png", "a picture"));
    assert.equal(await page.copy("picture"), "Picture copied");
    assert.equal(page.copied["image/png"], "a picture");
});

test("what is refused, or is a page of signing in, is not taken for copied", async () => {
    const refused = openCharts(answerWith("text/html", TABLE), {refused: true});
    for (const what of ["sentence", "table", "picture"]) {
        assert.match(await refused.copy(what), /^Not copied: /);
    }
    const signIn = openCharts(answerWith("text/html", "Sign in"));
    assert.match(await signIn.copy("picture"), /^Not copied: /);
    const failed = openCharts(answerWith("image/png", "", false));
    assert.match(await failed.copy("picture"), /^Not copied: /);
});
