// A change of the board. The server is asked once, the chart is drawn as soon as the answer is here, and Dash is told of
// the rest once the chart is painted, and only of what differs. Through a callback of Dash the chart would wait until
// everything else is in place, three times as long (benchmarks/clicks.py).
const boardChanges = (() => {
    "use strict";
    const CHART = "graph";
    let newest = 0;

    /** @param {Record<string, Props>} parts */
    function applyProps(parts) {
        Object.entries(parts).forEach(([id, props]) => {
            const before = dashAdapter.readProps(id);
            const changed = Object.entries(props).filter(
                ([name, value]) => before && JSON.stringify(value) !== JSON.stringify(before[name]),
            );
            if (changed.length) {
                dashAdapter.setProps(id, Object.fromEntries(changed));
            }
        });
    }

    return {
        /** Dash is told of the chart too: it would put the one that it holds in place again. @param {string} address */
        async request(address) {
            const own = ++newest;
            const isNewest = () => own === newest;
            // At once, not only when a slow answer would be given up; what was on screen stays there.
            const {[CHART]: graph, ...rest} = await answersAhead.take(address).catch((error) => {
                if (isNewest()) {
                    pageState.showFailure();
                }
                throw error;
            });
            // Header, footer and choices are of the release that the page began with: all of it is asked for anew.
            if (isNewest() && answersAhead.areNewerThan(document.getElementById("content")?.dataset.release)) {
                dashAdapter.reloadPage();
                return;
            }
            const place = document.getElementById(CHART);
            const figure = graph && JSON.stringify(graph.figure);
            if (isNewest() && place && figure && !place.closest("[hidden]")) {
                await chartPlaces.draw(place, figure);
                await dashAdapter.waitForPaint();
            }
            if (isNewest()) {
                applyProps(graph ? {...rest, [CHART]: {"data-figure": figure}} : rest);
            }
        },
    };
})();
