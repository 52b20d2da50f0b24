// The form works without this. With it: sums follow what is typed, and what is typed is kept on the server.
(function () {
    "use strict";
    const PAUSE = 400;
    const form = document.querySelector("form.meeting");
    const part = (name) => form.elements.namedItem(name);
    let timer = 0;
    let sent = "";

    function number(name) {
        const text = part(name).value.trim().replaceAll(",", "");
        return text === "" || Number.isNaN(Number(text)) ? null : Number(text);
    }

    function sums() {
        form.querySelectorAll("[data-sum]").forEach((line) => {
            const found = line.dataset.fields.split(" ").map(number);
            const total = found.reduce((sum, each) => sum + (each || 0), 0);
            const cases = number("cases");
            const over = cases !== null && total > cases + 0.01;
            const beside = cases === null ? "" : ` of ${cases.toLocaleString("en-GB")} cases`;
            line.textContent = `${line.dataset.sum} so far: ${total.toLocaleString("en-GB")}${beside}${over ? ": more than the cases" : ""}`;
            line.classList.toggle("over", over);
        });
    }

    async function keep() {
        const data = new FormData(form);
        const now = new URLSearchParams(data).toString();
        if (now === sent) {
            return;
        }
        const note = form.querySelector(".sending");
        try {
            const answer = await fetch(form.dataset.keeps, {method: "POST", body: data, keepalive: true});
            sent = answer.ok ? now : sent;
            note.textContent = answer.ok ? "" : "What you type cannot be kept at the moment.";
        } catch {
            note.textContent = "What you type cannot be kept: no connection.";
        }
    }

    form.addEventListener("input", () => {
        sums();
        clearTimeout(timer);
        timer = setTimeout(keep, PAUSE);
    });
    form.addEventListener("submit", () => clearTimeout(timer));
    document.addEventListener("visibilitychange", () => document.hidden && timer && keep());
    addEventListener("pagehide", () => timer && keep());
    sums();
})();
