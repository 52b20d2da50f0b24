import assert from "node:assert/strict";
import {test} from "node:test";
import {openPage, plain} from "./page.mjs";

const NOTATIONS = {
    numbers: ["-?\\d+(\\.\\d*)?", "-?\\d{1,3}(,\\d{3})+"],
    withheld: "<\\s*(\\d+)|\\[c\\]",
    largest_withheld: 10,
    not_collected: ["n/a"],
    dates: ["(?<year>\\d{4})-(?<month>\\d\\d)-(?<day>\\d\\d)", "(?<day>\\d+) (?<name>[a-z]+) (?<year>\\d{4})"],
};
const COLUMNS = [
    {name: "place", title: "Place", kind: "area", required: true},
    {name: "day", title: "Day", kind: "date", required: true},
    {name: "all", title: "All of them", kind: "count", required: true, whole: true, part_of: ""},
    {name: "some", title: "Some of them", kind: "count", required: false, whole: false, part_of: "all"},
];
const RULES = {columns: COLUMNS, notations: NOTATIONS, areas: ["AM1", "King's  Lynn"]};

function findFault(row, name) {
    const page = openPage("", {scripts: ["upload-grid-rules"]});
    page.window.given = JSON.stringify([RULES, row, name]);
    return page.run("(([rules, row, name]) => cellRules.create(rules).findFault(row, name))(JSON.parse(window.given))");
}

test("fields that the server invents are held to the rules that it gives", () => {
    const cases = [
        [{place: "nowhere"}, "place", "“nowhere” is no Marac that is known here."],
        [{place: "king's lynn "}, "place", ""],
        [{all: "3"}, "place", "Place is needed."],
        [{all: " "}, "place", ""],
        [{day: "2024-02-30"}, "day", "“2024-02-30” is not a date. Write 3/4/2024, day first, or 2024-04-03."],
        [{day: "2024-02-29"}, "day", ""],
        [{day: "3 April 2024"}, "day", ""],
        [{all: "1.5"}, "all", "“1.5” is not a whole number."],
        [{all: "1,234"}, "all", ""],
        [{all: "-1"}, "all", "“-1” is not a number of 0 or more."],
        [{all: "<5"}, "all", ""],
        [{all: "<500"}, "all", "“<500” is not a number of 0 or more."],
        [{all: "[C]"}, "all", ""],
        [{all: "N/A"}, "all", ""],
        [{all: "1,000", some: "1000.5"}, "some", "1000.5 is more than the 1000 all of them."],
        [{all: "<5", some: "7.5"}, "some", ""],
        [{all: "3"}, "some", ""],
        [{all: "3"}, "row", ""],
    ];
    for (const [row, name, fault] of cases) {
        assert.equal(findFault(row, name), fault, JSON.stringify(row));
    }
});

function merge(rows, text, start = {row: 0, column: 0}) {
    const page = openPage("", {scripts: ["upload-grid-paste"]});
    page.window.given = JSON.stringify([rows, text, COLUMNS, start]);
    return plain(page.run("gridPaste.merge(...JSON.parse(window.given))"));
}

test("with a header rows go where it says, by name or title, and what no column takes is told", () => {
    assert.deepEqual(merge([{place: "old", all: "1"}], "All of them\tplace\tcats\r\n2\tAM1\t9\r\n3\tAM2\t\r\n"), {
        rows: [
            {place: "AM1", all: "2"},
            {place: "AM2", all: "3"},
        ],
        count: 2,
        left: ["“cats”"],
    });
});

test("without a header rows go on from the cell with the focus", () => {
    assert.deepEqual(merge([{place: "AM1"}, {}], "4\t2\t7\n", {row: 1, column: 2}), {
        rows: [{place: "AM1"}, {all: "4", some: "2"}],
        count: 1,
        left: ["number 3"],
    });
});

test("the form's sums follow what is typed, and say when they are above the cases", () => {
    const page = openPage(
        `<form class="meeting"><input name="cases" value="1,000"><input name="a"><input name="b" value="x">
        <p data-sum="Referrals" data-fields="a b"></p><p class="sending"></p></form>`,
        {scripts: ["upload-form"]},
    );
    const line = page.find("[data-sum]");
    assert.equal(line.textContent, "Referrals so far: 0 of 1,000 cases");
    page.find("[name=a]").value = "1000.5";
    page.find("form").dispatchEvent(new page.window.Event("input"));
    assert.equal(line.textContent, "Referrals so far: 1,000.5 of 1,000 cases: more than the cases");
    assert.equal(line.className, "over");
});

test("files that are too large together are refused before they are sent", () => {
    const page = openPage(
        `<main><div class="drop"><p class="drag" hidden></p><input type="file" data-largest="1"></div>
        <ul id="files-chosen"></ul></main>`,
        {scripts: ["upload"]},
    );
    const input = page.find("input");
    const choose = (...sizes) => {
        const files = sizes.map((size, at) => ({name: `${at}.csv`, size}));
        Object.defineProperty(input, "files", {value: files, configurable: true});
        input.dispatchEvent(new page.window.Event("change"));
        return input.validationMessage;
    };
    assert.equal(page.find(".drag").hidden, false);
    assert.equal(choose(600_000, 100), "");
    assert.equal(page.find("#files-chosen").textContent, "0.csv, 586 kB1.csv, 1 kB");
    assert.equal(choose(600_000, 600_000), "These files have 2 MB; at most 1 MB can be sent at once.");
    assert.equal(choose(1024 * 1024), "");
});

test("the count of notices stands behind the menu's word, and an answer that is none leaves nothing", async () => {
    for (const [fetch, shown] of [
        [async () => ({json: async () => ({unread: 3})}), '" (3)"'],
        [async () => ({json: async () => ({unread: 0})}), '""'],
        [() => Promise.reject(new Error("lost")), ""],
    ]) {
        const page = openPage("", {scripts: ["notices"], fetch});
        page.window.dispatchEvent(new page.window.Event("load"));
        await new Promise((resolve) => setTimeout(resolve, 20));
        assert.equal(page.document.documentElement.style.getPropertyValue("--unread"), shown);
    }
});
