// Draws the report's table from data-grid (see layouts/components/report_table.py). Every text becomes a text node, never HTML.
(function () {
    "use strict";
    const clientside = (window.dash_clientside = window.dash_clientside || {});
    const ARROWS = {"": "↕", descending: "↓", ascending: "↑"};
    const [FEW, MOST] = [12, 25]; // columns of a printed table: letters of 8 points, and at all

    function element(name, text, attributes) {
        const made = document.createElement(name);
        made.textContent = text;
        Object.entries(attributes || {}).forEach(([key, value]) => value && made.setAttribute(key, value));
        return made;
    }

    function link(text, href, key) {
        return element("a", text, {href, "data-route": "to", "data-key": key});
    }

    function head(heads) {
        const row = document.createElement("tr");
        row.append(element("th", "Indicator", {scope: "col"}));
        heads.forEach(([text, under, kind]) => {
            const cell = element("th", text, {scope: "col", class: kind});
            if (under) {
                cell.append(element("span", under, {class: "under"}));
            }
            row.append(cell);
        });
        const made = document.createElement("thead");
        made.append(row);
        return made;
    }

    function cell(content, marks) {
        if (typeof content === "string") {
            return element("td", content);
        }
        const [mark, why, look] = marks[content[1]];
        const made = element("td", content[0], {title: why, class: look});
        if (mark) {
            made.append(" ", element("span", mark, {class: "mark"}));
        }
        return made;
    }

    function row(line, marks) {
        const made = document.createElement("tr");
        const header = element("th", "", {scope: "row", "aria-sort": line.sorted});
        const sort = element("button", ARROWS[line.sorted], {
            type: "button", class: "sort", "data-set": line.next, "data-key": "sort-" + line.slug,
            "aria-label": "Sort the areas by " + line.title,
        });
        header.append(link(line.title, line.href, line.slug), sort);
        made.append(header, ...line.cells.map((each) => cell(each, marks)));
        return made;
    }

    function section(part, columns, marks) {
        const made = element("tbody", "", {class: "section " + part.slug});
        const header = element("th", "", {scope: "rowgroup", colspan: String(columns)});
        header.append(link(part.title, part.href, "section-" + part.slug));
        const first = document.createElement("tr");
        first.append(header);
        made.append(first, ...part.rows.map((line) => row(line, marks)));
        return made;
    }

    function table({caption, heads, sections, marks}) {
        const made = document.createElement("table");
        made.append(
            element("caption", caption), head(heads), ...sections.map((each) => section(each, heads.length + 1, marks))
        );
        return made;
    }

    // Only these columns, by their places; `part` says of the caption which part it is.
    function picked(drawn, places, part) {
        const only = (list) => places.map((place) => list[place]);
        const sections = drawn.sections.map((each) => (
            {...each, rows: each.rows.map((line) => ({...line, cells: only(line.cells)}))}
        ));
        return {...drawn, caption: `${drawn.caption} ${part}`, heads: only(drawn.heads), sections};
    }

    // What fits on the paper's width: each part begins with the columns that there is one of their kind.
    function parts(drawn) {
        const kinds = drawn.heads.map(([, , kind]) => (kind === "own" ? "marac" : kind));
        const all = kinds.map((_, place) => place);
        if (all.length <= MOST) {
            return [drawn];
        }
        const first = all.filter((place) => kinds.indexOf(kinds[place]) === kinds.lastIndexOf(kinds[place]));
        const rest = all.filter((place) => !first.includes(place));
        const step = MOST - first.length;
        const count = Math.ceil(rest.length / step);
        return Array.from({length: count}, (_, part) => picked(
            drawn, [...first, ...rest.slice(part * step, (part + 1) * step)], `Part ${part + 1} of ${count}.`
        ));
    }

    function printed(drawn) {
        const made = table(drawn);
        made.classList.add("printed", drawn.heads.length > FEW ? "many" : "few");
        return made;
    }

    clientside.grid = {
        draw() {
            const place = document.getElementById("grid");
            if (!place) {
                return;
            }
            place.replaceChildren(table(JSON.parse(place.dataset.grid)));
            place.style.setProperty("--head", place.firstChild.tHead.offsetHeight + "px");
        },
    };

    // Beside the table of the screen, which keeps the reader's focus and place.
    window.addEventListener("beforeprint", () => {
        const place = document.getElementById("grid");
        place && place.append(...parts(JSON.parse(place.dataset.grid)).map(printed));
    });
    window.addEventListener("afterprint", () => document.querySelectorAll(".printed").forEach((each) => each.remove()));
})();
