// Two minutes before a session ends a dialog asks whether to stay signed in. The server decides: this only asks it, and
// asking does not count as being active.
(() => {
    "use strict";
    const {root = ""} = document.documentElement.dataset;
    const ADDRESS = `${root}/session`;
    const FIRST_SECONDS = 60;
    const WARNING_SECONDS = 120;
    const ENDED =
        "You are signed out, because nothing happened for a while. What you have not sent is still on this page.";
    /** @type {HTMLDialogElement | undefined} */
    let dialog;
    /** @type {number | undefined} */
    let timer;
    let signedIn = false;
    let token = "";

    /** @param {number} seconds @param {() => void} then */
    function wait(seconds, then) {
        clearTimeout(timer);
        timer = setTimeout(then, Math.max(seconds, 1) * 1000);
    }

    /** @param {string} method */
    async function ask(method) {
        try {
            const answer = await fetch(ADDRESS, {method, headers: {"X-CSRFToken": token}});
            if (answer.status === 200) {
                follow(await answer.json());
            } else if (answer.status === 204) {
                end();
            } else {
                wait(FIRST_SECONDS, look);
            }
        } catch {
            wait(FIRST_SECONDS, look);
        }
    }

    function look() {
        ask("GET");
    }

    /** @param {SessionState} state */
    function follow(state) {
        signedIn = true;
        token = state.token;
        if (state.left > WARNING_SECONDS) {
            close();
            wait(state.left - WARNING_SECONDS, look);
        } else {
            warn(state);
            wait(Math.min(state.left + 1, 15), look);
        }
    }

    function close() {
        dialog?.close();
        dialog?.remove();
        dialog = undefined;
    }

    function end() {
        if (signedIn) {
            signedIn = false;
            show(ENDED, [
                link(
                    "Sign in again",
                    `${root}/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`,
                ),
            ]);
        }
    }

    /** @param {SessionState} state */
    function warn(state) {
        if (!dialog) {
            const minutes = Math.max(1, Math.ceil(state.left / 60));
            const time = minutes === 1 ? "1 minute" : `${minutes} minutes`;
            const sentence = state.extendable
                ? `You will be signed out in ${time}, because nothing has happened for a while.`
                : `You will be signed out in ${time}: a session lasts 12 hours at most. Finish what you are doing.`;
            show(sentence, [state.extendable ? button("Stay signed in", stay) : button("Close", close)]);
        }
    }

    function stay() {
        close();
        ask("POST");
    }

    /** @param {string} sentence @param {HTMLElement[]} ways */
    function show(sentence, ways) {
        close();
        dialog = document.createElement("dialog");
        dialog.className = "session-warning";
        dialog.setAttribute("aria-labelledby", "session-heading");
        dialog.setAttribute("aria-describedby", "session-sentence");
        const heading = document.createElement("h2");
        heading.id = "session-heading";
        heading.textContent = "Signing out";
        const said = document.createElement("p");
        said.id = "session-sentence";
        said.textContent = sentence;
        dialog.append(heading, said, ...ways);
        dialog.addEventListener("cancel", (event) => {
            event.preventDefault();
            ways[0]?.click();
        });
        document.body.append(dialog);
        dialog.showModal();
    }

    /** @param {string} word @param {() => void} action */
    function button(word, action) {
        const made = document.createElement("button");
        made.type = "button";
        made.className = "action";
        made.textContent = word;
        made.addEventListener("click", action);
        return made;
    }

    /** @param {string} word @param {string} href */
    function link(word, href) {
        const made = document.createElement("a");
        made.className = "action";
        made.textContent = word;
        made.href = href;
        return made;
    }

    wait(FIRST_SECONDS, look);
})();
