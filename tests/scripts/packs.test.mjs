import assert from "node:assert/strict";
import {test} from "node:test";
import {openPage} from "./page.mjs";

const LINK = '<a id="add" data-pack="" href="/board-pack?marac=M1&quarter=2024-Q1&item=trend:cases">Add</a>';

function follow(kept) {
    const {window} = openPage(LINK, {scripts: ["packs"]});
    if (kept) {
        window.sessionStorage.setItem("maracdash-pack", kept);
    }
    const link = window.document.getElementById("add");
    link.addEventListener("click", (event) => event.preventDefault());
    link.click();
    return new URL(link.href).searchParams;
}

test("a chart begins a pack", () => {
    assert.deepEqual(follow("").getAll("item"), ["trend:cases"]);
});

test("a chart is added behind what the pack of this tab holds, once, and the pack keeps its title", () => {
    const kept =
        "marac=M2&quarter=2020-Q1&title=Our+board&item=dashboard:overview&item=trend:cases&item=compare:police";
    const query = follow(kept);
    assert.deepEqual(query.getAll("item"), ["dashboard:overview", "trend:cases", "compare:police"]);
    assert.deepEqual([query.get("marac"), query.get("quarter")], ["M1", "2024-Q1"]);
    assert.equal(query.get("title"), "Our board");
});
