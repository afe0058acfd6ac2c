/* Runs before the first paint, so that a chosen look never flashes the other one. */
try {
  const chosen = localStorage.getItem("sandbox.theme");
  if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
} catch (refused) {
  console.info("The look is not remembered: this browser keeps no storage.", refused.name);
}
