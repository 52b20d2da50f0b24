// How many notices this browser has not read, after the menu's word for them. It waits until the page is there.
(() => {
    "use strict";
    async function showCount() {
        const {style, dataset} = document.documentElement;
        try {
            const answer = await fetch(`${dataset.root || ""}/notifications/count`);
            const {unread} = await answer.json();
            style.setProperty("--unread", unread ? `" (${Number(unread)})"` : '""');
        } catch {
            style.removeProperty("--unread");
        }
    }

    if (document.readyState === "complete") {
        showCount();
    } else {
        addEventListener("load", () => setTimeout(showCount, 0));
    }
})();
