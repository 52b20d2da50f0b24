// A change of the board. The server is asked once, the chart is drawn as soon as the answer is here, and Dash is told of
// the rest once the chart is painted, and only of what differs. Through a callback of Dash the chart would wait until
// everything else is in place, three times as long (benchmarks/clicks.py).
const boardChanges = (() => {
    "use strict";
    const CHART = "graph";
    const {root = ""} = document.documentElement.dataset;
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

    /** @param {string} address */
    async function fetchChanges(address) {
        const query = new URLSearchParams({address: address.slice(root.length)});
        const answer = await fetch(`${root}/changes?${query}`);
        return answer.json();
    }

    return {
        /** Dash is told of the chart too: at the next change of width it would draw the one that it holds. @param {string} address */
        async request(address) {
            const own = ++newest;
            const isNewest = () => own === newest;
            // At once, not only when a slow answer would be given up; what was on screen stays there.
            const {[CHART]: graph, ...rest} = await fetchChanges(address).catch((error) => {
                if (isNewest()) {
                    pageState.showFailure();
                }
                throw error;
            });
            const chart = dashAdapter.findChart(CHART);
            const drawn = graph && chart?.offsetParent;
            if (isNewest() && drawn) {
                await dashAdapter.drawChart(CHART, chart, graph.figure);
                await dashAdapter.waitForPaint();
            }
            if (isNewest()) {
                applyProps(graph ? {...rest, [CHART]: graph} : rest);
            }
        },
    };
})();
