// A page with scripts of assets in it, as a browser would run them, and Dash as far as the scripts speak to it.
import {readFileSync} from "node:fs";
import {after} from "node:test";
import {Script} from "node:vm";
import {JSDOM} from "jsdom";

const ASSETS = new URL("../../assets/", import.meta.url);
export const APP_SCRIPTS = [
    "adapter",
    "ahead",
    "changes",
    "charts",
    "combobox",
    "copy",
    "grid",
    "report",
    "routes",
    "search",
    "state",
];

const opened = [];

// What waits in a page for a slow answer would hold up the run.
after(() => opened.forEach((window) => window.close()));

export const readScript = (name) => readFileSync(new URL(`${name}.js`, ASSETS), "utf8");

/** What Dash was told, by the ids of components: `dash.props`; what it holds of them: `dash.held`. */
export function openPage(body, {scripts = APP_SCRIPTS, url = "http://maracdash.test/", fetch} = {}) {
    const dom = new JSDOM(`<!DOCTYPE html><body>${body}</body>`, {
        url,
        runScripts: "outside-only",
        pretendToBeVisual: true,
    });
    const {window} = dom;
    opened.push(window);
    const dash = {props: {}, held: {}};
    window.dash_clientside = {
        set_props(id, props) {
            dash.props[id] = {...dash.props[id], ...props};
        },
    };
    window.dash_component_api = {getLayout: (id) => dash.held[id] && {props: dash.held[id]}};
    window.fetch = fetch;
    window.structuredClone = structuredClone;
    window.CSS = {escape: (text) => text};
    window.scrollTo = () => {};
    window.Element.prototype.scrollTo = () => {};
    window.Element.prototype.scrollIntoView = () => {};
    const run = (source) => new Script(source).runInContext(dom.getInternalVMContext());
    for (const name of scripts) {
        run(readScript(name));
    }
    return {window, dash, run, document: window.document, find: (selector) => window.document.querySelector(selector)};
}

/** Until what the scripts put off until the page is painted has happened. */
export const waitForPaint = (window) =>
    new Promise((resolve) => window.requestAnimationFrame(() => window.setTimeout(resolve, 5)));

export function press(page, element, key) {
    element.dispatchEvent(new page.window.KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}));
}

/** Objects made inside the page have that page's own prototypes. */
export const plain = (value) => JSON.parse(JSON.stringify(value));
