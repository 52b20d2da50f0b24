// The form works without this. With it: sums follow what is typed, and what is typed is kept on the server.
(() => {
    "use strict";
    const PAUSE = 400;
    const COUNT = /^([1-9]\d{0,2}(,\d{3})+|\d*)(\.\d*)?$/;
    const ROUNDING = 0.01;
    const form = /** @type {HTMLFormElement} */ (document.querySelector("form.meeting"));
    let timer = 0;
    let sent = "";

    /** @param {number} number */
    const format = (number) => number.toLocaleString("en-GB");

    /** @param {string} name */
    function readNumber(name) {
        const text = /** @type {HTMLInputElement} */ (form.elements.namedItem(name)).value.trim();
        return text !== "" && COUNT.test(text) ? Number(text.replaceAll(",", "")) : null;
    }

    function showSums() {
        /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-sum]")).forEach((line) => {
            const {sum, fields = ""} = line.dataset;
            const total = fields.split(" ").reduce((before, name) => before + (readNumber(name) || 0), 0);
            const cases = readNumber("cases");
            const over = cases !== null && total > cases + ROUNDING;
            const beside = cases === null ? "" : ` of ${format(cases)} cases`;
            line.textContent = `${sum} so far: ${format(total)}${beside}${over ? ": more than the cases" : ""}`;
            line.classList.toggle("over", over);
        });
    }

    async function keep() {
        const body = new FormData(form);
        const now = JSON.stringify([...body]);
        if (now === sent) {
            return;
        }
        const note = /** @type {Element} */ (form.querySelector(".sending"));
        try {
            const answer = await fetch(form.dataset.keeps || "", {method: "POST", body, keepalive: true});
            sent = answer.ok ? now : sent;
            note.textContent = answer.ok ? "" : "What you type cannot be kept at the moment.";
        } catch {
            note.textContent = "What you type cannot be kept: no connection.";
        }
    }

    form.addEventListener("input", () => {
        showSums();
        clearTimeout(timer);
        timer = setTimeout(keep, PAUSE);
    });
    form.addEventListener("submit", () => {
        clearTimeout(timer);
        timer = 0;
    });
    document.addEventListener("visibilitychange", () => document.hidden && timer && keep());
    addEventListener("pagehide", () => timer && keep());
    showSums();
})();
