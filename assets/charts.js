// Charts follow the width of the window, and of the paper while they are printed. Dash and plotly would each do so, and draw every chart of another height twice.
(function () {
    "use strict";
    const PAPER = 660;
    const charts = () => document.querySelectorAll(".js-plotly-plot");
    let waiting = 0;
    window.addEventListener("resize", () => {
        clearTimeout(waiting);
        waiting = setTimeout(() => charts().forEach((chart) => window.Plotly.Plots.resize(chart)), 100);
    });
    window.addEventListener("beforeprint", () => {
        charts().forEach((chart) => window.Plotly.relayout(chart, {width: Math.min(PAPER, chart.clientWidth)}));
    });
    window.addEventListener("afterprint", () => {
        charts().forEach((chart) => window.Plotly.relayout(chart, {width: null, autosize: true}));
    });
})();
