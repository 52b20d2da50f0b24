import assert from "node:assert/strict";
import {test} from "node:test";
import {openPage} from "./page.mjs";

const LINE = {slug: "cases", title: "Cases", href: "/indicators/cases", sorted: "descending", next: "sort=cases"};

function openReport(heads, cells, marks = []) {
    const table = {
        caption: "Cases & <b>rates</b>.",
        heads,
        sections: [{slug: "main", title: "Main", href: "/sections/main", rows: [{...LINE, cells}]}],
        marks,
    };
    const page = openPage('<div id="grid"></div>');
    page.find("#grid").dataset.grid = JSON.stringify(table);
    page.run("reportTable.draw()");
    return page;
}

const readTexts = (table, selector) => [...table.querySelectorAll(selector)].map((each) => each.textContent);

test("texts stay texts, marks carry their reason, headers their scope", () => {
    const page = openReport(
        [
            ["Kent", "Force", "own"],
            ["UK", "", "uk"],
        ],
        ["<i>5</i>", ["-", 0]],
        [["▲", "Higher", "up"]],
    );
    const [plainCell, marked] = page.document.querySelectorAll("td");
    assert.equal(page.find("caption").textContent, "Cases & <b>rates</b>.");
    assert.equal(plainCell.textContent, "<i>5</i>");
    assert.deepEqual([marked.textContent, marked.title, marked.className], ["- ▲", "Higher", "up"]);
    assert.equal(page.find("tbody th[scope=row]").getAttribute("aria-sort"), "descending");
    assert.deepEqual(readTexts(page.document, "thead th"), ["Indicator", "KentForce", "UK"]);
    assert.equal(page.find(".sort").dataset.set, "sort=cases");
});

test("on paper every column stands once, and those alone of their kind lead each part", () => {
    const maracs = Array.from({length: 47}, (_, number) => [`Marac ${number}`, "", number ? "marac" : "own"]);
    const heads = [["UK", "", "uk"], ...maracs, ["Kent", "", "force"]];
    const page = openReport(
        heads,
        heads.map(([name]) => `of ${name}`),
    );
    page.window.dispatchEvent(new page.window.Event("beforeprint"));
    const parts = [...page.document.querySelectorAll(".printed")];
    assert.deepEqual(
        parts.map((part) => part.className),
        ["printed many", "printed many", "printed few"],
    );
    for (const part of parts) {
        const [, ...names] = readTexts(part, "thead th");
        assert.deepEqual(names.slice(0, 2), ["UK", "Kent"]);
        assert.ok(names.length <= 25);
        assert.deepEqual(
            readTexts(part, "td"),
            names.map((name) => `of ${name}`),
        );
    }
    const printed = parts.flatMap((part) => readTexts(part, "thead th").slice(3));
    assert.deepEqual(
        printed,
        maracs.map(([name]) => name),
    );
    assert.match(parts[2].caption.textContent, /Part 3 of 3\.$/);
    page.window.dispatchEvent(new page.window.Event("afterprint"));
    assert.equal(page.document.querySelectorAll("table").length, 1);
});
