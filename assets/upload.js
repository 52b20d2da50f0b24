// Pages that take figures in work without this. With it: files can be dragged, sending shows how far it is, a page that
// comes back takes the place of this one without a flash, and what matters gets the focus.
(() => {
    "use strict";
    const MEGABYTE = 1024 * 1024;
    let path = location.pathname;

    /** @param {HTMLFormElement} form @param {string} sentence */
    function say(form, sentence) {
        /** @type {Element} */ (form.querySelector(".sending")).textContent = sentence;
    }

    /** @param {ParentNode} within @param {boolean} disabled */
    function setButtons(within, disabled) {
        within.querySelectorAll("button").forEach((button) => {
            button.disabled = disabled;
        });
    }

    /** @param {FileList} files */
    function showFiles(files) {
        const lines = [...files].map((file) => {
            const line = document.createElement("li");
            const size = Math.max(1, Math.round(file.size / 1024));
            line.textContent = `${file.name}, ${size.toLocaleString("en-GB")} kB`;
            return line;
        });
        document.getElementById("files-chosen")?.replaceChildren(...lines);
    }

    /** Whether all files together can be sent; the input says so if not. @param {HTMLInputElement} input @param {FileList} files */
    function checkSize(input, files) {
        const all = [...files].reduce((sum, file) => sum + file.size, 0);
        const {largest} = input.dataset;
        const fits = all <= Number(largest) * MEGABYTE;
        const sentence = `These files have ${Math.ceil(all / MEGABYTE)} MB; at most ${largest} MB can be sent at once.`;
        input.setCustomValidity(fits ? "" : sentence);
        return fits;
    }

    /** @param {HTMLElement} area */
    function prepareDrop(area) {
        const input = /** @type {HTMLInputElement} */ (area.querySelector("input"));
        /** @type {HTMLElement} */ (area.querySelector(".drag")).hidden = false;
        ["dragenter", "dragover"].forEach((name) =>
            area.addEventListener(name, (event) => {
                event.preventDefault();
                area.classList.add("over");
            }),
        );
        ["dragleave", "drop"].forEach((name) => area.addEventListener(name, () => area.classList.remove("over")));
        area.addEventListener("drop", (event) => {
            event.preventDefault();
            input.files = event.dataTransfer?.files || null;
            input.dispatchEvent(new Event("change"));
        });
        input.addEventListener("change", () => {
            const files = /** @type {FileList} */ (input.files);
            showFiles(files);
            if (!checkSize(input, files)) {
                input.reportValidity();
            }
        });
    }

    /** The answer takes this page's place, at its own address. @param {XMLHttpRequest} request */
    function showAnswer(request) {
        const answer = new DOMParser().parseFromString(request.responseText, "text/html");
        const main = answer.querySelector("main");
        if (!main) {
            return false;
        }
        if (request.responseURL !== location.href) {
            history.pushState({}, "", request.responseURL);
        }
        path = location.pathname;
        document.title = answer.title;
        document.querySelector("main")?.replaceWith(main);
        scrollTo(0, 0);
        prepare();
        return true;
    }

    /** By XMLHttpRequest: fetch does not tell how far it is. @param {HTMLFormElement} form */
    function send(form) {
        const request = new XMLHttpRequest();
        const button = /** @type {HTMLButtonElement} */ (form.querySelector("button"));
        function showFailure() {
            button.disabled = false;
            say(form, "It could not be sent. Check your connection, then try again. Nothing was kept.");
        }
        request.upload.addEventListener("progress", (event) => {
            const percent = Math.round((100 * event.loaded) / event.total);
            say(form, percent < 100 ? `Sending: ${percent}%` : "Reading and checking the files");
        });
        request.addEventListener("load", () => showAnswer(request) || showFailure());
        request.addEventListener("error", showFailure);
        request.open("POST", form.action);
        request.send(new FormData(form));
        button.disabled = true;
        say(form, "Sending");
    }

    function prepare() {
        /** @param {string} selector @returns {HTMLElement[]} */
        const findAll = (selector) => [...document.querySelectorAll(selector)].map((each) => /** @type {any} */ (each));
        findAll(".drop").forEach(prepareDrop);
        findAll("[data-focus]").at(-1)?.focus();
        findAll("[data-forgets]").forEach((each) => sessionStorage.removeItem(each.dataset.forgets || ""));
    }

    document.addEventListener("submit", (event) => {
        const form = /** @type {HTMLFormElement} */ (event.target);
        if (form.dataset.sends) {
            event.preventDefault();
            send(form);
        } else {
            setTimeout(() => setButtons(form, true), 0);
        }
    });
    document.addEventListener("change", (event) => {
        const {id, checked} = /** @type {HTMLInputElement} */ (event.target);
        if (id === "warning-all") {
            /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("[name=warning]")).forEach((box) => {
                box.checked = checked;
            });
        }
    });
    window.addEventListener("popstate", () => location.pathname === path || location.reload());
    window.addEventListener("pageshow", (event) => {
        if (event.persisted) {
            setButtons(document, false);
        }
    });
    prepare();
})();
