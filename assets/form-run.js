// The page of packs that are being written says how far they are without this, each time it is loaded. With it: by itself.
(() => {
    "use strict";
    const EVERY = 1500;
    const FAILURES = 20;
    let failures = 0;

    /** @param {HTMLProgressElement} bar */
    async function look(bar) {
        const answer = await fetch(bar.dataset.href || "").catch(() => null);
        if (!answer?.ok) {
            failures += 1;
            if (failures > FAILURES || (answer && answer.status < 500)) {
                location.reload(); // The page says what is wrong.
                return;
            }
        } else {
            failures = 0;
            const {written, running, said} = await answer.json();
            bar.value = written;
            const place = document.getElementById("run-said");
            if (place && place.textContent !== said) {
                place.textContent = said;
            }
            if (!running) {
                location.reload();
                return;
            }
        }
        setTimeout(look, EVERY, bar);
    }

    document.addEventListener("DOMContentLoaded", () => {
        const bar = document.querySelector("progress[data-href]");
        if (bar instanceof HTMLProgressElement) {
            setTimeout(look, EVERY, bar);
        }
    });
})();
