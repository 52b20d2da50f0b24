// Charts follow the window's width. Dash and plotly would each do so, and draw every chart of another height twice.
(function () {
    "use strict";
    const NARROW = 480;
    const EDGE = 16;
    let waiting = 0;

    const atEnd = (note) => note.xref === "paper" && note.x === 1;

    // On a narrow screen lines take the room of the labels at their ends: the legend names them, the table has the values.
    function fit(chart) {
        const notes = chart.layout?.annotations || [];
        if (chart.clientWidth < NARROW && notes.some(atEnd)) {
            window.Plotly.relayout(chart, {annotations: notes.filter((note) => !atEnd(note)), "margin.r": EDGE});
        }
    }

    // assets/legend.css gives every new chart an animation without effect, and so a sign of life that costs nothing.
    document.addEventListener("animationstart", ({animationName, target}) => {
        if (animationName === "chart-is-new") {
            target.on("plotly_afterplot", () => fit(target));
            fit(target);
        }
    });

    window.addEventListener("resize", () => {
        clearTimeout(waiting);
        waiting = setTimeout(() => document.querySelectorAll(".js-plotly-plot").forEach((chart) => window.Plotly.Plots.resize(chart)), 100);
    });
})();
