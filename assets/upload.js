// Pages that take figures in work without this. With it: files can be dragged, sending shows how far it is, a page that
// comes back takes the place of this one without a flash, and what matters gets the focus.
(function () {
    "use strict";
    const MEGABYTE = 1024 * 1024;
    let path = location.pathname;

    function say(form, text) {
        form.querySelector(".sending").textContent = text;
    }

    function listed(input) {
        const list = document.getElementById("files-chosen");
        list.replaceChildren(
            ...[...input.files].map((file) => {
                const line = document.createElement("li");
                line.textContent = `${file.name}, ${Math.max(1, Math.round(file.size / 1024)).toLocaleString("en-GB")} kB`;
                return line;
            })
        );
    }

    function tooLarge(input) {
        const all = [...input.files].reduce((sum, file) => sum + file.size, 0);
        const large = all > input.dataset.largest * MEGABYTE;
        input.setCustomValidity(
            large ? `These files have ${Math.ceil(all / MEGABYTE)} MB; at most ${input.dataset.largest} MB can be sent at once.` : ""
        );
        return large;
    }

    function dropping(area) {
        const input = area.querySelector("input");
        area.querySelector(".drag").hidden = false;
        ["dragenter", "dragover"].forEach((name) =>
            area.addEventListener(name, (event) => {
                event.preventDefault();
                area.classList.add("over");
            })
        );
        ["dragleave", "drop"].forEach((name) => area.addEventListener(name, () => area.classList.remove("over")));
        area.addEventListener("drop", (event) => {
            event.preventDefault();
            input.files = event.dataTransfer.files;
            input.dispatchEvent(new Event("change"));
        });
        input.addEventListener("change", () => {
            listed(input);
            tooLarge(input) && input.reportValidity();
        });
    }

    // The answer takes this page's place, at its own address.
    function shown(request) {
        const answer = new DOMParser().parseFromString(request.responseText, "text/html");
        if (!answer.querySelector("main")) {
            return false;
        }
        if (request.responseURL !== location.href) {
            history.pushState({}, "", request.responseURL);
        }
        path = location.pathname;
        document.title = answer.title;
        document.querySelector("main").replaceWith(answer.querySelector("main"));
        scrollTo(0, 0);
        dress();
        return true;
    }

    function send(form) {
        const request = new XMLHttpRequest();
        const button = form.querySelector("button");
        const failed = () => {
            button.disabled = false;
            say(form, "It could not be sent. Check your connection, then try again. Nothing was kept.");
        };
        request.upload.addEventListener("progress", (event) => {
            const part = Math.round((100 * event.loaded) / event.total);
            say(form, part < 100 ? `Sending: ${part}%` : "Reading and checking the files");
        });
        request.addEventListener("load", () => shown(request) || failed());
        request.addEventListener("error", failed);
        request.open("POST", form.action);
        request.send(new FormData(form));
        button.disabled = true;
        say(form, "Sending");
    }

    function dress() {
        document.querySelectorAll(".drop").forEach(dropping);
        const target = [...document.querySelectorAll("[data-focus]")].pop();
        target && target.focus();
        document.querySelectorAll("[data-forgets]").forEach((each) => sessionStorage.removeItem(each.dataset.forgets));
    }

    document.addEventListener("submit", (event) => {
        const form = event.target;
        if (form.dataset.sends) {
            event.preventDefault();
            send(form);
        } else {
            setTimeout(() => form.querySelectorAll("button").forEach((button) => (button.disabled = true)), 0);
        }
    });
    document.addEventListener("change", (event) => {
        if (event.target.id === "warning-all") {
            document.querySelectorAll("[name=warning]").forEach((box) => (box.checked = event.target.checked));
        }
    });
    window.addEventListener("popstate", () => location.pathname === path || location.reload());
    window.addEventListener("pageshow", (event) => {
        event.persisted && document.querySelectorAll("button").forEach((button) => (button.disabled = false));
    });
    dress();
})();
