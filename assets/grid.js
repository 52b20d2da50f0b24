// Draws the report's table from data-grid (see layouts/components/report_table.py). Every text becomes a text node, never HTML.
const reportTable = (() => {
    "use strict";
    /** @type {Record<string, string>} */
    const ARROWS = {"": "↕", descending: "↓", ascending: "↑"};
    const [FEW_COLUMNS, MAX_COLUMNS] = [12, 25]; // columns of a printed table: letters of 8 points, and at all

    const {root = ""} = document.documentElement.dataset;

    const findPlace = () => document.getElementById("grid");

    /** @param {HTMLElement} place @returns {ReportTable} */
    const readTable = (place) => JSON.parse(place.dataset.grid || "");

    /**
     * @template {keyof HTMLElementTagNameMap} Name
     * @param {Name} name @param {string} text @param {Record<string, string>} [attributes]
     */
    function createElement(name, text, attributes = {}) {
        const element = document.createElement(name);
        element.textContent = text;
        Object.entries(attributes).forEach(([key, value]) => value && element.setAttribute(key, value));
        return element;
    }

    /** @param {string} text @param {string} href @param {string} key */
    const createLink = (text, href, key) =>
        createElement("a", text, {href: `${root}${href}`, "data-route": "to", "data-key": key});

    /** @param {ReportHead[]} heads */
    function createHead(heads) {
        const row = document.createElement("tr");
        row.append(createElement("th", "Indicator", {scope: "col"}));
        heads.forEach(([text, under, kind, href = "", code = ""]) => {
            const cell = createElement("th", href ? "" : text, {scope: "col", class: kind});
            if (href) {
                cell.append(createLink(text, href, `column-${code}`));
            }
            if (under) {
                cell.append(createElement("span", under, {class: "under"}));
            }
            row.append(cell);
        });
        const head = document.createElement("thead");
        head.append(row);
        return head;
    }

    /** @param {ReportCell} content @param {ReportMark[]} marks @param {string} href */
    function createCell(content, marks, href) {
        if (typeof content === "string") {
            return createElement("td", content);
        }
        const [text, place, under = ""] = content;
        const [sign, why, look] = marks[place] || ["", "", ""];
        const cell = createElement("td", href ? "" : text, {title: why, class: look});
        if (href) {
            cell.append(createElement("a", text, {href: `${root}${href}`, "data-route": "to", tabindex: "-1"}));
        }
        if (under) {
            cell.append(createElement("span", under, {class: "under"}));
        }
        if (sign) {
            cell.append(" ", createElement("span", sign, {class: "mark"}));
        }
        return cell;
    }

    /** @param {ReportLine} line @param {string} next */
    const createSort = (line, next) =>
        createElement("button", ARROWS[line.sorted] || "", {
            type: "button",
            class: "sort",
            "data-set": next,
            "data-key": `sort-${line.slug}`,
            "aria-label": `Sort the areas by ${line.title}`,
        });

    /** @param {ReportLine} line @param {ReportHead[]} heads @param {ReportMark[]} marks */
    function createRow(line, heads, marks) {
        const row = document.createElement("tr");
        const header = createElement("th", "", {scope: "row", "aria-sort": line.sorted});
        header.append(
            createLink(line.title, line.href, line.slug),
            ...(line.next ? [createSort(line, line.next)] : []),
        );
        const cells = line.cells.map((each, place) =>
            createCell(each, marks, line.to ? `${line.to}${encodeURIComponent(heads[place]?.[4] || "")}` : ""),
        );
        row.append(header, ...cells);
        return row;
    }

    /** @param {ReportSection} section @param {ReportHead[]} heads @param {ReportMark[]} marks */
    function createSection(section, heads, marks) {
        const body = createElement("tbody", "", {class: `section ${section.slug}`});
        const header = createElement("th", "", {scope: "rowgroup", colspan: String(heads.length + 1)});
        header.append(createLink(section.title, section.href, `section-${section.slug}`));
        const first = document.createElement("tr");
        first.append(header);
        body.append(first, ...section.rows.map((line) => createRow(line, heads, marks)));
        return body;
    }

    /** @param {ReportTable} table */
    function createTable({caption, heads, sections, marks}) {
        const table = document.createElement("table");
        const bodies = sections.map((each) => createSection(each, heads, marks));
        table.append(createElement("caption", caption), createHead(heads), ...bodies);
        return table;
    }

    /** @param {ReportTable} table @param {number[]} places @param {string} part */
    function selectColumns(table, places, part) {
        /** @template Item @param {Item[]} list */
        const select = (list) => places.flatMap((place) => list.slice(place, place + 1));
        const sections = table.sections.map((section) => ({
            ...section,
            rows: section.rows.map((line) => ({...line, cells: select(line.cells)})),
        }));
        return {...table, caption: `${table.caption} ${part}`, heads: select(table.heads), sections};
    }

    /** What fits on the paper's width: each part begins with the columns that there is one of their kind. @param {ReportTable} table */
    function splitForPaper(table) {
        const kinds = table.heads.map(([, , kind]) => (kind === "own" ? "marac" : kind));
        const all = [...kinds.keys()];
        if (all.length <= MAX_COLUMNS) {
            return [table];
        }
        const first = all.filter((place) => kinds.filter((kind) => kind === kinds[place]).length === 1);
        const rest = all.filter((place) => !first.includes(place));
        const step = MAX_COLUMNS - first.length;
        const count = Math.ceil(rest.length / step);
        return Array.from({length: count}, (_, part) =>
            selectColumns(
                table,
                [...first, ...rest.slice(part * step, (part + 1) * step)],
                `Part ${part + 1} of ${count}.`,
            ),
        );
    }

    // Beside the table of the screen, which keeps the reader's focus and place.
    window.addEventListener("beforeprint", () => {
        const place = findPlace();
        if (place) {
            splitForPaper(readTable(place)).forEach((part) => {
                const table = createTable(part);
                table.classList.add("printed", part.heads.length > FEW_COLUMNS ? "many" : "few");
                place.append(table);
            });
        }
    });
    window.addEventListener("afterprint", () => document.querySelectorAll(".printed").forEach((each) => each.remove()));

    /** @type {WeakMap<HTMLElement, string>} */
    const drawn = new WeakMap();

    /** @param {HTMLElement} place @param {HTMLTableElement} table */
    function show(place, table) {
        place.replaceChildren(table);
        drawn.set(place, place.dataset.grid || "");
        table.querySelector("td a")?.setAttribute("tabindex", "0");
        place.style.setProperty("--head", `${table.tHead?.offsetHeight}px`);
    }

    return {
        draw() {
            const place = findPlace();
            if (place && !(place.firstElementChild && drawn.get(place) === place.dataset.grid)) {
                show(place, createTable(readTable(place)));
            }
        },

        /** The table of the page that the server wrote is that of the page of Dash. @param {ParentNode} from @param {ParentNode} to */
        move(from, to) {
            const table = /** @type {HTMLTableElement | null} */ (from.querySelector("#grid > table"));
            const place = /** @type {HTMLElement | null} */ (to.querySelector("#grid"));
            if (table && place) {
                show(place, table);
            }
        },
    };
})();
