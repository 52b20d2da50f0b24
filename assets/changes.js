// A change of the board. The server is asked once, the chart is drawn as soon as the answer is here, and Dash is told of
// the rest once the chart is painted, and only of what differs. Through a callback of Dash the chart would wait until
// everything else is in place, three times as long (benchmarks/clicks.py).
(function () {
    "use strict";
    const clientside = (window.dash_clientside = window.dash_clientside || {});
    const held = (id) => window.dash_component_api.getLayout(id)?.props;
    const plot = () => document.querySelector("#graph .js-plotly-plot");
    const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
    let newest = 0;

    // With the settings that Dash drew it with: others would make the drawing library begin anew.
    async function draw({data, layout}) {
        await window.Plotly.react(plot(), {data, layout, config: {...held("graph").config, typesetMath: false}});
        await painted();
    }

    function tell(parts) {
        Object.entries(parts).forEach(([id, props]) => {
            const before = held(id);
            const differs = ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name]);
            const changed = before ? Object.entries(props).filter(differs) : [];
            changed.length && clientside.set_props(id, Object.fromEntries(changed));
        });
    }

    async function got(address) {
        const answer = await fetch("/changes?" + new URLSearchParams({address}));
        return answer.json();
    }

    // At once, not only when a slow answer would be given up; what was on screen stays there.
    function failed(own, error) {
        if (own === newest) {
            clientside.maracdash.failed();
        }
        throw error;
    }

    clientside.changes = {
        // A chart that is not on screen is left to Dash, which draws it where it then appears.
        async ask(address) {
            const own = ++newest;
            const {graph, ...rest} = await got(address).catch((error) => failed(own, error));
            const seen = graph && plot()?.offsetParent;
            if (own === newest && seen) {
                await draw(graph.figure);
            }
            if (own === newest) {
                tell(seen || !graph ? rest : {...rest, graph});
            }
        },
    };
})();
