// Names are found by any of their words, however they are accented or capitalised.
const nameSearch = (() => {
    "use strict";
    /** @param {string} text */
    const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

    return {
        /** Makes a test: every word typed must occur in the name. @param {string} typed */
        createFilter(typed) {
            const words = fold(typed).split(/\s+/).filter(Boolean);
            return (/** @type {string} */ name) => words.every((word) => fold(name).includes(word));
        },
    };
})();
