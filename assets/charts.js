// Charts follow the window's width. Dash and plotly would each do so, and draw every chart of another height twice.
(() => {
    "use strict";
    const NARROW = 480;
    const EDGE = 16;
    let waiting = 0;

    /** @param {Annotation} note */
    const isAtEnd = (note) => note.xref === "paper" && note.x === 1;

    /** On a narrow screen lines take the room of the labels at their ends: the legend names them, the table has the values. @param {Chart} chart */
    function giveRoomToLines(chart) {
        const notes = chart.layout?.annotations || [];
        if (chart.clientWidth < NARROW && notes.some(isAtEnd)) {
            window.Plotly.relayout(chart, {annotations: notes.filter((note) => !isAtEnd(note)), "margin.r": EDGE});
        }
    }

    // assets/legend.css gives every new chart an animation without effect, and so a sign of life that costs nothing.
    document.addEventListener("animationstart", ({animationName, target}) => {
        if (animationName === "chart-is-new") {
            const chart = /** @type {Chart} */ (target);
            chart.on("plotly_afterplot", () => giveRoomToLines(chart));
            giveRoomToLines(chart);
        }
    });

    window.addEventListener("resize", () => {
        clearTimeout(waiting);
        waiting = setTimeout(() => dashAdapter.findCharts().forEach((chart) => window.Plotly.Plots.resize(chart)), 100);
    });
})();
