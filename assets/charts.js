// Charts follow the window's width. Dash and plotly would each do so, and draw every chart of another height twice.
(function () {
    "use strict";
    let waiting = 0;
    window.addEventListener("resize", () => {
        clearTimeout(waiting);
        waiting = setTimeout(() => document.querySelectorAll(".js-plotly-plot").forEach((chart) => window.Plotly.Plots.resize(chart)), 100);
    });
})();
