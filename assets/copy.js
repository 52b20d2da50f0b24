// Copies a chart as its sentence, its table or its picture: data-copy on a button, data-href for what the server makes.
// What comes from the server is promised to the clipboard inside the click: Safari allows nothing later.
(() => {
    "use strict";
    const CELL = "border: 1px solid #b1b4b6; padding: 2px 6px; text-align: left; vertical-align: top";
    const FORMULA = /^[=+@]|^-(?![\d.])/;
    const COPIED = {sentence: "Sentence copied", table: "Table copied", picture: "Picture copied"};
    const NOT_COPIED = {
        sentence: "Not copied: this browser does not allow it. Select the sentence and copy it.",
        table: "Not copied: this browser does not allow it. Take the CSV, or select the table and copy it.",
        picture: "Not copied: this browser cannot copy pictures, or none could be drawn. Take the PNG.",
    };

    /** A page of signing in, or an error, is no table and no picture. @param {string} href @param {string} type */
    async function fetchPart(href, type) {
        const answer = await fetch(href);
        if (!answer.ok || !answer.headers.get("content-type")?.startsWith(type)) {
            throw new Error(`${href}: no ${type}`);
        }
        return answer;
    }

    /** One line, and no formula for a spreadsheet to work out. @param {Element | null} element */
    function readText(element) {
        const text = (element?.textContent || "").replace(/\s+/g, " ").trim();
        return FORMULA.test(text) ? `'${text}` : text;
    }

    /** @param {HTMLTableElement} table */
    const readRows = (table) => [...table.rows].map((row) => [...row.cells].map(readText));

    /** Tables with their captions, then where they come from. @param {Document} page */
    function writeTsv(page) {
        const tables = [...page.querySelectorAll("table")].map((table) =>
            [readText(table.caption), ...readRows(table).map((row) => row.join("\t"))].join("\n"),
        );
        const lines = [...page.querySelectorAll("p")].map(readText);
        return [...tables, lines.join("\n")].join("\n\n");
    }

    /** The same without our style sheet, so that Word and Excel give it lines. @param {Document} page */
    function writeHtml(page) {
        const made = document.implementation.createHTMLDocument();
        /** @param {string} name @param {string} text @param {Element} place */
        const add = (name, text, place) => {
            const element = place.appendChild(made.createElement(name));
            element.textContent = text;
            return element;
        };
        for (const table of page.querySelectorAll("table")) {
            const copy = made.body.appendChild(made.createElement("table"));
            copy.setAttribute("style", "border-collapse: collapse");
            add("caption", readText(table.caption), copy);
            for (const row of table.rows) {
                const line = copy.appendChild(made.createElement("tr"));
                for (const cell of row.cells) {
                    add(cell.localName, readText(cell), line).setAttribute("style", CELL);
                }
            }
        }
        for (const line of page.querySelectorAll("p")) {
            add("p", readText(line), made.body);
        }
        return made.body.innerHTML;
    }

    /** @param {string} href */
    async function readPage(href) {
        const answer = await fetchPart(href, "text/html");
        return new DOMParser().parseFromString(await answer.text(), "text/html");
    }

    /** A part that fails is told by the clipboard, or by what kept the clipboard from asking. @param {Record<string, Promise<Blob>>} parts */
    function write(parts) {
        for (const part of Object.values(parts)) {
            part.catch(() => {});
        }
        return navigator.clipboard.write([new ClipboardItem(parts)]);
    }

    /** Where pages cannot be copied as such, a table still can as text. @param {string} href */
    function copyTable(href) {
        const page = readPage(href);
        if (!("ClipboardItem" in window)) {
            return page.then((read) => navigator.clipboard.writeText(writeTsv(read)));
        }
        /** @param {string} type @param {(read: Document) => string} as */
        const part = (type, as) => page.then((read) => new Blob([as(read)], {type}));
        return write({"text/plain": part("text/plain", writeTsv), "text/html": part("text/html", writeHtml)});
    }

    /** @param {string} href */
    const copyPicture = (href) => write({"image/png": fetchPart(href, "image/png").then((answer) => answer.blob())});

    /** The sentence; on a second line its period, and who may see it, and if all is invented: as the header says. @param {HTMLElement} button */
    function copySentence(button) {
        const said = button.closest("section")?.querySelector(".finding, .said") || null;
        const header = [...document.querySelectorAll("header .marking, header .ribbon p")].map(readText);
        const of = [button.dataset.period || "", ...header].filter(Boolean).map((each) => each.replace(/\.$/, ""));
        return navigator.clipboard.writeText([readText(said), of.length ? `${of.join(". ")}.` : ""].join("\n").trim());
    }

    const WAYS = {
        sentence: copySentence,
        table: (/** @type {HTMLElement} */ button) => copyTable(button.dataset.href || ""),
        picture: (/** @type {HTMLElement} */ button) => copyPicture(button.dataset.href || ""),
    };

    /** @param {HTMLElement} button */
    async function answerCopy(button) {
        const what = /** @type {keyof typeof WAYS} */ (button.dataset.copy);
        pageState.announce("Copying");
        try {
            await WAYS[what](button);
            pageState.announceBriefly(COPIED[what]);
        } catch {
            pageState.announceBriefly(NOT_COPIED[what], NOT_COPIED[what].length * 80);
        }
    }

    /** Menus that lie over the page close when one turns away. @param {Element | null} kept */
    function closeMenus(kept) {
        for (const menu of document.querySelectorAll(".share .copy[open]")) {
            menu.toggleAttribute("open", menu.contains(kept));
        }
    }

    document.addEventListener("keydown", ({key, target}) => {
        const menu = /** @type {Element} */ (target).closest(".share .copy[open]");
        if (menu && key === "Escape") {
            closeMenus(null);
            menu.querySelector("summary")?.focus();
        }
    });

    document.addEventListener("click", ({target}) => {
        const button = /** @type {Element} */ (target).closest("[data-copy]");
        closeMenus(/** @type {Element} */ (target));
        if (button instanceof HTMLElement && button.dataset.copy !== "address") {
            answerCopy(button);
        }
    });
})();
