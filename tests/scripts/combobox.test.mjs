import assert from "node:assert/strict";
import {beforeEach, test} from "node:test";
import {openPage, press, waitForPaint} from "./page.mjs";

const CHOICES = [
    [
        "Dyfed-Powys",
        [
            ["F1", "Dyfed-Powys: the whole force"],
            ["M1", "Ynys Môn"],
        ],
    ],
    [
        "Kent",
        [
            ["M2", "Ashford"],
            ["M3", "Medway"],
        ],
    ],
];
let page;
let field;

beforeEach(async () => {
    page = openPage(`
        <main id="content"><p id="progress"></p></main>
        <div class="combobox" data-choices='${JSON.stringify(CHOICES)}'>
            <input id="marac" value="Ashford"><div id="maracs" role="listbox" hidden></div>
        </div>`);
    page.document.body.append("");
    await new Promise((resolve) => setTimeout(resolve, 0));
    field = page.find("#marac");
    field.focus();
});

function type(text) {
    field.value = text;
    field.dispatchEvent(new page.window.Event("input", {bubbles: true}));
    return [...page.document.querySelectorAll("[role=option]")].map((each) => each.textContent);
}

const readActive = () => page.find("[role=option][aria-selected=true]")?.textContent;

test("Dash's input becomes a combobox", () => {
    assert.equal(field.getAttribute("role"), "combobox");
    assert.equal(field.getAttribute("aria-controls"), "maracs");
    assert.equal(field.getAttribute("aria-expanded"), "false");
});

test("every word typed is looked for in the Marac's and the force's name, without accents", () => {
    assert.deepEqual(type("mon powys"), ["Ynys Môn"]);
    assert.deepEqual(type("kent"), ["Ashford", "Medway"]);
    assert.equal(readActive(), "Ashford");
    assert.equal(field.getAttribute("aria-activedescendant"), "marac-M2");
    assert.deepEqual(type("nowhere"), []);
    assert.match(page.find("#maracs").textContent, /No Marac or force/);
});

test("groups are named by their force", () => {
    type("ashford");
    const group = page.find("[role=group]");
    assert.equal(page.document.getElementById(group.getAttribute("aria-labelledby")).textContent, "Kent");
});

test("arrows move from the settled one and stay within the list", () => {
    press(page, field, "ArrowDown");
    assert.equal(readActive(), "Ashford");
    press(page, field, "ArrowDown");
    assert.equal(readActive(), "Medway");
    press(page, field, "PageDown");
    assert.equal(readActive(), "Medway");
    press(page, field, "PageUp");
    assert.equal(readActive(), "Dyfed-Powys: the whole force");
});

test("Enter picks: the address changes, the list closes, and Dash is told once the chart is painted", async () => {
    type("medway");
    press(page, field, "Enter");
    assert.equal(page.window.location.search, "?marac=M3");
    assert.equal(field.value, "Medway");
    assert.ok(page.find("#maracs").hidden);
    assert.equal(page.dash.props.marac, undefined);
    await waitForPaint(page.window);
    await waitForPaint(page.window);
    assert.equal(page.dash.props.marac.value, "Medway");
});

test("Escape and leaving give up what was typed", () => {
    for (const leave of [() => press(page, field, "Escape"), () => field.blur()]) {
        page.dash.props = {};
        type("med");
        leave();
        assert.equal(page.dash.props.marac.value, "Ashford");
        assert.equal(field.getAttribute("aria-expanded"), "false");
        assert.equal(page.window.location.search, "");
    }
});
