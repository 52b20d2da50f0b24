// How many notices this browser has not read, after the menu's word for them. It waits until the page is there.
(function () {
    "use strict";
    async function count() {
        try {
            const answer = await fetch("/notifications/count");
            const {unread} = await answer.json();
            document.documentElement.style.setProperty("--unread", unread ? `" (${Number(unread)})"` : '""');
        } catch {
            document.documentElement.style.removeProperty("--unread");
        }
    }

    addEventListener("load", () => setTimeout(count, 0));
})();
