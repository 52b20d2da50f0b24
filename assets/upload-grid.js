// The grid of meetings: what is typed or pasted is checked cell by cell, kept in this tab, and sent as a file.
(() => {
    "use strict";
    const KEPT = "maracdash-meetings";
    const MAX_ROWS = 2000;
    const TOLD = 20;
    const NEW = 10;
    const place = /** @type {HTMLElement} */ (document.querySelector(".sheet-of-meetings"));
    const rules = /** @type {GridRules} */ (JSON.parse(place.dataset.rules || ""));
    const {findFault} = cellRules.create(rules);
    /** @type {string[]} */
    const undone = [];
    /** @type {GridApi} */
    let api;
    let held = "[]";

    dashAdapter.registerGridFunctions({
        /** @param {{data?: MeetingRow, colDef: {field?: string}}} cell */
        wrong: ({data, colDef}) => Boolean(findFault(data || {}, colDef.field || "")),
    });

    /** @param {string} id */
    const find = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

    /** @param {Event} event */
    const isInField = (event) => /** @type {Element} */ (event.target).closest("input, textarea");

    /** @param {string} sentence */
    function say(sentence) {
        find("grid-said").textContent = sentence;
    }

    function readRows() {
        /** @type {MeetingRow[]} */
        const rows = [];
        api.forEachNode((node) => rows.push(node.data));
        return rows;
    }

    /** @param {MeetingRow[]} rows */
    function showRows(rows) {
        api.setGridOption("rowData", rows);
    }

    function showFaults() {
        const faults = readRows().flatMap((row, at) =>
            rules.columns
                .map(({name, title}) => [title, findFault(row, name)])
                .filter(([, fault]) => fault)
                .map(([title, fault]) => `Row ${at + 1}, ${title}: ${fault}`),
        );
        const lines = faults.length ? faults.slice(0, TOLD) : ["Nothing."];
        if (faults.length > TOLD) {
            lines.push(`And ${faults.length - TOLD} more.`);
        }
        find("grid-problems").replaceChildren(
            ...lines.map((line) => Object.assign(document.createElement("li"), {textContent: line})),
        );
    }

    /** @param {string} rows */
    function keep(rows) {
        held = rows;
        sessionStorage.setItem(KEPT, rows);
    }

    /** After every change: what was before can be undone, what is now is kept. */
    function keepChange() {
        const now = JSON.stringify(readRows());
        if (now !== held) {
            undone.push(held);
            keep(now);
        }
        api.refreshCells({force: true});
        showFaults();
    }

    function undo() {
        const before = undone.pop();
        say(before ? "Undone." : "There is nothing to undo.");
        if (before) {
            keep(before);
            showRows(JSON.parse(before));
            showFaults();
        }
    }

    /** What a button does to the rows at the focused one, what is said then, and how far the focus moves. */
    const ACTIONS = {
        add: {
            /** @param {MeetingRow[]} rows @param {number} at */
            change: (rows, at) => rows.splice(at + 1, 0, {}),
            said: "A row added.",
            step: 1,
        },
        copy: {
            /** @param {MeetingRow[]} rows @param {number} at */
            change: (rows, at) => rows.splice(at + 1, 0, {...rows[at]}),
            said: "The row copied.",
            step: 1,
        },
        delete: {
            /** @param {MeetingRow[]} rows @param {number} at */
            change: (rows, at) => rows.splice(at, 1),
            said: "The row deleted.",
            step: 0,
        },
        clear: {
            /** @param {MeetingRow[]} rows */
            change: (rows) => rows.splice(0, rows.length, ...Array.from({length: NEW}, () => ({}))),
            said: "All rows cleared.",
            step: 0,
        },
    };

    /** @param {keyof typeof ACTIONS | "undo"} name */
    function act(name) {
        const cell = api.getFocusedCell();
        if (name === "undo") {
            undo();
        } else {
            const rows = structuredClone(readRows());
            ACTIONS[name].change(rows, cell ? cell.rowIndex : rows.length - 1);
            say(ACTIONS[name].said);
            showRows(rows.length ? rows : [{}]);
            keepChange();
        }
        if (cell) {
            const step = name === "undo" ? 0 : ACTIONS[name].step;
            api.setFocusedCell(Math.min(cell.rowIndex + step, readRows().length - 1), cell.column);
        }
    }

    /** @param {ClipboardEvent} event */
    function paste(event) {
        if (isInField(event)) {
            return;
        }
        event.preventDefault();
        const cell = api.getFocusedCell();
        const field = cell?.column.getColDef().field;
        const start = {
            row: cell?.rowIndex ?? 0,
            column: Math.max(
                0,
                rules.columns.findIndex((each) => each.name === field),
            ),
        };
        const text = event.clipboardData?.getData("text/plain") || "";
        const {rows, count, left} = gridPaste.merge(readRows(), text, rules.columns, start);
        if (start.row + count > MAX_ROWS) {
            const most = MAX_ROWS.toLocaleString("en-GB");
            say(`Nothing was pasted: that is more than the ${most} rows that fit here. Send it as a file.`);
            return;
        }
        showRows(rows);
        keepChange();
        const out = left.length ? ` Left out, as the grid has no such column: ${left.join(", ")}.` : "";
        say(`${count} ${count === 1 ? "row" : "rows"} pasted.${out}`);
    }

    /** Columns that must be there, and those with anything in them. */
    function writeCsv() {
        const rows = readRows();
        const used = rules.columns.filter(
            ({name, required}) => required || rows.some((row) => cellRules.readText(row, name)),
        );
        return api.getDataAsCsv({
            columnKeys: used.map(({name}) => name),
            processHeaderCallback: ({column}) => column.getColDef().field || "",
            processCellCallback: ({value}) => String(value ?? "").trim(),
            shouldRowBeSkipped: ({node}) => !cellRules.isFilled(node.data),
        });
    }

    /** @param {Event} event */
    function takeRows(event) {
        const form = /** @type {HTMLFormElement} */ (event.target);
        if (!form.dataset.rows) {
            return;
        }
        api.stopEditing();
        if (!readRows().some(cellRules.isFilled)) {
            event.preventDefault();
            event.stopImmediatePropagation();
            /** @type {Element} */ (form.querySelector(".sending")).textContent = "There is no row to check yet.";
            return;
        }
        const files = new DataTransfer();
        files.items.add(new File([writeCsv()], "grid.csv", {type: "text/csv"}));
        /** @type {HTMLInputElement} */ (form.querySelector("#files")).files = files.files;
    }

    /** @param {KeyboardEvent} event */
    function answerKey(event) {
        if (isInField(event)) {
            return;
        }
        if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z") {
            event.preventDefault();
            act("undo");
        } else if (event.key === "Escape" && place.contains(/** @type {Node} */ (event.target))) {
            /** @type {HTMLElement} */ (document.querySelector("[data-grid]")).focus();
        }
    }

    async function start() {
        api = await dashAdapter.openGrid("meetings");
        const kept = sessionStorage.getItem(KEPT);
        if (kept) {
            showRows(JSON.parse(kept));
        }
        held = JSON.stringify(readRows());
        api.addEventListener("cellValueChanged", keepChange);
        place.addEventListener("paste", paste);
        document.addEventListener("keydown", answerKey);
        document.querySelectorAll("[data-grid]").forEach((each) => {
            const button = /** @type {HTMLElement} */ (each);
            const name = /** @type {keyof typeof ACTIONS | "undo"} */ (button.dataset.grid);
            button.addEventListener("click", () => act(name));
        });
        showFaults();
    }

    document.addEventListener("submit", takeRows, true);
    addEventListener("load", start);
})();
