// On a touch screen nothing hovers: the first tap on a tile names its force, the second follows the link.
(() => {
    "use strict";
    /** @type {Element | null} */
    let named = null;

    document.addEventListener(
        "click",
        (event) => {
            const target = /** @type {Element} */ (event.target);
            const tile = /** @type {HTMLElement | null} */ (target.closest("[data-tile]"));
            const tapped = /** @type {PointerEvent} */ (event).pointerType === "touch";
            if (tile && tapped && tile !== named) {
                event.preventDefault();
                event.stopPropagation();
                tile.focus();
            }
            named = tile;
        },
        true,
    );

    // The address stays as it is, so that nothing is drawn anew under the focus.
    document.addEventListener("click", (event) => {
        const link = /** @type {Element} */ (event.target).closest("a.past-map");
        const place = link && document.querySelector(link.getAttribute("href") || "");
        if (place instanceof HTMLElement) {
            event.preventDefault();
            place.tabIndex = -1;
            place.focus();
        }
    });
})();
