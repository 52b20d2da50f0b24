// A page that comes back with problems begins at their summary.
document.addEventListener("DOMContentLoaded", () => {
    /** @type {HTMLElement | null} */ (document.querySelector("[data-focus]"))?.focus();
});
