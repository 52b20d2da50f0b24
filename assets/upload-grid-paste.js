// Rows from a spreadsheet. A header row says which column is which; without one they go on from the cell that has the focus.
const gridPaste = (() => {
    "use strict";
    /** @param {string} text */
    const splitCells = (text) =>
        text
            .replace(/\r?\n$/, "")
            .split(/\r?\n/)
            .map((line) => line.split("\t"));

    /** The columns that a first line names, if it is a header. @param {string[]} line @param {ColumnRule[]} columns */
    function readHeader(line, columns) {
        const names = line.map((cell) => {
            const word = cell.trim().toLowerCase();
            return columns.find((each) => each.name === word || each.title.toLowerCase() === word)?.name;
        });
        return line.length > 1 && names.filter(Boolean).length > line.length / 2 ? names : null;
    }

    return {
        /**
         * The rows with what is pasted from `row` on, how many lines that were, and what no column of the grid takes.
         * @param {MeetingRow[]} rows @param {string} text @param {ColumnRule[]} columns @param {{row: number, column: number}} start
         */
        merge(rows, text, columns, start) {
            const [first = [], ...rest] = splitCells(text);
            const header = readHeader(first, columns);
            const names = header || first.map((_, place) => columns[start.column + place]?.name);
            const lines = header ? rest : [first, ...rest];
            const merged = structuredClone(rows);
            /** @type {Set<string>} */
            const left = new Set();
            lines.forEach((cells, down) => {
                const row = merged[start.row + down] || {};
                merged[start.row + down] = row;
                cells.forEach((cell, place) => {
                    const name = names[place];
                    const heading = header && first[place]?.trim();
                    if (name) {
                        row[name] = cell.trim();
                    } else if (cell.trim()) {
                        left.add(heading ? `“${heading}”` : `number ${place + 1}`);
                    }
                });
            });
            return {rows: merged, count: lines.length, left: [...left]};
        },
    };
})();
