import assert from "node:assert/strict";
import {beforeEach, test} from "node:test";
import {openPage, plain} from "./page.mjs";

const KENT = ["E1", "Kent"];
const GWENT = ["W1", "Gwent"];
const CHOICES = JSON.stringify({
    forces: {"force-marac": [KENT, GWENT], "countries-forces": [KENT, GWENT]},
    maracs: {
        E1: [
            ["M1", "Ashford"],
            ["M2", "Médway"],
        ],
        W1: [["M3", "Newport"]],
    },
});
let page;
let report;

beforeEach(() => {
    page = openPage(`
        <div id="report-forces-field"><button>All</button></div><div id="report-alert"></div>
        <div id="report-form"><div id="report-forces"><input type="checkbox" value="E1" checked></div></div>`);
    page.find("#report-form").dataset.choices = CHOICES;
    report = page.window.dash_clientside.report;
    page.run("reportFilters.arrive()");
});

test("a form's forces are offered, those chosen stay chosen, and other filters hide", () => {
    assert.deepEqual(plain(report.offerForces("force-marac", ["E1", "X9"], CHOICES)), [
        [
            {value: "E1", label: "Kent"},
            {value: "W1", label: "Gwent"},
        ],
        ["E1"],
        false,
        false,
    ]);
    assert.deepEqual(plain(report.offerForces("countries-regions", ["E1"], CHOICES)), [[], [], true, true]);
});

test("Maracs of a force just chosen are ticked, those unticked stay so, others go", () => {
    const [options, ticked] = plain(report.offerMaracs(["E1", "W1"], "", ["M1"], CHOICES));
    assert.deepEqual(
        options.map(({label}) => label),
        ["Ashford, Kent", "Médway, Kent", "Newport, Gwent"],
    );
    assert.deepEqual(ticked, ["M1", "M3"]);
    assert.deepEqual(plain(report.offerMaracs(["W1"], "", ticked, CHOICES)), [
        [{value: "M3", label: "Newport"}],
        ["M3"],
    ]);
});

test("looking for a Marac hides others and unticks none", () => {
    const [options, ticked] = plain(report.offerMaracs(["E1"], "medw", ["M1", "M2"], CHOICES));
    assert.deepEqual(options, [{value: "M2", label: "Médway"}]);
    assert.deepEqual(ticked, ["M1", "M2"]);
});

test("the address says no more than it must", () => {
    const cases = [
        ["force-marac", ["E1"], ["M1", "M2"], "form=force-marac&quarter=2024-Q1&force=E1"],
        ["force-marac", ["E1"], ["M2"], "form=force-marac&quarter=2024-Q1&force=E1&marac=M2"],
        ["force-marac", ["E1"], [], "form=force-marac&quarter=2024-Q1&force=E1&marac=none"],
        ["countries-forces", ["E1", "W1"], [], "form=countries-forces&quarter=2024-Q1"],
        ["countries-forces", ["W1"], [], "form=countries-forces&quarter=2024-Q1&force=W1"],
        ["countries-regions", [], [], "form=countries-regions&quarter=2024-Q1"],
    ];
    for (const [form, forces, maracs, query] of cases) {
        report.generate(1, form, "2024-Q1", forces, maracs, CHOICES);
        assert.equal(page.window.location.search, `?${query}`);
        assert.equal(page.window.history.state.focus, "results");
    }
});

test("how the table is arranged stays in the address", () => {
    page.window.history.replaceState({}, "", "/report?sort=cases&hide=uk&own=");
    report.generate(1, "countries-regions", "2024-Q1", [], [], CHOICES);
    assert.equal(page.window.location.search, "?form=countries-regions&quarter=2024-Q1&sort=cases");
});

test("another report keeps what the reader compares with", () => {
    page.window.history.replaceState({}, "", "/report?group=Coast~M2,F3&including=yes");
    report.generate(1, "countries-regions", "2024-Q1", [], [], CHOICES);
    const kept = new URLSearchParams(page.window.location.search);
    assert.deepEqual([kept.get("group"), kept.get("including")], ["Coast~M2,F3", "yes"]);
    page.window.history.replaceState({}, "", "/report");
});

test("a report of no force is refused, and the focus goes where one is chosen", () => {
    report.generate(1, "force-marac", "2024-Q1", [], [], CHOICES);
    assert.match(page.dash.props["report-alert"].children, /Choose at least one police force/);
    assert.equal(page.document.activeElement.textContent, "All");
    assert.equal(page.window.location.search, "");
});

test("columns that are not kept are hidden, and the last one never is", () => {
    const options = [{value: "uk"}, {value: "region"}];
    report.hideColumns(1, ["uk"], options);
    assert.equal(page.window.location.search, "?hide=region");
    report.hideColumns(1, [], options);
    assert.equal(page.window.location.search, "?hide=region");
    report.hideColumns(1, ["uk", "region"], options);
    assert.equal(page.window.location.search, "?hide=none");
});
