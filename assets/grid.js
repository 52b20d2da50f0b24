// Draws the report's table from data-grid (see layouts/grids.py). Every text becomes a text node, never HTML.
(function () {
    "use strict";
    const clientside = (window.dash_clientside = window.dash_clientside || {});
    const ARROWS = {"": "↕", descending: "↓", ascending: "↑"};

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

    clientside.grid = {
        draw() {
            const place = document.getElementById("grid");
            if (!place) {
                return;
            }
            const {caption, heads, sections, marks} = JSON.parse(place.dataset.grid);
            const table = document.createElement("table");
            table.append(
                element("caption", caption), head(heads), ...sections.map((each) => section(each, heads.length + 1, marks))
            );
            place.replaceChildren(table);
            place.style.setProperty("--head", table.tHead.offsetHeight + "px");
        },
    };
})();
