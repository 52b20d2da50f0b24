// What each cell of the grid of meetings must hold. Columns and notations are the server's: no field is known here.
const cellRules = (() => {
    "use strict";
    /** @param {string} pattern */
    const compileWhole = (pattern) => new RegExp(`^(?:${pattern})$`, "i");

    // A name is the same with another apostrophe or dash, and with & for “and”: the check takes it so.
    /** @param {string} text */
    function fold(text) {
        const plain = text
            .replace(/[‘’‛ʻʼʹ′`´＇]/g, "'")
            .replace(/[‐‑‒–—―−﹘﹣－]/g, "-")
            .normalize("NFKC");
        return plain.replaceAll("&", " and ").split(/\s+/).join(" ").trim().toLowerCase();
    }

    /** @param {MeetingRow} row @param {string} name */
    const readText = (row, name) => String(row[name] ?? "").trim();

    /** @param {MeetingRow} row */
    const isFilled = (row) => Object.keys(row).some((name) => readText(row, name));

    /** @param {Notations} notations */
    function createReader(notations) {
        const numbers = notations.numbers.map(compileWhole);
        const withheld = compileWhole(notations.withheld);
        const dates = notations.dates.map(compileWhole);

        return {
            /** A number of 0 or more. @param {string} text */
            readNumber(text) {
                const found = numbers.some((each) => each.test(text)) ? Number(text.replaceAll(",", "")) : -1;
                return found < 0 ? null : found;
            },

            /** Withheld as small, or not collected. @param {string} text */
            isAbsent(text) {
                const [small, most = 2] = withheld.exec(text.replace(/\s+/g, " ")) || [];
                const told = small && Number(most) > 1 && Number(most) <= notations.largest_withheld;
                return Boolean(told) || notations.not_collected.includes(text.toLowerCase());
            },

            /** The calendar is asked only of figures: a month's name is read on the server. @param {string} text */
            isDay(text) {
                const parts = dates.map((each) => each.exec(text)?.groups).find(Boolean);
                if (!parts?.month) {
                    return Boolean(parts);
                }
                const month = Number(parts.month) - 1;
                const day = new Date(Date.UTC(Number(parts.year), month, Number(parts.day)));
                return day.getUTCMonth() === month && day.getUTCDate() === Number(parts.day);
            },
        };
    }

    return {
        readText,
        isFilled,

        /** Makes `findFault`, which says what is wrong with a cell, or nothing. @param {GridRules} rules */
        create({columns, notations, areas}) {
            const {readNumber, isAbsent, isDay} = createReader(notations);
            const known = new Set(areas.map(fold));
            const byName = new Map(columns.map((each) => [each.name, each]));

            /** @param {MeetingRow} row @param {string} text @param {ColumnRule} column */
            function findCountFault(row, text, column) {
                const number = readNumber(text);
                const whole = byName.get(column.part_of || "");
                const most = whole && readNumber(readText(row, whole.name));
                if (isAbsent(text)) {
                    return "";
                }
                if (number === null) {
                    return `“${text}” is not a number of 0 or more.`;
                }
                if (column.whole && !Number.isInteger(number)) {
                    return `“${text}” is not a whole number.`;
                }
                return whole && typeof most === "number" && number > most
                    ? `${text} is more than the ${most} ${whole.title.toLowerCase()}.`
                    : "";
            }

            /** @type {Record<ColumnRule["kind"], (row: MeetingRow, text: string, column: ColumnRule) => string>} */
            const KINDS = {
                area: (_, text) => (known.has(fold(text)) ? "" : `“${text}” is no Marac that is known here.`),
                date: (_, text) =>
                    isDay(text) ? "" : `“${text}” is not a date. Write 3/4/2024, day first, or 2024-04-03.`,
                count: findCountFault,
            };

            /** @param {MeetingRow} row @param {string} name */
            function findFault(row, name) {
                const column = byName.get(name);
                if (!column || !isFilled(row)) {
                    return "";
                }
                const text = readText(row, name);
                const missing = column.required ? `${column.title} is needed.` : "";
                return text ? KINDS[column.kind](row, text, column) : missing;
            }

            return {findFault};
        },
    };
})();
