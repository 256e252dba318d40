"use strict";
(async () => {
  const blocks = Array.from(document.querySelectorAll("script[data-chart]"));
  const options = {
    // No eval, no links out, no style element: a strict security policy holds.
    ast: true, renderer: "svg", actions: false, defaultStyle: false,
    tooltip: { disableDefaultStyle: true, theme: "report" },
  };
  for (const block of blocks) {
    const place = document.getElementById(block.dataset.chart);
    try {
      await vegaEmbed(place, JSON.parse(block.textContent), options);
    } catch (error) {
      console.error(error);
      place.textContent = "This chart could not be drawn; its numbers are in the table below.";
    }
  }
  document.documentElement.dataset.charts = "drawn";
})();
