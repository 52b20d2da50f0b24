// Answers fetched ahead: what a reader highlights they may choose next, and its answer is then here already. One question
// at a time, of what is highlighted last; none where the reader saves data. An answer is used once, soon, or not at all.
const answersAhead = (() => {
    "use strict";
    const DELAY = 30; // milliseconds that a highlight must last
    const FRESH = 10000;
    const MAX_HELD = 8;
    const {root = ""} = document.documentElement.dataset;
    const RELEASE = "X-Release";
    /** @type {Map<string, {answer: Promise<Changes>, at: number}>} */
    const held = new Map();
    let release = "";
    let busy = false;
    let wanted = "";
    let waiting = 0;

    /** Answers of an earlier release are forgotten with the first of a newer one. @param {string | null} now */
    function noteRelease(now) {
        if (now && release && now !== release) {
            held.clear();
        }
        release = now || release;
    }

    /** @param {string} address @returns {Promise<Changes>} */
    async function ask(address) {
        const query = new URLSearchParams({address: address.slice(root.length)});
        const answer = await fetch(`${root}/changes?${query}`);
        noteRelease(answer.headers?.get(RELEASE));
        return answer.json();
    }

    /** @param {string} address */
    const isHeld = (address) => Date.now() - (held.get(address)?.at ?? 0) < FRESH;

    /** @param {string} address */
    function keep(address) {
        const answer = ask(address);
        held.delete(address);
        held.set(address, {answer, at: Date.now()});
        answer.catch(() => held.delete(address));
        [...held.keys()].slice(0, -MAX_HELD).forEach((oldest) => held.delete(oldest));
        return answer;
    }

    async function fetchWanted() {
        if (busy || !wanted || isHeld(wanted)) {
            return;
        }
        const address = wanted;
        wanted = "";
        busy = true;
        await keep(address).catch(() => undefined);
        busy = false;
        fetchWanted();
    }

    return {
        /** @param {string} address */
        prepare(address) {
            const {connection} = /** @type {Navigator & {connection?: {saveData?: boolean}}} */ (navigator);
            wanted = connection?.saveData ? "" : address;
            clearTimeout(waiting);
            waiting = setTimeout(fetchWanted, DELAY);
        },

        /** Tells whether answers come of a newer release than that of a page, named by its time. @param {string} [shown] */
        areNewerThan(shown = "") {
            const [, time = ""] = release.split("-");
            return shown !== "" && time > shown;
        },

        /** The answer for what was chosen: what is on its way already is not asked for again. @param {string} address */
        take(address) {
            const answer = isHeld(address) ? held.get(address)?.answer : undefined;
            held.delete(address);
            wanted = "";
            clearTimeout(waiting);
            return answer?.catch(() => ask(address)) ?? ask(address);
        },
    };
})();
