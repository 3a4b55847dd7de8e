// A form to be printed. It leaves the screen with its window; nothing of it is kept.
document.getElementById("print").addEventListener("click", () => print());
document.fonts.ready.then(() => {
  if (!navigator.webdriver) print();
});
