import assert from "node:assert/strict";
import {test} from "node:test";
import {openPage, readScript} from "./page.mjs";

const settle = () => new Promise((resolve) => setTimeout(resolve, 10));

/** A page whose clock is moved by hand, and a server that gives these answers in turn. */
async function openWith(answers) {
    const page = openPage("<main></main>", {scripts: []});
    const {window} = page;
    const asked = [];
    const waits = [];
    Object.assign(window.HTMLDialogElement.prototype, {showModal() {}, close() {}});
    window.setTimeout = (then, delay) => waits.push({then, seconds: delay / 1000});
    window.clearTimeout = () => {};
    window.fetch = async (address, {method, headers}) => {
        asked.push([method, address, headers["X-CSRFToken"]]);
        const [status, body] = answers.shift();
        return {status, json: async () => body};
    };
    page.run(readScript("session"));
    await new Promise((resolve) => window.addEventListener("load", resolve));
    const next = async () => {
        waits.at(-1).then();
        await settle();
    };
    return {...page, asked, waits, next};
}

const state = (left, extendable = true) => [200, {left, extendable, token: "t1"}];

test("nothing is asked while the page loads, and nothing shown where nobody signs in", async () => {
    const page = await openWith([[204]]);
    assert.equal(page.waits.at(-1).seconds, 60);
    await page.next();
    assert.equal(page.asked.length, 1);
    assert.equal(page.waits.length, 1);
    assert.equal(page.find("dialog"), null);
});

test("the next question comes two minutes before the end", async () => {
    const page = await openWith([state(1740)]);
    await page.next();
    assert.equal(page.waits.at(-1).seconds, 1620);
    assert.equal(page.find("dialog"), null);
});

test("staying is asked for with the server's token", async () => {
    const page = await openWith([state(110), state(1800)]);
    await page.next();
    assert.match(page.find("dialog p").textContent, /You will be signed out in 2 minutes/);
    page.find("dialog button").click();
    await settle();
    assert.deepEqual(page.asked[1], ["POST", "/session", "t1"]);
    assert.equal(page.find("dialog"), null);
    assert.equal(page.waits.at(-1).seconds, 1680);
});

test("another tab that stays signed in takes the warning away here too", async () => {
    const page = await openWith([state(110), state(1790)]);
    await page.next();
    assert.ok(page.find("dialog"));
    await page.next();
    assert.equal(page.find("dialog"), null);
});

test("the end of twelve hours is said, and cannot be put off", async () => {
    const page = await openWith([state(50, false)]);
    await page.next();
    assert.match(page.find("dialog p").textContent, /in 1 minute: a session lasts 12 hours at most/);
    assert.equal(page.find("dialog button").textContent, "Close");
});

test("whoever was signed out is led back to this page", async () => {
    const page = await openWith([state(110), [204]]);
    await page.next();
    await page.next();
    assert.match(page.find("dialog p").textContent, /You are signed out/);
    assert.equal(page.find("dialog a").getAttribute("href"), "/sign-in?next=%2F");
});

test("a server that does not answer is asked again", async () => {
    const page = await openWith([[503]]);
    await page.next();
    assert.equal(page.waits.at(-1).seconds, 60);
});
