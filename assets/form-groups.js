// Groups of one's own work without this. With it: a box finds Maracs and forces among all of them, it is said how many are
// ticked, and a button copies the link to share.
(() => {
    "use strict";
    const MATCHES = "Nothing is called that.";

    /** Names as compared: case, apostrophes and accents do not count. @param {string | null} text */
    const fold = (text) =>
        (text || "")
            .normalize("NFKD")
            .replace(/[\u0300-\u036f'’]/g, "")
            .toLowerCase()
            .trim();

    /** @param {Element} within @returns {HTMLInputElement[]} */
    const boxesOf = (within) => [
        .../** @type {NodeListOf<HTMLInputElement>} */ (within.querySelectorAll(".form-check-input")),
    ];

    /** @param {HTMLInputElement} box */
    const rowOf = (box) => /** @type {HTMLElement} */ (box.closest(".form-check"));

    /** What one force shows of a search, and how many boxes that are. @param {HTMLDetailsElement} force @param {string} wanted */
    function filterForce(force, wanted) {
        const named = fold(force.querySelector("summary")?.textContent || "").includes(wanted);
        const boxes = boxesOf(force);
        const found = boxes.filter((box) => named || fold(rowOf(box).textContent).includes(wanted));
        boxes.forEach((box) => {
            rowOf(box).hidden = !found.includes(box);
        });
        force.hidden = !found.length;
        force.open = wanted ? found.length > 0 : boxes.some((box) => box.checked);
        return found.length;
    }

    /** @param {HTMLFormElement} form */
    function prepareFilter(form) {
        const place = /** @type {HTMLElement | null} */ (form.querySelector("[data-filter]"));
        if (!place) {
            return;
        }
        const input = /** @type {HTMLInputElement} */ (place.querySelector("input"));
        const said = /** @type {HTMLElement} */ (place.querySelector("[role=status]"));
        const forces = [
            .../** @type {NodeListOf<HTMLDetailsElement>} */ (form.querySelectorAll(".member-boxes details")),
        ];
        place.hidden = false;
        input.addEventListener("input", () => {
            const wanted = fold(input.value);
            const found = forces.reduce((sum, force) => sum + filterForce(force, wanted), 0);
            said.textContent = wanted ? (found ? `${found} found.` : MATCHES) : "";
        });
        // Enter in this box would send the form, which is not meant by somebody who looks for a name.
        input.addEventListener("keydown", (event) => {
            if (event.key === "Enter") {
                event.preventDefault();
            }
        });
    }

    /** @param {HTMLFormElement} form */
    function countTicked(form) {
        form.querySelectorAll(".member-boxes details").forEach((force) => {
            const ticked = boxesOf(force).filter((box) => box.checked).length;
            const count = force.querySelector("[data-count]");
            if (count) {
                count.textContent = ticked ? ` (${ticked} ticked)` : "";
            }
        });
        const said = form.querySelector("[data-ticked]");
        if (said) {
            said.textContent = `${boxesOf(form).filter((box) => box.checked).length} ticked`;
        }
    }

    function prepareCopy() {
        document.querySelectorAll("[data-copies]").forEach((each) => {
            const button = /** @type {HTMLButtonElement} */ (each);
            const field = /** @type {HTMLInputElement} */ (document.getElementById(button.dataset.copies || ""));
            const said = /** @type {HTMLElement} */ (button.parentElement?.querySelector("[role=status]"));
            button.hidden = false;
            button.addEventListener("click", async () => {
                try {
                    await navigator.clipboard.writeText(field.value);
                    said.textContent = "Copied.";
                } catch {
                    field.select();
                    said.textContent = "Press Ctrl and C to copy it.";
                }
            });
        });
    }

    document.addEventListener("DOMContentLoaded", () => {
        document.querySelectorAll(".make-group").forEach((each) => {
            const form = /** @type {HTMLFormElement} */ (each);
            prepareFilter(form);
            countTicked(form);
            form.addEventListener("change", () => countTicked(form));
        });
        prepareCopy();
    });
})();
