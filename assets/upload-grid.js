// The grid of meetings: what is typed or pasted is checked cell by cell, kept in this tab, and sent as a file.
(function () {
    "use strict";
    const KEPT = "maracdash-meetings";
    const MOST = 2000;
    const NO_NUMBER = /^((<=?|≤|fewer than|less than)\s*([2-9]|10)|\[c\]|\[x\]|n\/a|na|-|–|—|not collected)$/i;
    const COUNT = /^\d{1,3}(,\d{3})+(\.\d+)?$|^\d+(\.\d+)?$/;
    const DATES = /^(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2} [a-z]{3,9} \d{4})$/i;
    const place = document.querySelector(".sheet-of-meetings");
    const known = new Set(JSON.parse(place.dataset.maracs).map((name) => name.toLowerCase()));
    const undone = [];
    let api = null;
    let held = "[]";

    const text = (row, name) => String(row[name] ?? "").trim();
    const number = (row, name) => (COUNT.test(text(row, name)) ? Number(text(row, name).replaceAll(",", "")) : null);
    const filled = (row) => Object.values(row).some((each) => String(each ?? "").trim());

    // The calendar is asked only of figures: a month's name is read on the server.
    function isDay(value) {
        const [year, month, day] = (/^\d{4}-/.test(value) ? value.split("-") : value.split(/[/.-]/).reverse()).map(Number);
        const found = new Date(Date.UTC(year, month - 1, day));
        const onCalendar = found.getUTCMonth() === month - 1 && found.getUTCDate() === day;
        return DATES.test(value) && (/[a-z]/i.test(value) || onCalendar);
    }

    function fault(row, name, title) {
        const value = text(row, name);
        if (!filled(row) || name === undefined) {
            return "";
        }
        if (!value) {
            return ["marac", "meeting_date", "cases"].includes(name) ? `${title} is needed.` : "";
        }
        if (name === "marac") {
            return known.has(value.toLowerCase()) ? "" : `“${value}” is no Marac that is known here.`;
        }
        if (name === "meeting_date") {
            return isDay(value) ? "" : `“${value}” is not a date. Write 3/4/2024, day first, or 2024-04-03.`;
        }
        if (NO_NUMBER.test(value)) {
            return "";
        }
        if (!COUNT.test(value)) {
            return `“${value}” is not a number of 0 or more.`;
        }
        if (!name.startsWith("referred_") && !Number.isInteger(number(row, name))) {
            return `“${value}” is not a whole number.`;
        }
        const cases = number(row, "cases");
        const part = !["cases", "children", "harming_17_or_below"].includes(name);
        return part && cases !== null && number(row, name) > cases ? `${value} is more than the ${cases} cases.` : "";
    }

    window.dashAgGridFunctions = Object.assign(window.dashAgGridFunctions || {}, {
        wrong: (params) => Boolean(fault(params.data || {}, params.colDef.field, params.colDef.headerName)),
    });

    function rows() {
        const found = [];
        api.forEachNode((node) => found.push(node.data));
        return found;
    }

    function columns() {
        return api.getColumns().map((column) => column.getColDef()).filter((each) => each.field);
    }

    function tell() {
        const said = rows().flatMap((row, at) =>
            columns()
                .map((each) => [each.headerName, fault(row, each.field, each.headerName)])
                .filter(([, wrong]) => wrong)
                .map(([title, wrong]) => `Row ${at + 1}, ${title}: ${wrong}`)
        );
        const lines = said.length ? said.slice(0, 20) : ["Nothing."];
        said.length > 20 && lines.push(`And ${said.length - 20} more.`);
        document.getElementById("grid-problems").replaceChildren(
            ...lines.map((line) => Object.assign(document.createElement("li"), {textContent: line}))
        );
    }

    // After every change: what was before can be undone, what is now is kept.
    function changed() {
        const now = JSON.stringify(rows());
        if (now !== held) {
            undone.push(held);
            held = now;
            sessionStorage.setItem(KEPT, now);
        }
        api.refreshCells({force: true});
        tell();
    }

    function put(data) {
        api.setGridOption("rowData", data);
    }

    function focused() {
        const cell = api.getFocusedCell();
        return cell ? cell.rowIndex : rows().length - 1;
    }

    const DONE = {add: "A row added.", copy: "The row copied.", delete: "The row deleted.", clear: "All rows cleared."};
    const ACTIONS = {
        add: (data) => data.splice(focused() + 1, 0, {}),
        copy: (data) => data.splice(focused() + 1, 0, {...data[focused()]}),
        delete: (data) => data.length && data.splice(focused(), 1),
        clear: (data) => data.splice(0, data.length, ...Array.from({length: 10}, () => ({}))),
    };

    function act(does) {
        const at = api.getFocusedCell();
        if (does === "undo") {
            say(undone.length ? "Undone." : "There is nothing to undo.");
            if (undone.length) {
                held = undone.pop();
                put(JSON.parse(held));
                sessionStorage.setItem(KEPT, held);
                tell();
            }
        } else {
            const data = structuredClone(rows());
            ACTIONS[does](data);
            say(DONE[does]);
            put(data.length ? data : [{}]);
            changed();
        }
        const row = Math.min((at?.rowIndex ?? 0) + (does === "add" || does === "copy" ? 1 : 0), rows().length - 1);
        at && api.setFocusedCell(row, at.column);
    }

    function say(sentence) {
        document.getElementById("grid-said").textContent = sentence;
    }

    // A header row says which column is which; without one they go on from the cell that has the focus.
    function paste(event) {
        if (event.target.closest("input, textarea")) {
            return;
        }
        const lines = event.clipboardData.getData("text/plain").replace(/\r?\n$/, "").split(/\r?\n/).map((line) => line.split("\t"));
        const fields = columns();
        const named = lines[0].map((cell) => {
            const word = cell.trim().toLowerCase();
            return fields.find((each) => each.field === word || each.headerName.toLowerCase() === word)?.field;
        });
        const headed = lines[0].length > 1 && named.filter(Boolean).length > lines[0].length / 2;
        const at = api.getFocusedCell();
        const first = Math.max(0, fields.findIndex((each) => each.field === at?.column.getColDef().field));
        const targets = headed ? named : lines[0].map((_, place) => fields[first + place]?.field);
        const data = structuredClone(rows());
        const pasted = lines.slice(headed ? 1 : 0);
        const out = new Set();
        event.preventDefault();
        if ((at?.rowIndex ?? 0) + pasted.length > MOST) {
            say(`Nothing was pasted: that is more than the ${MOST.toLocaleString("en-GB")} rows that fit here. Send it as a file.`);
            return;
        }
        pasted.forEach((cells, down) => {
            const row = (at?.rowIndex ?? 0) + down;
            data[row] = data[row] || {};
            cells.forEach((cell, place) => {
                if (targets[place]) {
                    data[row][targets[place]] = cell.trim();
                } else if (cell.trim()) {
                    out.add(headed && lines[0][place]?.trim() ? `“${lines[0][place].trim()}”` : `number ${place + 1}`);
                }
            });
        });
        put(data);
        changed();
        const left = out.size ? ` Left out, as the grid has no such column: ${[...out].join(", ")}.` : "";
        say(`${pasted.length} ${pasted.length === 1 ? "row" : "rows"} pasted.${left}`);
    }

    function csv() {
        const quoted = (value) => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
        const data = rows().filter(filled);
        const names = columns().map((each) => each.field);
        const used = names.filter((name, at) => at < 3 || data.some((row) => text(row, name)));
        const lines = [used, ...data.map((row) => used.map((name) => quoted(text(row, name))))];
        return lines.map((line) => line.join(",")).join("\r\n") + "\r\n";
    }

    function take(event) {
        const form = event.target;
        if (!form.dataset.rows) {
            return;
        }
        api.stopEditing();
        if (!rows().some(filled)) {
            event.preventDefault();
            event.stopImmediatePropagation();
            form.querySelector(".sending").textContent = "There is no row to check yet.";
            return;
        }
        const held = new DataTransfer();
        held.items.add(new File([csv()], "grid.csv", {type: "text/csv"}));
        form.querySelector("#files").files = held.files;
    }

    async function start() {
        api = await window.dash_ag_grid.getApiAsync("meetings");
        const kept = sessionStorage.getItem(KEPT);
        kept && put(JSON.parse(kept));
        held = JSON.stringify(rows());
        api.addEventListener("cellValueChanged", changed);
        place.addEventListener("paste", paste);
        document.addEventListener("keydown", (event) => {
            if (event.target.closest("input, textarea")) {
                return;
            }
            if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z") {
                event.preventDefault();
                act("undo");
            } else if (event.key === "Escape" && place.contains(event.target)) {
                document.querySelector("[data-grid]").focus();
            }
        });
        document.querySelectorAll("[data-grid]").forEach((button) =>
            button.addEventListener("click", () => act(button.dataset.grid))
        );
        tell();
    }

    document.addEventListener("submit", take, true);
    addEventListener("load", start);
})();
