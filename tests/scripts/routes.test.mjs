import assert from "node:assert/strict";
import {test} from "node:test";
import {openPage, waitForPaint} from "./page.mjs";

const BODY = `
    <p id="way-back"></p>
    <main id="content" tabindex="-1" data-title="Report"><div data-query="form=force-marac&quarter=2024-Q1"></div>
    <a href="/indicators/cases" data-route="to" data-key="cases" data-from="the table">Cases</a></main>`;

async function arrive(page, path) {
    page.window.dash_clientside.routes.arrive(null, path);
    await waitForPaint(page.window);
}

test("a link keeps the place, and the way back leads to it", async () => {
    const page = openPage(BODY, {url: "http://maracdash.test/report?form=force-marac"});
    await arrive(page, "/report");
    assert.equal(page.window.location.search, "?form=force-marac&quarter=2024-Q1");
    const left = [];
    const replaceState = page.window.history.replaceState.bind(page.window.history);
    page.window.history.replaceState = (...given) => left.push(given[0].place.key) && replaceState(...given);
    page.find("a[data-route]").focus();
    page.find("a[data-route]").click();
    assert.deepEqual(left, ["cases"], "going back in the browser finds the place too");
    assert.equal(page.window.location.pathname, "/indicators/cases");
    assert.equal(page.window.history.state.from.place.key, "cases");

    page.find("[data-query]").remove();
    await arrive(page, "/indicators/cases");
    const back = page.find("#way-back a");
    assert.equal(back.textContent, "Back to the table");
    back.click();
    assert.equal(page.window.location.pathname, "/report");
    await arrive(page, "/report");
    assert.equal(page.document.activeElement.dataset.key, "cases");
});

test("on another page reading starts at its content, on the first load nowhere", async () => {
    const page = openPage(BODY);
    await arrive(page, "/report");
    assert.equal(page.document.activeElement, page.document.body);
    assert.equal(page.document.title, "Report");
    await arrive(page, "/guidance");
    assert.equal(page.document.activeElement.id, "content");
});

test("what the address names behind # gets the focus", async () => {
    const page = openPage(`${BODY}<h2 id="who">Who</h2>`, {url: "http://maracdash.test/guidance#who"});
    await arrive(page, "/guidance");
    assert.equal(page.document.activeElement.id, "who");
    assert.equal(page.window.location.hash, "#who");
});

test("a link with a key held is the browser's", () => {
    const page = openPage(BODY);
    const click = new page.window.MouseEvent("click", {bubbles: true, cancelable: true, ctrlKey: true});
    page.window.addEventListener("click", (event) => event.preventDefault(), {once: true});
    page.find("a[data-route]").dispatchEvent(click);
    assert.equal(page.window.location.pathname, "/");
});
